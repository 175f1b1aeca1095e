import { joinBytes } from "../../basics/bytes.ts";
import type { FilePlace, LogPosition, LogPositions, PositionedLines } from "../log-positions.ts";
import { logFileNames, type LogFileName } from "../log-store.ts";
import { firstStoredLine, linesOfPart, type LogState } from "../storage/log-state.ts";
import type { LogStorage, StorageTransaction } from "../storage/log-storage.ts";
import { createTail, type LogTail } from "../storage/log-tail.ts";

const structured = "tts_structured.jsonl";

/** Reads a storage by position. It closes the storage. */
export function createLogPositions(storage: LogStorage): LogPositions {
  const tail = createTail();
  return {
    position: () => storage.read(async (transaction) => positionOf(await transaction.readState())),
    bytesAt: (place, maxBytes) => storage.read((transaction) => bytesAt(transaction, tail, place, maxBytes)),
    async linesFrom(epoch, position) {
      const found = await storage.read((transaction) => sourceAt(transaction, tail, epoch, position));
      return found && linesOf(found, epoch, position);
    },
    close: () => storage.close(),
  };
}

function positionOf({ epoch, files }: LogState): LogPosition {
  const generations = logFileNames.map((name) => [
    name,
    files[name].parts.map(({ generation, sizeBytes }) => ({ generation, sizeBytes })),
  ]);
  return {
    epoch,
    files: Object.fromEntries(generations) as LogPosition["files"],
    firstPosition: firstStoredLine(files[structured]),
    nextPosition: files[structured].nextLine,
  };
}

async function bytesAt(
  transaction: StorageTransaction,
  tail: LogTail,
  { epoch, file, generation, fromByte }: FilePlace,
  maxBytes: number,
): Promise<Blob | undefined> {
  const state = await transaction.readState();
  const range = state.epoch === epoch ? linesOfGeneration(state, file, generation) : undefined;
  if (range === undefined) return undefined;
  const segments = await transaction.segmentsFrom(file, range.first, range.end);
  const slices = (await tail.slicesAt(transaction, state)).filter((slice) => slice.file === file);
  const unsealed = slices.filter(({ firstLine }) => firstLine >= range.first && firstLine < range.end);
  const bytes = new Blob([...segments.map((segment) => segment.bytes), ...unsealed.map((slice) => slice.bytes)]);
  return bytes.slice(fromByte, fromByte + maxBytes);
}

function linesOfGeneration({ files }: LogState, file: LogFileName, generation: number) {
  const { parts } = files[file];
  const index = parts.findIndex((part) => part.generation === generation);
  return index === -1 ? undefined : linesOfPart(files[file], parts.length - 1 - index);
}

/** Lines of one segment or of the tail, with the number of the first. */
interface FoundLines {
  firstLine: number;
  bytes: Blob | Uint8Array;
}

async function sourceAt(
  transaction: StorageTransaction,
  tail: LogTail,
  epoch: string,
  position: number,
): Promise<FoundLines | undefined> {
  const state = await transaction.readState();
  if (state.epoch !== epoch) return undefined;
  const oldest = firstStoredLine(state.files[structured]);
  const { segments: starts } = await transaction.columnPositions();
  const start = starts.findLast((first) => first <= Math.max(position, oldest));
  const segment = start === undefined ? undefined : await transaction.segmentAt(structured, start);
  if (segment && position < segment.firstLine + segment.lines) return segment;
  const slices = await tail.slicesAt(transaction, state);
  const unsealed = slices.filter(({ file, firstLine }) => file === structured && firstLine >= oldest);
  const firstLine = unsealed[0]?.firstLine ?? state.files[structured].nextLine;
  return { firstLine, bytes: joinBytes(unsealed.map(({ bytes }) => bytes)) };
}

async function linesOf({ firstLine, bytes }: FoundLines, epoch: string, position: number): Promise<PositionedLines> {
  const text = bytes instanceof Blob ? await bytes.text() : new TextDecoder().decode(bytes);
  const lines = text.split("\n");
  lines.pop();
  const skipped = Math.max(0, position - firstLine);
  return { epoch, position: Math.max(position, firstLine), lines: lines.slice(skipped) };
}
