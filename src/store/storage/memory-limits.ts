import { logLimits } from "../log-store.ts";

/** Limits of a log in memory, used when the browser gives no storage: at most 10 MB in all. */
export const memoryLimits = logLimits({
  "tts_utility.log": { maxMegabytes: 1, backups: 1 },
  "tts_errors.log": { maxMegabytes: 1, backups: 1 },
  "tts_structured.jsonl": { maxMegabytes: 3, backups: 1 },
});
