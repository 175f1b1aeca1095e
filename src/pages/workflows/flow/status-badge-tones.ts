import type { BatchItem } from "../../../audiokit/workflows/batch.ts";
import type { BadgeTone } from "../../../kit/status/StatusBadge.svelte";

/** Badge tones of the states of an entry. */
export const statusBadgeTones: Record<BatchItem<unknown, unknown>["status"], BadgeTone> = {
  waiting: "waiting",
  running: "running",
  done: "success",
  failed: "error",
  cancelled: "cancelled",
};
