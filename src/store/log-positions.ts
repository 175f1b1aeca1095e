import type { LogFileName } from "./log-store.ts";

/** One generation of a log file: the current part or a backup. */
export interface FileGeneration {
  /** Grows by one at each rotation. */
  generation: number;
  sizeBytes: number;
}

/** Where a log stands at one moment. */
export interface LogPosition {
  /** Another epoch means other lines: the log was cleared, or stored lines were rewritten. */
  epoch: string;
  /** By file: its generations, oldest first and never empty; the last one is the current part. */
  files: Record<LogFileName, FileGeneration[]>;
  /** Position of the oldest event, and of the next one that will be written. */
  firstPosition: number;
  nextPosition: number;
}

/** Consecutive lines of the structured file. */
export interface PositionedLines {
  epoch: string;
  /** Position of the first line. */
  position: number;
  /** Without their line feeds. */
  lines: string[];
}

/** Bytes of one generation of one file, from one byte on. */
export interface FilePlace {
  epoch: string;
  file: LogFileName;
  generation: number;
  fromByte: number;
}

/**
 * Reads a log by position, for whoever goes on where it stopped, in another worker than the one that writes. Must be closed.
 *
 * Each answer is of one moment; undefined where the log has other lines by now. All reject with an Error while the log cannot be read.
 */
export interface LogPositions {
  position(): Promise<LogPosition>;
  /** At most `maxBytes` of a generation as the export has them; may end inside of a line. */
  bytesAt(place: FilePlace, maxBytes: number): Promise<Blob | undefined>;
  /**
   * Lines from a position on, or from the oldest line when that is younger: those of one segment, about a megabyte, or all that are not
   * yet in one, about three. Without lines when the log ends there.
   */
  linesFrom(epoch: string, position: number): Promise<PositionedLines | undefined>;
  close(): void;
}
