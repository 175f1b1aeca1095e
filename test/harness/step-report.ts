import { readFileSync, writeFileSync } from "node:fs";

/** Result of one step of the test run. */
export interface StepReport {
  passed: number;
  failed: number;
  skipped: SkippedTest[];
}

/** A test that did not run. */
export interface SkippedTest {
  title: string;
  /** The reason that the test gives; empty without one. */
  reason: string;
}

/** The environment variable that names the file a test runner's reporter writes its {@link StepReport} to. */
export const reportVariable = "STEP_REPORT";

/** Called by a reporter at the end of a run; does nothing when no report was requested. */
export function writeReport(report: StepReport): void {
  const file = process.env[reportVariable];
  if (file !== undefined) writeFileSync(file, JSON.stringify(report));
}

/** Reads a runner's report; without one, because the runner died, no test has passed. */
export function readReport(file: string): StepReport {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as StepReport;
  } catch {
    // No file or an incomplete one: the runner's exit code and output explain it better.
    return { passed: 0, failed: 0, skipped: [] };
  }
}
