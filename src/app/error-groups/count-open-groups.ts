import type { LogReader } from "../../store/log-store.ts";
import type { GroupNotes } from "./group-notes.ts";
import { stateOfGroup } from "./state-of-group.ts";

/** What is counted of. */
export interface OpenGroupsScope {
  notes: GroupNotes;
  hasOwnCalls: boolean;
}

/**
 * Counts the open groups of failed calls of a whole log. Groups are read only where rollups count other failed calls than at
 * the last count, or the rules are other ones, so that a log without a new failure costs almost nothing.
 */
export function createOpenGroupCounter(source: Pick<LogReader, "explore" | "measure" | "overview">) {
  let known: { key: string; groups: { key: string; lastMs: number }[] } | undefined;
  return async ({ notes, hasOwnCalls }: OpenGroupsScope, signal?: AbortSignal): Promise<number> => {
    const { all, firstMs: beganMs } = await source.overview({ range: {}, hasOwnCalls }, signal);
    const { errors } = all.total;
    if (errors === 0) return 0;
    const key = JSON.stringify([errors, beganMs, notes.rules, hasOwnCalls]);
    if (known?.key !== key) {
      // Most pages never have a failure to count.
      const { groupFailures } = await import("./group-failures.ts");
      const calls = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls } as const;
      const { firstMs = 0, lastMs = 0 } = await source.explore({ ...calls, facets: [] }, signal);
      const bins = { fromMs: firstMs, toMs: lastMs + 1, bins: 1 };
      const grouping = { rules: notes.rules, bins, logMs: { firstMs, lastMs } };
      const { groups } = await groupFailures(source, { range: {}, hasOwnCalls }, grouping, signal);
      signal?.throwIfAborted();
      const ends = groups.map(({ key, kinds }) => ({ key, lastMs: Math.max(...kinds.map((kind) => kind.lastMs)) }));
      known = { key, groups: ends };
    }
    return known.groups.filter((group) => stateOfGroup(notes, group).state === "open").length;
  };
}
