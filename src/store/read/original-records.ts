import { joinBytes } from "../../basics/bytes.ts";
import type { OriginalRecord } from "../log-store.ts";
import { unlabelled } from "../original/label-line.ts";
import { lineOrigin } from "../original/line-origin.ts";
import { originalRecord } from "../original/original-bytes.ts";
import type { LogSegment, SnapshotTaker } from "./log-snapshot.ts";

/** Reads records of a log as their files had them. */
export interface OriginalReader {
  /**
   * The record of an event: of a rendered line the one it was made of, else the line itself.
   *
   * @returns undefined when the event is no longer in the log
   */
  original(position: number): Promise<OriginalRecord | undefined>;
  /**
   * The records of one file of an imported log, in the order of the log, each with a line feed in the encoding of the file.
   *
   * @param file index of the file in the import
   */
  originalsOf(file: number, encoding?: string): AsyncGenerator<Uint8Array<ArrayBuffer>>;
}

/** Line feeds of encodings of two bytes. */
const lineFeeds: Partial<Record<string, Uint8Array>> = {
  "utf-16le": Uint8Array.of(10, 0),
  "utf-16be": Uint8Array.of(0, 10),
};
/** The line feed of an encoding. */
export const lineFeedOf = (encoding = ""): Uint8Array => lineFeeds[encoding] ?? Uint8Array.of(10);
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Creates a reader over snapshots. */
export function createOriginalReader(snapshots: SnapshotTaker): OriginalReader {
  return {
    async original(position) {
      const { segments } = await snapshots.take();
      const segment = segments.find(
        ({ firstPosition, columns }) => firstPosition <= position && position < firstPosition + columns.length,
      );
      if (segment === undefined) return undefined;
      const row = position - segment.firstPosition;
      const { lineBytes, rendered } = segment.columns;
      let start = 0;
      for (let at = 0; at < row; at++) start += lineBytes[at]!;
      const line = await segment.read(start, start + lineBytes[row]!);
      const isRendered = rendered?.[row] === lineOrigin.rendered;
      const bytes = isRendered ? line.subarray(0, -1) : recordOf(line, rendered?.[row])!;
      return (isRendered ? originalRecord(line) : undefined) ?? { bytes, text: decoder.decode(bytes) };
    },
    async *originalsOf(file, encoding) {
      const { segments } = await snapshots.take();
      // Newest first.
      for (const segment of segments.toReversed()) yield await originalsIn(segment, file, lineFeedOf(encoding));
    },
  };
}

/** The records of a file in one segment; a rendered line without one belongs to a record of an earlier line. */
async function originalsIn(segment: LogSegment, file: number, lineEnd: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { columns } = segment;
  const bytes = await segment.read();
  const pieces: Uint8Array[] = [];
  for (let row = 0, start = 0; row < columns.length; start += columns.lineBytes[row]!, row++) {
    if ((columns.file?.[row] ?? 0) !== file) continue;
    const line = bytes.subarray(start, start + columns.lineBytes[row]!);
    const record = recordOf(line, columns.rendered?.[row]);
    if (record !== undefined) pieces.push(record, lineEnd);
  }
  return joinBytes(pieces);
}

/**
 * The record that a line was made of, or the line itself where it was read in place; undefined: it belongs to an earlier line.
 *
 * @param origin as of `lineOrigin`; default: as it was
 */
export function recordOf(line: Uint8Array, origin: number = lineOrigin.asItWas): Uint8Array | undefined {
  if (origin === lineOrigin.rendered) return originalRecord(line)?.bytes;
  return origin === lineOrigin.labelled ? unlabelled(line) : line.subarray(0, -1);
}
