/** Where a chain begins: with a log that had none, or after all lines were deleted. */
export interface ChainStart {
  is: "start" | "cleared";
  /** ISO 8601, in UTC. */
  at: string;
  /** Number of the next line since the log began, from 0. */
  firstLine: number;
}

/** Lines that were sealed together. */
export interface ChainLines {
  is: "lines";
  firstLine: number;
  lines: number;
  /** Grows by one with each rotation: all lines of one file have the same. */
  part: number;
  sizeBytes: number;
  /** Of the salt and then the lines, each with its line feed. */
  sha256: string;
}

/** A value was removed from lines; they have their new hash from here on. */
export interface ChainRemoval {
  is: "removed";
  at: string;
  firstLine: number;
  lines: number;
  /** How often the value stood in them. */
  count: number;
  /** The hash before. Absent, like the next two, where the lines came into the chain later. */
  was?: string;
  sizeBytes?: number;
  sha256?: string;
}

/** What a chain says, before it is linked. */
export type ChainFact = ChainStart | ChainLines | ChainRemoval;

/**
 * An entry of the chain over the structured file. Its hash is the SHA-256 of its JSON as `JSON.stringify` writes it, and stands in
 * the next entry: none can be changed, taken out or put in unseen. Persisted and exported: names and their order stay.
 */
export type ChainEntry = (ChainStart & ChainLink) | (ChainLines & ChainLink) | (ChainRemoval & ChainLink);

interface ChainLink {
  /** Hash of the entry before, which may have rotated out; null where there was none. */
  before: string | null;
}

/** The chain of a log, oldest entry first. */
export interface LogChain {
  entries: ChainEntry[];
  /** Hash of the newest entry that there ever was. */
  head: string | null;
}

/** What was found in the files of a log that was compared with its chain. */
export interface ChainFinding {
  is: "changed" | "missing" | "added";
  file: string;
  /** In that file, from 1; of missing lines the one that they stood before. */
  line: number;
  lines: number;
  /** A value was removed from such lines later: an older file differs there. */
  isOfRemoval?: boolean;
}

/** Why a chain proves nothing: it is no chain, of a later version, or an entry does not follow from the one before. */
export interface ChainProblem {
  is: "not_a_chain" | "newer" | "broken";
  /** Index of the entry, from 0. */
  entry?: number;
}

/** Lines of a file that was compared. */
export interface CheckedFile {
  name: string;
  lines: number;
  /** As they were sealed. */
  unchanged: number;
  /** The chain does not say anything of them, because they were not sealed yet or are of another log. */
  uncovered: number;
}

/** How the files of a log compare with its chain. */
export interface ChainReport {
  /** `whole`: all lines that the chain knows of these files are there, unchanged; `nothing`: it knows none of them. */
  verdict: "whole" | "damaged" | "nothing";
  problem?: ChainProblem;
  head: string | null;
  files: CheckedFile[];
  /** At most {@link mostFindings}, in the order of the files. */
  findings: ChainFinding[];
  /** Lines of all findings. */
  changed: number;
  missing: number;
  added: number;
  /** Lines of file parts that were not among the files. */
  absent: number;
  removals: Pick<ChainRemoval, "at" | "lines" | "count">[];
  /** When the chain began, and whether after the log was cleared; absent where that has rotated out. */
  start?: Pick<ChainStart, "is" | "at">;
}

/** Most findings of a report. */
export const mostFindings = 200;

/** Progress of a comparison, in bytes that were read. */
export interface ChainProgress {
  doneBytes: number;
  totalBytes: number;
}

/** The chain of a log as a file, and its head: who notes that can tell later that the chain was not made anew. */
export interface ExportedChain {
  file: Blob;
  /** Null where nothing is sealed yet. */
  head: string | null;
}

/** Ending of the name of a chain's file. */
export const chainFileEnding = ".chain.json";
/** Name under which the chain of the live log is saved. */
export const chainFileName = `tts_structured${chainFileEnding}`;
