import { joinBytes } from "../../../basics/bytes.ts";
import { createRecordDecoder, type RecordDecoder } from "../decode/record-decoder.ts";
import type { LogEncoding } from "../decode/guess-encoding.ts";
import { createRecordSplitter, type RecordSink, type RecordSplitter } from "./record-splitter.ts";
import { createLineSplitter } from "./split-lines.ts";

/** Options of {@link createRecordReader}. */
export interface RecordReaderOptions {
  /** Whether a line of text has a head of its own; gets at most its first 4 kB. */
  startsRecord: (line: string) => boolean;
  /** Scans a line of our own in place, as of `OwnLines`; returns the offset after it, or -1. Default: none is ours. */
  scan?: (bytes: Uint8Array, start: number) => number;
  /**
   * Takes an object of another program in place, behind which its line ends; returns the offset after it, or -1. Absent: none
   * is.
   */
  inPlace?: (bytes: Uint8Array, start: number, number: number) => number;
  /** What a person chose instead of the guess. */
  encoding?: LogEncoding;
  /** Called once, with the encoding, before any record. */
  onEncoding?: (encoding: LogEncoding) => void;
  /** Longest line that is read as a whole, in bytes, for tests; default: 1 MB. */
  maxLineBytes?: number;
}

/** Reads the records of one file from its bytes. */
export interface RecordReader {
  push(chunk: Uint8Array): void;
  end(): void;
}

/** First bytes of a file by which it is judged: its encoding, and whether its lines have heads. */
const sampleBytes = 65_536;

/**
 * Creates a reader for one unpacked file; `sink` gets its records in order, whatever the chunks are. Lines of our own that
 * come in chunks of at least 64 kB are not copied.
 */
export function createRecordReader(options: RecordReaderOptions, sink: RecordSink): RecordReader {
  const lines = createLineSplitter(options.maxLineBytes);
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let started: { decoder: RecordDecoder; records: RecordSplitter } | undefined;

  function start(): { decoder: RecordDecoder; records: RecordSplitter } {
    const sample = joinBytes(waiting.map((chunk) => chunk.subarray(0, sampleBytes))).subarray(0, sampleBytes);
    const decoder = createRecordDecoder(sample, options.encoding);
    options.onEncoding?.(decoder.encoding);
    // A line that is read in place is stored as it is, so its bytes must be those of the file.
    const isUtf8 =
      decoder.encoding === "utf-8" || (options.encoding === undefined && !decoder.encoding.startsWith("utf-16"));
    const rules = {
      startsRecord: options.startsRecord,
      heads: hasHeads(sample, options),
      decode: (bytes: Uint8Array) => decoder.decode(bytes),
      ...(isUtf8 && options.scan !== undefined && { scan: options.scan }),
      ...(isUtf8 && options.inPlace !== undefined && { inPlace: options.inPlace }),
    };
    return { decoder, records: createRecordSplitter(rules, sink) };
  }

  function read(chunk: Uint8Array): void {
    started ??= start();
    for (const piece of lines.push(started.decoder.convert(chunk))) started.records.push(piece);
  }

  function readWaiting(): void {
    // Judged before the first of them is read.
    started ??= start();
    for (const chunk of waiting) read(chunk);
    waiting = [];
  }

  return {
    push(chunk) {
      if (started !== undefined) return read(chunk);
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes >= sampleBytes) readWaiting();
    },
    end() {
      readWaiting();
      const { records } = started!;
      for (const piece of lines.end()) records.push(piece);
      records.end();
    },
  };
}

/** Whether any line of a sample begins with an object or has a head of its own. */
function hasHeads(sample: Uint8Array, { encoding, startsRecord }: RecordReaderOptions): boolean {
  const decoder = createRecordDecoder(sample, encoding);
  const text = decoder.decode(decoder.convert(sample)).text;
  return text.split(/[\r\n]+/).some((line) => line.trimStart().startsWith("{") || startsRecord(line.slice(0, 4096)));
}
