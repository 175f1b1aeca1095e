import { defaultLogLimits, logFileNames, type LogFileName, type LogFilePart, type LogLimits } from "../log-store.ts";

/** One generation of a file: the current one (last in its list) or a backup. */
export interface FilePartState {
  /** Grows by one at each rotation. */
  generation: number;
  sizeBytes: number;
  lines: number;
}

/** One file: its kept generations, oldest first and never empty, and the ordinal of its next line since the log began. */
export interface FileState {
  parts: FilePartState[];
  nextLine: number;
}

/** The one record that every commit reads and writes, so that several tabs agree on sizes, rotation and positions. */
export interface LogState {
  files: Record<LogFileName, FileState>;
  limits: LogLimits;
  /** Id of the newest write-ahead row, and of the newest one that is already in a block. */
  lastRow: number;
  sealedThrough: number;
  /** Bytes in the rows between the two. */
  unsealedBytes: number;
  /** Another one when the log was cleared or deleted, so that every tab forgets what it remembers. */
  epoch: string;
  /** Last committed batch of each recent writer: a batch that is sent again after a crash is not written twice. */
  writers: Record<string, number>;
}

/** A log without a line. */
export function emptyLogState(limits: LogLimits = defaultLogLimits): LogState {
  const file = (): FileState => ({ parts: [{ generation: 0, sizeBytes: 0, lines: 0 }], nextLine: 0 });
  return {
    files: { "tts_utility.log": file(), "tts_errors.log": file(), "tts_structured.jsonl": file() },
    limits,
    lastRow: 0,
    sealedThrough: 0,
    unsealedBytes: 0,
    epoch: crypto.randomUUID(),
    writers: {},
  };
}

/** The parts as a person sees them: current first, then `.1`, `.2`, ... */
export function listParts(state: LogState): LogFilePart[] {
  return logFileNames.flatMap((file) =>
    state.files[file].parts
      .map(({ sizeBytes, lines }) => ({ sizeBytes, lines }))
      .reverse()
      .map((part, backup) => ({ file, backup, ...part })),
  );
}

/** Ordinal of the oldest kept line of a file; in the structured file that is the position of the oldest kept event. */
export function firstStoredLine({ nextLine, parts }: FileState): number {
  return nextLine - parts.reduce((sum, part) => sum + part.lines, 0);
}

/** Ordinals of the lines of one part, from first (inclusive) to end (exclusive); undefined when there is no such backup. */
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

const maxWriters = 32;

/** Notes a writer's last batch; the writer that was noted longest ago goes first when there are too many. */
export function noteWriter(state: LogState, writer: string, batch: number): void {
  const others = Object.entries(state.writers).filter(([name]) => name !== writer);
  state.writers = Object.fromEntries([...others.slice(1 - maxWriters), [writer, batch]]);
}
