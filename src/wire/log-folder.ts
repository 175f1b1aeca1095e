/**
 * Where the page copies its log files into a folder of the companion; there with `--log-dir` only.
 *
 * `GET ?profile=<id>` returns `HeldFiles` as JSON: what the folder has. `POST ?<FileRun as parameters>` appends its body, and returns
 * `HeldFiles` of the moment after; with 409 and `HeldFiles`, without having written, when the run does not continue what is held.
 */
export const logFolderPath = "/log-folder";

/** Most bytes of one run. */
export const maxRunBytes = 1_048_576;

/** One generation of a file in the folder: the current part or a backup. */
export interface HeldGeneration {
  /** As in the log: grows by one at each rotation. */
  generation: number;
  sizeBytes: number;
}

/** What a folder has of the log of one browser profile. */
export interface HeldFiles {
  /** Of the log that was copied; another epoch means other lines. Absent: nothing was copied yet. */
  epoch?: string;
  /** By name of the log file: its generations, oldest first, without a gap. The last one is the current part. */
  files: Record<string, HeldGeneration[]>;
  /** The folder in the chosen one that this profile has; absent: the chosen one itself. */
  subfolder?: string;
}

/** A run of bytes of one generation of one file. */
export interface FileRun {
  /** Id of the browser profile. */
  profile: string;
  /** When it is another one than the folder has, the folder is emptied first; the run then begins a generation. */
  epoch: string;
  file: string;
  generation: number;
  /** Where the run begins in its generation, in bytes. */
  fromByte: number;
  /** The oldest generation of this file that the log still has: the folder deletes what is older. */
  oldestGeneration: number;
}
