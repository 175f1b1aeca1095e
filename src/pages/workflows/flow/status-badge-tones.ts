import type { BatchItem } from "../../../audiokit/workflows/batch.ts";
import type { BadgeTone } from "../../../kit/status/StatusBadge.svelte";

/** How the state of a piece looks. */
export const statusBadgeTones: Record<BatchItem<unknown, unknown>["status"], BadgeTone> = {
  waiting: "waiting",
  running: "running",
  done: "success",
  failed: "error",
  cancelled: "cancelled",
};
