import type { LogLevel } from "../../logging/log-event.ts";
import type { MarkTone } from "../../kit/status/StatusBadge.svelte";

/** The mark of each level. */
export const levelTones: Record<LogLevel, MarkTone> = {
  DEBUG: "debug",
  INFO: "info",
  WARNING: "warning",
  ERROR: "error",
  CRITICAL: "critical",
};
