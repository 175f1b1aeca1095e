import type { FailureCase } from "./failure-case.ts";
import type { DecidingCheck, Rule } from "./rule.ts";
import type { Signs } from "./signs.ts";
import { canTry } from "./trial-evidence.ts";

/** What of a case is the result of a check. */
export type CheckResults = Pick<FailureCase, "probe" | "reachability" | "lightCall" | "trials">;

/**
 * The check that tells a cause from another one, or from all that no rule knows.
 *
 * @param call that failed: a trial repeats it, where it can
 * @param results of checks that were made after the call; they are not proposed again
 * @returns undefined when none is known that was not made yet
 */
export function decidingCheck(
  one: Rule,
  other: Rule | undefined,
  call: Pick<Signs, "end" | "request">,
  results: CheckResults = {},
): DecidingCheck | undefined {
  const [first, second] = [checkOf(one, call), other && checkOf(other, call)];
  // A check that both causes fail tells nothing.
  if (first && second && JSON.stringify(first) === JSON.stringify(second)) return undefined;
  return [first, second].find((check) => check && !isMade(check, results));
}

function checkOf({ check, steps }: Rule, call: Pick<Signs, "end" | "request">): DecidingCheck | undefined {
  if (check) return check.kind === "trial" && !canTry(call, check.change) ? undefined : check;
  const step = steps?.[0];
  return step && { kind: "probe", step };
}

function isMade(check: DecidingCheck, { probe, reachability, lightCall, trials }: CheckResults): boolean {
  if (check.kind === "trial") return trials?.[check.change] !== undefined;
  const made = { probe, "plain-get": reachability, call: lightCall };
  return made[check.kind] !== undefined;
}
