import type { DecidingCheck, Rule } from "./rule.ts";

/** The check whose result is for one of two causes and against the other; undefined when none is known. */
export function decidingCheck(one: Rule, other: Rule): DecidingCheck | undefined {
  const [first, second] = [checkOf(one), checkOf(other)];
  // A check that both causes fail tells nothing.
  if (first && second && JSON.stringify(first) === JSON.stringify(second)) return undefined;
  return first ?? second;
}

function checkOf({ check, steps }: Rule): DecidingCheck | undefined {
  if (check) return check;
  const step = steps?.[0];
  return step && { kind: "probe", step };
}
