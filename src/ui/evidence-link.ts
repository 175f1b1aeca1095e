import type { Evidence } from "../diagnosis/evidence.ts";

/** Where a line of the log that is evidence can be read; undefined for a fact. */
export function evidenceLink({ source }: Evidence): string | undefined {
  if (source.kind !== "event") return undefined;
  const { requestId, sessionId, seq } = source;
  const query = requestId === undefined ? { session: sessionId, q: `"seq":${String(seq)}` } : { request: requestId };
  return `/logs?${new URLSearchParams(query as Record<string, string>).toString()}`;
}
