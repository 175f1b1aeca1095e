/** Rotation limits of one log file. */
export interface LogFileSize {
  /** Largest size of the current part and of each backup, in units of `megabyteBytes`. */
  maxMegabytes: number;
  /** Backups beside the current file. */
  backups: number;
}

/** A megabyte of the log files, in bytes, as the platform's own logs count it. */
export const megabyteBytes = 1024 * 1024;

/** Lowest and highest size of a log file, in megabytes, and number of its backups. */
export const logFileBounds = { maxMegabytes: [1, 100], backups: [0, 20] } as const;

/** The documented limits: 10 MB + 5 backups, 5 MB + 3, 20 MB + 3. */
export const defaultLogFiles = {
  "tts_utility.log": { maxMegabytes: 10, backups: 5 },
  "tts_errors.log": { maxMegabytes: 5, backups: 3 },
  "tts_structured.jsonl": { maxMegabytes: 20, backups: 3 },
} as const satisfies Record<string, LogFileSize>;

/** A megabyte of the local archive, in bytes, as sizes are shown. */
export const archiveMegabyteBytes = 1_000_000;

/** Lowest and highest size limit of the local archive, in megabytes. */
export const archiveBounds = [10, 10_000] as const;

/** Default size limit of the local archive, in megabytes. */
export const defaultArchiveMegabytes = 500;

/** Lowest and highest size limit of the inputs of calls, in units of `archiveMegabyteBytes`. */
export const callInputBounds = [1, 2_000] as const;

/** Default size limit of the inputs of calls, in megabytes. */
export const defaultCallInputMegabytes = 100;
