import type { LogReader } from "../../store/log-store.ts";
import type { GroupNotes } from "./group-notes.ts";
import { readErrorGroups } from "./read-error-groups.ts";
import { stateOfGroup } from "./state-of-group.ts";

/** What is counted of. */
export interface OpenGroupsScope {
  notes: GroupNotes;
  hasOwnCalls: boolean;
}

/**
 * Counts the open groups of failed calls of a whole log. Groups are read only where rollups count more or fewer failed calls than at
 * the last count of the same notes, so that a log without a new failure costs almost nothing.
 */
export function createOpenGroupCounter(source: Pick<LogReader, "explore" | "measure" | "overview">) {
  let before: { key: string; open: number } | undefined;
  return async ({ notes, hasOwnCalls }: OpenGroupsScope, signal?: AbortSignal): Promise<number> => {
    const { all } = await source.overview({ range: {}, hasOwnCalls }, signal);
    const { errors } = all.total;
    if (errors === 0) return 0;
    const key = JSON.stringify([errors, notes, hasOwnCalls]);
    if (before?.key === key) return before.open;
    const { groups } = await readErrorGroups(source, { range: {}, hasOwnCalls }, notes.rules, signal);
    const open = groups.filter((group) => stateOfGroup(notes, group).state === "open").length;
    signal?.throwIfAborted();
    before = { key, open };
    return open;
  };
}
