import { readFileSync, writeFileSync } from "node:fs";

/** What one step of the test run came to. */
export interface StepReport {
  passed: number;
  failed: number;
  skipped: SkippedTest[];
}

/** A test that did not run. */
export interface SkippedTest {
  title: string;
  /** Why, in the words of the test; empty when it gave none. */
  reason: string;
}

/** The environment variable that names the file a test runner's reporter writes its {@link StepReport} to. */
export const reportVariable = "STEP_REPORT";

/** Called by a reporter at the end of a run; does nothing when nobody asked for a report. */
export function writeReport(report: StepReport): void {
  const file = process.env[reportVariable];
  if (file !== undefined) writeFileSync(file, JSON.stringify(report));
}

/** Reads what a runner left behind; a runner that died before its end left nothing, and nothing has passed. */
export function readReport(file: string): StepReport {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as StepReport;
  } catch {
    // No file or half a file: the runner's exit code and output say more than this reader could.
    return { passed: 0, failed: 0, skipped: [] };
  }
}
