import type { NamedTest, StepReport } from "./step-report.ts";

/** Summary of a whole run, and whether it succeeded. */
export interface Summary {
  lines: string[];
  succeeded: boolean;
}

/**
 * Adds up the steps: tests that passed only when tried again and skipped ones, each with its reason; then the steps that failed with their
 * failed tests; and the closing line `N passed, N failed`, with `, N skipped` behind it when something was.
 *
 * @param skipFails where everything must be there (CI), a skipped test is a failure
 */
export function summarise(steps: { name: string; report: StepReport }[], skipFails: boolean): Summary {
  const skipped = steps.flatMap(({ report }) => report.skipped);
  const passed = sum(steps.map(({ report }) => report.passed));
  const failed = sum(steps.map(({ report }) => report.failed)) + (skipFails ? skipped.length : 0);
  const lines = [
    ...steps.flatMap(({ report }) => named("passed only when tried again", report.unsteady)),
    ...named("skipped", skipped),
    ...(skipFails && skipped.length > 0 ? ["CI=true: nothing may be skipped, so each of these is a failure"] : []),
    ...steps
      .filter(({ report }) => report.failed > 0)
      .flatMap(({ name, report }) => [`failed: ${name}`, ...named("failed test", report.failures)]),
  ];
  const tail = skipped.length > 0 && !skipFails ? `, ${skipped.length} skipped` : "";
  return { lines: [...lines, `${passed} passed, ${failed} failed${tail}`], succeeded: failed === 0 && passed > 0 };
}

function named(what: string, tests: readonly NamedTest[]): string[] {
  return tests.map(({ title, reason }) => `${what}: ${title}: ${reason || "no reason given"}`);
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
