import { partName } from "../../src/basics/file-name.ts";
import type { FilePlace, LogPosition } from "../../src/store/log-positions.ts";
import { logFileNames, type LogFileName } from "../../src/store/log-store.ts";

/** A log with files so small that they rotate every few lines. */
export interface GrowingLog {
  /** Writes some lines to one of the files, any if none is named; now and then the log is cleared before. */
  change(file?: LogFileName): void;
  /** Deletes every line. */
  clear(): void;
  position(): LogPosition;
  /** At most `maxBytes` of a generation; undefined when the log does not have it any more. */
  bytesAt(place: FilePlace, maxBytes: number): Uint8Array<ArrayBuffer> | undefined;
  /** What an export of every file is, by its name. */
  exported(): Record<string, string>;
}

interface Part {
  generation: number;
  text: string;
}

const limits: Record<LogFileName, { maxBytes: number; backups: number }> = {
  "tts_utility.log": { maxBytes: 300, backups: 5 },
  "tts_errors.log": { maxBytes: 120, backups: 0 },
  "tts_structured.jsonl": { maxBytes: 500, backups: 2 },
};

/** Makes one that is empty. @param random seeded */
export function createGrowingLog(random: () => number): GrowingLog {
  let clearings = 0;
  let lines = 0;
  let files = emptyFiles();
  const below = (limit: number) => Math.floor(random() * limit);

  function write(file: LogFileName): void {
    const parts = files[file];
    const line = `${file} ${String(lines++)} ${"я".repeat(below(40))}\n`;
    if (sizeOf(parts.at(-1)!) + new TextEncoder().encode(line).length > limits[file].maxBytes) {
      parts.push({ generation: parts.at(-1)!.generation + 1, text: "" });
    }
    parts.at(-1)!.text += line;
    parts.splice(0, Math.max(0, parts.length - 1 - limits[file].backups));
  }

  function clear(): void {
    clearings++;
    files = emptyFiles();
  }

  return {
    clear,
    change(file = logFileNames[below(logFileNames.length)]!) {
      if (random() < 0.02) clear();
      for (let left = below(12); left >= 0; left--) write(file);
    },
    position: () => ({
      epoch: `epoch-${String(clearings)}`,
      files: mapFiles((file) => files[file].map((part) => ({ generation: part.generation, sizeBytes: sizeOf(part) }))),
      firstPosition: 0,
      nextPosition: lines,
    }),
    bytesAt({ epoch, file, generation, fromByte }, maxBytes) {
      const part = files[file].find((one) => one.generation === generation);
      if (part === undefined || epoch !== `epoch-${String(clearings)}`) return undefined;
      return new TextEncoder().encode(part.text).slice(fromByte, fromByte + maxBytes);
    },
    exported: () =>
      Object.fromEntries(
        logFileNames.flatMap((file) =>
          files[file].toReversed().map(({ text }, backup) => [partName(file, backup), text] as const),
        ),
      ),
  };
}

function emptyFiles(): Record<LogFileName, Part[]> {
  return mapFiles(() => [{ generation: 0, text: "" }]);
}

function mapFiles<Value>(make: (file: LogFileName) => Value): Record<LogFileName, Value> {
  return Object.fromEntries(logFileNames.map((file) => [file, make(file)])) as Record<LogFileName, Value>;
}

function sizeOf({ text }: Part): number {
  return new TextEncoder().encode(text).length;
}
