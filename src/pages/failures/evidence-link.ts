import type { Evidence } from "../../diagnosis/evidence.ts";

/** Where the findings of the probe and of the browser are logged. */
const factEvents = { probe: "system_probe", browser: "system_reachability" } as const;

/**
 * Where in the log a piece of evidence can be read; undefined for a figure of a sound whose call is not known.
 *
 * @param requestId of the call that is explained; its lines hold the figures of its sound
 * @param set the imported log that is looked at; empty: the live one
 */
export function evidenceLink({ source }: Evidence, requestId?: string, set = ""): string | undefined {
  const query = queryFor(source, requestId);
  if (query === undefined) return undefined;
  return `/logs?${new URLSearchParams({ ...query, ...(set !== "" && { log: set }) }).toString()}`;
}

function queryFor(source: Evidence["source"], callId: string | undefined): Record<string, string> | undefined {
  if (source.kind === "audio") return callId === undefined ? undefined : { request: callId };
  if (source.kind !== "event") return { event: factEvents[source.kind] };
  const { requestId, sessionId, seq } = source;
  return requestId === undefined ? { session: sessionId, q: `"seq":${String(seq)}` } : { request: requestId };
}

/** How much of a quote is shown; the link leads to the rest, in characters. */
const mostCharacters = 160;

/** The text of one item of evidence, shortened where it is long. */
export function shortQuote({ quote }: Evidence): string {
  return quote.length <= mostCharacters ? quote : `${quote.slice(0, mostCharacters)}…`;
}
