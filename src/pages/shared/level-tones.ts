import type { LogLevel } from "../../logging/log-event.ts";
import type { BadgeTone } from "../../kit/status/StatusBadge.svelte";

/** The mark of each level. */
export const levelTones: Record<LogLevel, BadgeTone> = {
  DEBUG: "debug",
  INFO: "info",
  WARNING: "warning",
  ERROR: "error",
  CRITICAL: "critical",
};
