import type { RowCounts } from "../../../store/explore.ts";

/** Failed rows among those that ended well or failed, from 0 to 1; undefined where there are none. */
export function failedShare({ ok, error }: Pick<RowCounts, "ok" | "error">): number | undefined {
  return ok + error === 0 ? undefined : error / (ok + error);
}
