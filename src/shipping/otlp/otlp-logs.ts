import { otlpAttributes } from "../../basics/otlp-value.ts";
import type { LogEvent, LogLevel } from "../../logging/log-event.ts";
import { traceContextOf } from "../../logging/trace-context.ts";
import { bySession, callLink, otlpResource, otlpScope, type OtlpSource } from "./otlp-source.ts";
import { unixNano } from "./unix-nano.ts";

/** `SeverityNumber` of each level. */
const severities: Record<LogLevel, number> = { DEBUG: 5, INFO: 9, WARNING: 13, ERROR: 17, CRITICAL: 21 };

/** A line to be encoded. */
export interface OtlpRow {
  event: LogEvent;
  /** Its `log.record.uid`. Default: session and number of the event, as in the files for other systems. */
  uid?: string;
}

/**
 * Lines of the log as the body of a request to `/v1/logs`: an ExportLogsServiceRequest in OTLP/JSON. The same lines make the same body.
 *
 * The attributes of a record are the fields of its line under their own names, objects and lists as such, so that a question to a
 * receiver names the same fields as one to the log. Four are added:
 * - `log.record.uid`: equal for records that are the same, when something is sent twice;
 * - `event.name`: the name of the event for receivers that do not know `eventName` (Collectors before 0.119 drop it);
 * - `audiokit.request.url`: the page about the call that a line belongs to;
 * - trace and span of that call, as fields of the record.
 *
 * @see https://opentelemetry.io/docs/specs/otel/logs/data-model/
 * @see https://opentelemetry.io/docs/specs/semconv/general/logs/
 */
export function otlpLogs(rows: readonly OtlpRow[], source: OtlpSource): string {
  const resourceLogs = bySession(rows, ({ event }) => event).map(([sessionId, ofSession]) => ({
    resource: otlpResource(sessionId, source),
    scopeLogs: [{ scope: otlpScope(source), logRecords: ofSession.map((row) => logRecord(row, source)) }],
  }));
  return JSON.stringify({ resourceLogs });
}

function logRecord({ event, uid }: OtlpRow, source: OtlpSource) {
  const { timestamp, level, event: eventName, message, ...fields } = event;
  const time = String(unixNano(timestamp));
  return {
    timeUnixNano: time,
    observedTimeUnixNano: time,
    severityNumber: severities[level],
    severityText: level,
    eventName,
    body: { stringValue: message.toWellFormed() },
    attributes: otlpAttributes({
      "log.record.uid": uid ?? `${event.session_id}:${String(event.seq)}`,
      "event.name": eventName,
      ...callLink(event.request_id, source),
      ...fields,
    }),
    ...traceOf(event),
  };
}

function traceOf({ request_id: requestId }: LogEvent) {
  return requestId === undefined ? {} : traceContextOf(requestId);
}
