import { defaultLogLimits, logFileNames, type LogFileName, type LogFilePart, type LogLimits } from "../log-store.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** One generation of a file: the current part or a backup. */
export interface FilePartState {
  /** Grows by one at each rotation. */
  generation: number;
  sizeBytes: number;
  lines: number;
}

/** One file: its generations, oldest first and never empty, and the number of its next line since the log began. */
export interface FileState {
  parts: FilePartState[];
  nextLine: number;
}

/**
 * The state of a log: one record that every commit reads and writes, so that tabs agree on sizes, rotation and positions.
 *
 * Persisted: field names stay as they are.
 */
export interface LogState {
  files: Record<LogFileName, FileState>;
  limits: LogLimits;
  /** Id of the newest WAL entry, and of the newest one that is sealed in a segment. */
  lastRow: number;
  sealedThrough: number;
  /** Bytes in the WAL entries between the two. */
  unsealedBytes: number;
  /** Changes when the log was cleared or deleted, or stored lines were rewritten, which invalidates all caches. */
  epoch: string;
  /** Last committed batch of each recent writer, so that a batch sent again after a crash is not written twice. */
  writers: Record<string, number>;
}

/** The state of an empty log. */
export function emptyLogState(limits: LogLimits = defaultLogLimits): LogState {
  const file = (): FileState => ({ parts: [{ generation: 0, sizeBytes: 0, lines: 0 }], nextLine: 0 });
  return {
    files: { "tts_utility.log": file(), "tts_errors.log": file(), "tts_structured.jsonl": file() },
    limits,
    lastRow: 0,
    sealedThrough: 0,
    unsealedBytes: 0,
    epoch: randomUuid(),
    writers: {},
  };
}

/** The file parts as users see them: current first, then `.1`, `.2`, ... */
export function listParts(state: LogState): LogFilePart[] {
  return logFileNames.flatMap((file) =>
    state.files[file].parts
      .map(({ sizeBytes, lines }) => ({ sizeBytes, lines }))
      .reverse()
      .map((part, backup) => ({ file, backup, ...part })),
  );
}

/** Number of the oldest stored line of a file; in the structured file, the position of the oldest event. */
export function firstStoredLine({ nextLine, parts }: FileState): number {
  return nextLine - parts.reduce((sum, part) => sum + part.lines, 0);
}

/** Range of line numbers of one part, from `first` (inclusive) to `end` (exclusive); undefined when there is no such backup. */
export function linesOfPart(
  { nextLine, parts }: FileState,
  backup: number,
): { first: number; end: number } | undefined {
  const newer = parts.slice(parts.length - backup);
  const part = parts.at(-1 - backup);
  if (part === undefined) return undefined;
  const end = nextLine - newer.reduce((sum, one) => sum + one.lines, 0);
  return { first: end - part.lines, end };
}

/** The backup that holds a line (0 is the current part) and its number there, from 1; undefined when it is not stored. */
export function placeOfLine(file: FileState, line: number): { backup: number; number: number } | undefined {
  for (let backup = 0; backup < file.parts.length; backup++) {
    const { first, end } = linesOfPart(file, backup)!;
    if (line >= first && line < end) return { backup, number: line - first + 1 };
  }
  return undefined;
}

const maxWriters = 32;

/** Sets a writer's last batch. Beyond 32 writers, the one that wrote longest ago is removed. */
export function noteWriter(state: LogState, writer: string, batch: number): void {
  const others = Object.entries(state.writers).filter(([name]) => name !== writer);
  state.writers = Object.fromEntries([...others.slice(1 - maxWriters), [writer, batch]]);
}
