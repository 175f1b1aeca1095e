import type { LogLimits } from "../log-store.ts";

const megabyte = 1024 * 1024;

/** Limits of a log in memory, used when the browser gives no storage: at most 10 MB in all. */
export const memoryLimits: LogLimits = {
  "tts_utility.log": { maxBytes: megabyte, backups: 1 },
  "tts_errors.log": { maxBytes: megabyte, backups: 1 },
  "tts_structured.jsonl": { maxBytes: 3 * megabyte, backups: 1 },
};
