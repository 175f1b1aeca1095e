import type { Scalar } from "../../query/query.ts";
import type { FailureKind } from "./count-failures.ts";
import { groupKey, isSameGroup, mergedKey, messageOf, splitKey } from "./group-key.ts";
import type { GroupingRule } from "./grouping-rule.ts";
import { replacePattern } from "./replace-pattern.ts";

/** Kinds of failures that are one group, and the rules that made them one. */
export interface KindGroup {
  key: string;
  message: string;
  kinds: FailureKind[];
  rules: GroupingRule[];
  /** Values of the fields that the group was split by. */
  parts: { path: string; value: Scalar | undefined }[];
}

/** Puts kinds into groups: those that agree when rules normalised their messages are one. */
export function groupKinds(kinds: FailureKind[], rules: readonly GroupingRule[]): KindGroup[] {
  const groups = new Map<string, KindGroup>();
  const hasOperation = rules.some(({ is }) => is === "operations");
  for (const kind of kinds) {
    const { message, applied } = normalised(messageOf(kind), rules);
    const key = groupKey(kind, message, hasOperation);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { key, message, kinds: [kind], rules: applied, parts: [] });
    else {
      group.kinds.push(kind);
      group.rules = [...new Set([...group.rules, ...applied])];
    }
  }
  return [...groups.values()];
}

function normalised(plain: string, rules: readonly GroupingRule[]) {
  let message = plain;
  const applied = rules.filter((rule) => {
    if (rule.is !== "normalise") return false;
    const before = message;
    message = replacePattern(message, rule.pattern, rule.word);
    return message !== before;
  });
  return { message, applied };
}

/** Makes one group of those that a rule names. Fewer than two stay as they are. */
export function mergeGroups(groups: KindGroup[], rule: GroupingRule & { is: "merge" }): KindGroup[] {
  const isNamed = ({ key }: KindGroup) => rule.keys.some((one) => isSameGroup(one, key));
  const named = groups.filter(isNamed);
  if (named.length < 2) return groups;
  const kinds = named.flatMap((group) => group.kinds);
  const rules = [...new Set(named.flatMap((group) => group.rules)), rule];
  return [
    ...groups.filter((group) => !isNamed(group)),
    { key: mergedKey(rule.name), message: rule.name, kinds, rules, parts: [] },
  ];
}

/** The parts of a group, by the values of a field. @param kinds its failures, counted by that field */
export function splitGroup(group: KindGroup, rule: GroupingRule & { is: "split" }, kinds: FailureKind[]): KindGroup[] {
  const parts = Map.groupBy(kinds, ({ part }) => part?.value);
  return [...parts].map(([value, ofPart]) => ({
    ...group,
    key: splitKey(group.key, rule.path, value),
    kinds: ofPart,
    rules: [...group.rules, rule],
    parts: [...group.parts, { path: rule.path, value }],
  }));
}
