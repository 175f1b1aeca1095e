import { ecsBulk } from "./ecs-bulk.ts";
import { inTimeOrder } from "./in-time-order.ts";
import { createRecordReader, readLogRecords, type LogRecord } from "./log-record.ts";
import { createLokiPush } from "./loki-push.ts";
import { splunkHec } from "./splunk-hec.ts";

/** A system that people send logs to, or read them with. */
export type OtherSystem = "elasticsearch" | "splunk" | "loki" | "parquet";

/**
 * A log as a file for another system, one record for each line. What is finished is handed to the browser, which may keep it on
 * disk.
 *
 * @param jsonl the lines as *Console JSONL*
 * @param onProgress told after each part how much of the lines is written
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function systemFile(
  jsonl: Blob,
  system: OtherSystem,
  onProgress?: (doneBytes: number, totalBytes: number) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  const lines = system === "loki" ? await inTimeOrder(jsonl, signal) : jsonl;
  const records = readLogRecords(lines, (doneBytes) => onProgress?.(doneBytes, lines.size), signal);
  const pieces: Blob[] = [];
  for await (const piece of await write(system, records)) if (piece.length > 0) pieces.push(new Blob([piece]));
  return new Blob(pieces);
}

/**
 * Lines of a log as a text for another system, as {@link systemFile} writes it: for some rows, all of them in memory.
 *
 * @param lines in the order of their times
 */
export function systemText(lines: readonly string[], system: Exclude<OtherSystem, "parquet">): string {
  const records = lines.map(createRecordReader());
  if (system === "elasticsearch") return ecsBulk(records);
  if (system === "splunk") return splunkHec(records);
  const push = createLokiPush();
  return push.add(records) + push.end();
}

type Records = AsyncIterable<readonly LogRecord[]>;

async function write(system: OtherSystem, records: Records): Promise<AsyncIterable<string | Uint8Array<ArrayBuffer>>> {
  switch (system) {
    case "elasticsearch":
      return eachPart(records, ecsBulk);
    case "splunk":
      return eachPart(records, splunkHec);
    case "loki":
      return lokiRequests(records);
    case "parquet":
      // Its library is loaded where it is wanted.
      return (await import("./parquet-file.ts")).parquetFile(records);
  }
}

async function* eachPart(records: Records, render: (records: readonly LogRecord[]) => string): AsyncGenerator<string> {
  for await (const some of records) yield render(some);
}

async function* lokiRequests(records: Records): AsyncGenerator<string> {
  const push = createLokiPush();
  for await (const some of records) yield push.add(some);
  yield push.end();
}
