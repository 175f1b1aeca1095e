import { readLogRecords, type LogRecord } from "../../export/other-systems/log-record.ts";
import { logLevels, type LogEvent } from "../../logging/log-event.ts";
import { otlpLogs, type OtlpRow } from "./otlp-logs.ts";
import type { OtlpSource } from "./otlp-source.ts";

/** Records of one request: below the 4 MB that receivers over gRPC take, unless lines are very long. */
const recordsAtOnce = 500;

/**
 * A log as OTLP/JSON: in each line a body for `/v1/logs`, as the Collector's own file exporter and its `otlpjsonfile` receiver
 * have it. A record is named as in the files for other systems, because a file knows no positions.
 *
 * @param jsonl the lines as *Console JSONL*
 * @param onProgress told after each part how much of the lines is written
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function otlpFile(
  jsonl: Blob,
  source: OtlpSource,
  onProgress?: (doneBytes: number, totalBytes: number) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  const pieces: Blob[] = [];
  const read = readLogRecords(jsonl, (doneBytes) => onProgress?.(doneBytes, jsonl.size), signal);
  for await (const records of read) {
    for (let from = 0; from < records.length; from += recordsAtOnce) {
      const rows = records.slice(from, from + recordsAtOnce).map(rowOf);
      pieces.push(new Blob([`${otlpLogs(rows, source)}\n`]));
    }
  }
  return new Blob(pieces);
}

/** What a record of OTLP is made of, also where a line lacks it or has another type. */
function rowOf({ event, timeMs, id }: LogRecord): OtlpRow {
  const { timestamp, level, event: name, message, session_id: session } = event;
  const isTimed = typeof timestamp === "string" && !Number.isNaN(Date.parse(timestamp));
  const whole = {
    ...event,
    timestamp: isTimed ? timestamp : new Date(timeMs).toISOString(),
    level: logLevels.find((known) => known === level) ?? "INFO",
    event: typeof name === "string" ? name : "imported_line",
    message: typeof message === "string" ? message : (JSON.stringify(message) ?? ""),
    session_id: typeof session === "string" ? session : "",
    request_id: typeof event["request_id"] === "string" ? event["request_id"] : undefined,
  };
  return { uid: id, event: whole as unknown as LogEvent };
}
