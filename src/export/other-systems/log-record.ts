import { hashBytes } from "../../basics/bytes.ts";
import { readLines } from "../../basics/read-lines.ts";
import { readRecord } from "../../basics/record.ts";

/** A line of the log on its way to another system. */
export interface LogRecord {
  /** The line, parsed; of a line that is no JSON object, the whole line as `message`. */
  event: Record<string, unknown>;
  /** The line as JSON, as it stands in the log: numbers keep all their digits. */
  line: string;
  /** Its time, or that of the record before where it has none; in milliseconds since the epoch. */
  timeMs: number;
  /**
   * Names the record, so that a system which gets it twice has it once: `<session_id>:<seq>` for an event of the console. A record
   * of somebody else's log may share both with another one, so a hash of its line stands before its `seq`.
   */
  id: string;
}

/** Makes records of lines, in their order. */
export function createRecordReader(): (line: string) => LogRecord {
  let timeMs = 0;
  const encoder = new TextEncoder();
  return (text) => {
    const parsed = readRecord(text);
    const event = parsed ?? { message: text };
    const line = parsed === undefined ? JSON.stringify(event) : text;
    const ownMs = Date.parse(String(event["timestamp"]));
    if (!Number.isNaN(ownMs)) timeMs = ownMs;
    return { event, line, timeMs, id: idOf(event) ?? foreignId(event, encoder.encode(line)) };
  };
}

/**
 * The records of a log as *Console JSONL*, some at a time. Only these are in memory.
 *
 * @param onProgress told how many bytes were read
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function* readLogRecords(
  jsonl: Blob,
  onProgress?: (doneBytes: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<LogRecord[]> {
  const read = createRecordReader();
  for await (const lines of readLines(jsonl, onProgress, signal)) {
    yield lines.filter((line) => line !== "").map(read);
  }
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

function idOf(event: Record<string, unknown>): string | undefined {
  const { session_id: session, seq, original } = event;
  if (typeof session !== "string" || typeof seq !== "number" || original !== undefined) return undefined;
  return uuid.test(session) ? `${session}:${String(seq)}` : undefined;
}

function foreignId({ seq }: Record<string, unknown>, line: Uint8Array): string {
  return `${hashBytes(line).toString(36)}:${typeof seq === "number" ? String(seq) : ""}`;
}
