import { otlpLogs, type OtlpRow } from "./otlp-logs.ts";
import { otlpSpans } from "./otlp-spans.ts";
import type { OtlpTarget } from "./otlp-target.ts";
import type { OtlpSource } from "./otlp-source.ts";

/** The body of one request, and where it goes behind the endpoint. */
export interface OtlpPart {
  path: "/v1/logs" | "/v1/traces" | "/v1/metrics";
  text: string;
  /** The text, compressed. */
  gzipped: Blob;
}

/** What is posted of some records: their lines, and the spans of the calls that end among them. */
export async function encodeRecords(
  rows: readonly OtlpRow[],
  { version, deployment, origin, hasTraces }: Pick<OtlpTarget, "version" | "deployment" | "origin" | "hasTraces">,
): Promise<OtlpPart[]> {
  const requestUrl = (requestId: string) => `${origin}/request/${encodeURIComponent(requestId)}`;
  const source: OtlpSource = { version, deployment, requestUrl };
  const ordered = inTimeOrder(rows);
  const events = ordered.map(({ event }) => event);
  const spans = hasTraces ? otlpSpans(events, source) : undefined;
  return Promise.all([
    encodePart("/v1/logs", otlpLogs(ordered, source)),
    ...(spans === undefined ? [] : [encodePart("/v1/traces", spans)]),
  ]);
}

/** A body with its compressed form. */
export async function encodePart(path: OtlpPart["path"], text: string): Promise<OtlpPart> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return { path, text, gzipped: await new Response(stream).blob() };
}

/** Loki refuses what is far behind the newest record of its stream, and several tabs write at once. */
function inTimeOrder(rows: readonly OtlpRow[]): OtlpRow[] {
  const timeOf = ({ event }: OtlpRow) => Date.parse(event.timestamp) || 0;
  return rows.toSorted((a, b) => timeOf(a) - timeOf(b));
}
