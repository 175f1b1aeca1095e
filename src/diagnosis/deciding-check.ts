import type { FailureCase } from "./failure-case.ts";
import type { DecidingCheck, Rule } from "./rule.ts";

/** What of a case is the result of a check. */
export type CheckResults = Pick<FailureCase, "probe" | "reachability" | "lightCall">;

/**
 * The check that tells a cause from another one, or from all that no rule knows.
 *
 * @param results of checks that were made after the call; they are not proposed again
 * @returns undefined when none is known that was not made yet
 */
export function decidingCheck(
  one: Rule,
  other: Rule | undefined,
  results: CheckResults = {},
): DecidingCheck | undefined {
  const [first, second] = [checkOf(one), other && checkOf(other)];
  // A check that both causes fail tells nothing.
  if (first && second && JSON.stringify(first) === JSON.stringify(second)) return undefined;
  return [first, second].find((check) => check && !isMade(check, results));
}

function checkOf({ check, steps }: Rule): DecidingCheck | undefined {
  if (check) return check;
  const step = steps?.[0];
  return step && { kind: "probe", step };
}

function isMade({ kind }: DecidingCheck, { probe, reachability, lightCall }: CheckResults): boolean {
  const made = { probe, "plain-get": reachability, call: lightCall };
  return made[kind] !== undefined;
}
