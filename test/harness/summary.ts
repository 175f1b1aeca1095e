import type { StepReport } from "./step-report.ts";

/** Summary of a whole run, and whether it succeeded. */
export interface Summary {
  lines: string[];
  succeeded: boolean;
}

/**
 * Adds up the steps: the failed ones by name, every skipped test with its reason, and the closing line
 * `N passed, N failed`, with `, N skipped` behind it when something was.
 *
 * @param skipFails where everything must be there (CI), a skipped test is a failure
 */
export function summarise(steps: { name: string; report: StepReport }[], skipFails: boolean): Summary {
  const skipped = steps.flatMap(({ report }) => report.skipped);
  const passed = sum(steps.map(({ report }) => report.passed));
  const failed = sum(steps.map(({ report }) => report.failed)) + (skipFails ? skipped.length : 0);
  const lines = [
    ...steps.filter(({ report }) => report.failed > 0).map(({ name }) => `failed: ${name}`),
    ...skipped.map(({ title, reason }) => `skipped: ${title}: ${reason || "no reason given"}`),
    ...(skipFails && skipped.length > 0 ? ["CI=true: nothing may be skipped, so each of these is a failure"] : []),
  ];
  const tail = skipped.length > 0 && !skipFails ? `, ${skipped.length} skipped` : "";
  return { lines: [...lines, `${passed} passed, ${failed} failed${tail}`], succeeded: failed === 0 && passed > 0 };
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
