import * as v from "valibot";
import { groupingRuleSchema, groupLimits } from "./grouping-rule.ts";

/** Where a group of failures stands: nobody looked yet, its cause is known, or it is mended. */
export const groupStates = ["open", "known", "resolved"] as const;
export type GroupStateName = (typeof groupStates)[number];

const timeMs = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));

const groupStateSchema = v.object({
  /** Of the group. */
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(groupLimits.key)),
  state: v.picklist(groupStates),
  note: v.pipe(v.string(), v.maxLength(groupLimits.note)),
  /** From when on the state holds, in milliseconds since the epoch: a resolved group with a later call came back. */
  sinceMs: timeMs,
});

const groupNotesSchema = v.object({
  version: v.literal(1),
  rules: v.pipe(v.array(groupingRuleSchema), v.maxLength(groupLimits.rules)),
  states: v.pipe(v.array(groupStateSchema), v.maxLength(2_000)),
});

/** The state of one group, with a note. */
export type GroupState = v.InferOutput<typeof groupStateSchema>;

/** What a person noted about the failures of one log: rules of grouping, and states of groups. Plain JSON. */
export type GroupNotes = v.InferOutput<typeof groupNotesSchema>;

/** Notes of a log about which nothing is noted. */
export const noNotes: GroupNotes = { version: 1, rules: [], states: [] };

/** What is wrong in notes, and where: `rules.2.pattern`. */
export interface GroupNotesProblem {
  place: string;
  problem: string;
}

/** Reads notes from a value, such as that of a bundle; unknown keys are left out. Never throws. */
export function readGroupNotes(value: unknown): GroupNotes | GroupNotesProblem[] {
  const read = v.safeParse(groupNotesSchema, value);
  if (!read.success) return read.issues.map((one) => ({ place: v.getDotPath(one) ?? "", problem: one.message }));
  const names = read.output.rules.flatMap((rule) => (rule.is === "merge" ? [rule.name] : []));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined ? read.output : [{ place: "rules", problem: `Two groups are named ${twice}` }];
}

type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The key of `localStorage` with the notes of a log. @param log fingerprint or id of an imported log; empty: the live one */
export const notesStorageKey = (log: string): string => `audiokit-error-notes-${log || "live"}`;

/** The notes of a log as they are kept in this browser; none where they cannot be read. @param log as in `notesStorageKey` */
export function exportGroupNotes(log: string, storage: () => Place = () => localStorage): GroupNotes {
  try {
    const notes = readGroupNotes(JSON.parse(storage().getItem(notesStorageKey(log)) ?? "null"));
    return Array.isArray(notes) ? noNotes : notes;
  } catch {
    // Refused, or not ours: as if nothing were noted.
    return noNotes;
  }
}

/**
 * Keeps notes of a log in this browser, in place of those that it has, and tells this page as other tabs are told.
 *
 * @returns what is wrong with them: then nothing was changed; empty when they are kept
 * @throws whatever the storage throws where it is full or refused
 */
export function importGroupNotes(
  log: string,
  notes: unknown,
  storage: () => Place = () => localStorage,
  target: EventTarget = globalThis,
): GroupNotesProblem[] {
  const read = readGroupNotes(notes);
  if (Array.isArray(read)) return read;
  const key = notesStorageKey(log);
  if (read.rules.length + read.states.length === 0) storage().removeItem(key);
  else storage().setItem(key, JSON.stringify(read));
  target.dispatchEvent(Object.assign(new Event("storage"), { key }));
  return [];
}
