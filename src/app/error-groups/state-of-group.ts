import type { ErrorGroup } from "./error-group.ts";
import { isSameGroup } from "./group-key.ts";
import type { GroupNotes, GroupStateName } from "./group-notes.ts";

/** Where a group stands, as far as it was noted: a resolved one with a later call came back. */
export interface ShownGroupState {
  state: GroupStateName;
  note: string;
  /** Since when, in milliseconds since the epoch; undefined where nothing was noted. */
  sinceMs?: number;
  /** It was resolved, and a call failed so again: it is open. */
  cameBack: boolean;
}

/** The state of a group; `open` where nothing was noted. */
export function stateOfGroup(
  { states }: Pick<GroupNotes, "states">,
  { key, lastMs }: Pick<ErrorGroup, "key" | "lastMs">,
): ShownGroupState {
  const noted = states.find((one) => one.key === key) ?? states.find((one) => isSameGroup(one.key, key));
  if (noted === undefined) return { state: "open", note: "", cameBack: false };
  const { state, note, sinceMs } = noted;
  const cameBack = state === "resolved" && lastMs > sinceMs;
  return { state: cameBack ? "open" : state, note, sinceMs, cameBack };
}
