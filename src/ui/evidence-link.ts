import type { Evidence } from "../diagnosis/evidence.ts";

/** Where a line of the log that is evidence can be read; undefined for a fact. */
export function evidenceLink({ source }: Evidence): string | undefined {
  if (source.kind !== "event") return undefined;
  const { requestId, sessionId, seq } = source;
  const query = requestId === undefined ? { session: sessionId, q: `"seq":${String(seq)}` } : { request: requestId };
  return `/logs?${new URLSearchParams(query as Record<string, string>).toString()}`;
}

/** How much of a quote is shown; the link leads to the rest, in characters. */
const mostCharacters = 160;

/** What a piece of evidence says, cut where it gets long. */
export function shortQuote({ quote }: Evidence): string {
  return quote.length <= mostCharacters ? quote : `${quote.slice(0, mostCharacters)}…`;
}
