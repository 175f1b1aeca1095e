import type { BatchItem } from "../../audiokit/batch.ts";
import type { MarkTone } from "../elements/Mark.svelte";

/** How the state of a piece looks. */
export const statusTones: Record<BatchItem<unknown, unknown>["status"], MarkTone> = {
  waiting: "waiting",
  running: "running",
  done: "success",
  failed: "error",
  cancelled: "cancelled",
};
