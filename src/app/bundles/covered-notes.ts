import type { LogCover } from "../../bundle/cover/log-cover.ts";
import type { GroupNotes } from "../error-groups/group-notes.ts";

/** Rules and states of error groups as they may leave: their keys are those of the groups in the covered log. */
export function coveredNotes(notes: GroupNotes, cover: LogCover): GroupNotes {
  return {
    ...notes,
    rules: notes.rules.map((rule) => {
      switch (rule.is) {
        case "merge":
          return { ...rule, name: cover.text(rule.name), keys: rule.keys.map(cover.groupKey) };
        case "split":
          return { ...rule, key: cover.groupKey(rule.key) };
        case "normalise":
          return { ...rule, pattern: cover.text(rule.pattern), word: cover.text(rule.word) };
        case "operations":
          return rule;
      }
    }),
    states: notes.states.map((state) => ({ ...state, key: cover.groupKey(state.key), note: cover.text(state.note) })),
  };
}
