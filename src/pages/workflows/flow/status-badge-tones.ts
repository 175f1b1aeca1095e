import type { BatchItem } from "../../../audiokit/workflows/batch.ts";
import type { MarkTone } from "../../../kit/status/StatusBadge.svelte";

/** How the state of a piece looks. */
export const statusTones: Record<BatchItem<unknown, unknown>["status"], MarkTone> = {
  waiting: "waiting",
  running: "running",
  done: "success",
  failed: "error",
  cancelled: "cancelled",
};
