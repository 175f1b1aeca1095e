import { readOtlpAttributes } from "../../src/basics/otlp-value.ts";
import { isRecord } from "../../src/basics/record.ts";

/** A record as Loki stores it. */
export interface LokiRecord {
  line: string;
  metadata: Record<string, string>;
}

interface Body {
  resourceLogs: { resource: { attributes: unknown }; scopeLogs: { scope: object; logRecords: Logged[] }[] }[];
}
interface Logged {
  body: { stringValue: string };
  attributes: unknown;
  observedTimeUnixNano: string;
  severityNumber: number;
  severityText: string;
  traceId?: string;
  spanId?: string;
}

/** Attributes of the resource that `deploy/loki.yaml` makes labels of. */
const labels = new Set(["service.name", "deployment.environment.name"]);

/**
 * The records that Loki makes of a body of OTLP/JSON: one text for each value, objects flattened with `_`, and `_` for all that a label's
 * name may not have.
 *
 * @see https://grafana.com/docs/loki/latest/send-data/otel/#format-considerations
 */
export function lokiRecords(body: string): LokiRecord[] {
  return (JSON.parse(body) as Body).resourceLogs.flatMap(({ resource, scopeLogs }) => {
    const ofResource = Object.entries(readOtlpAttributes(resource.attributes)).filter(([name]) => !labels.has(name));
    return scopeLogs.flatMap(({ scope, logRecords }) =>
      logRecords.map(({ body, attributes, observedTimeUnixNano, severityNumber, severityText, traceId, spanId }) => ({
        line: body.stringValue,
        metadata: flattened({
          ...readOtlpAttributes(attributes),
          ...Object.fromEntries(ofResource),
          ...{ scope, severity_number: severityNumber, severity_text: severityText },
          observed_timestamp: observedTimeUnixNano,
          ...(traceId !== undefined && { trace_id: traceId, span_id: spanId }),
        }),
      })),
    );
  });
}

function flattened(attributes: Record<string, unknown>, before = ""): Record<string, string> {
  const entries = Object.entries(attributes).flatMap(([key, value]): [string, string][] => {
    const name = `${before}${key}`.replaceAll(/[^A-Za-z0-9_]/g, "_");
    if (isRecord(value)) return Object.entries(flattened(value, `${name}_`));
    return [[name, value === null ? "" : typeof value === "string" ? value : JSON.stringify(value)]];
  });
  return Object.fromEntries(entries);
}

/** What Loki counts of a record, in bytes: its line, and the names and values of its metadata. */
export function lokiBytes({ line, metadata }: LokiRecord): number {
  const texts = [line, ...Object.entries(metadata).flat()];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
