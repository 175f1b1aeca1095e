import type { CallNumbers, ServiceOverview } from "../overview/overview.ts";
import { lnChance, strengthOf } from "./change-point.ts";
import { sortChanges, type Change } from "./find-changes.ts";

/** Fewest calls with an end on both sides. */
const fewest = 50;
/** Differences below are not worth a word: they come with the kinds of calls that were made. */
const [leastShare, leastFactor] = [0.01, 1.3];
/** Calls of one period are alike, so that more is asked of them than of independent ones. */
const lnCertain = Math.log(1e-5);

/** Finds services that do worse or better than in the period before: failures that are no coincidence, and a p95 that is far off. */
export function comparePeriods(services: readonly Pick<ServiceOverview, "service" | "total" | "before">[]): Change[] {
  return sortChanges(
    services.flatMap(({ service, total, before }) =>
      before === undefined || service === "" || endedOf(total) < fewest || endedOf(before) < fewest
        ? []
        : [failing(service, total, before), slower(service, total, before)].filter((change) => change !== undefined),
    ),
  );
}

function failing(service: string, total: CallNumbers, earlier: CallNumbers): Change | undefined {
  const [before, after] = [earlier.errors / endedOf(earlier), total.errors / endedOf(total)];
  const lnProbability = lnChance(strengthOf(total.errors, endedOf(total), earlier.errors, endedOf(earlier)));
  if (Math.abs(after - before) < leastShare || lnProbability > lnCertain) return undefined;
  return { service, measure: "failing", isWorse: after > before, before, after, lnProbability };
}

function slower(service: string, { p95Ms: after }: CallNumbers, { p95Ms: before }: CallNumbers): Change | undefined {
  const factor = Math.max(after / before, before / after);
  if (!(factor >= leastFactor)) return undefined;
  // The less certain finding: after all failures.
  return {
    service,
    measure: "p95",
    isWorse: after > before,
    before,
    after,
    limitMs: before,
    lnProbability: 0,
  };
}

const endedOf = ({ successes, errors }: CallNumbers) => successes + errors;
