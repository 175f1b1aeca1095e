import { readFileSync, writeFileSync } from "node:fs";

/** Result of one step of the test run. */
export interface StepReport {
  passed: number;
  failed: number;
  /** The failed tests by name, with the first line of what each says; fewer than `failed` where a runner itself failed. */
  failures: NamedTest[];
  /** Tests that passed only when tried again, with what the first try said; they count as passed. */
  unsteady: NamedTest[];
  skipped: NamedTest[];
}

/** A test that is named at the end of a run. */
export interface NamedTest {
  title: string;
  /** Why it did not run, or the first line of its failure; empty without one. */
  reason: string;
}

/** A report in which nothing ran yet. */
export function emptyReport(): StepReport {
  return { passed: 0, failed: 0, failures: [], unsteady: [], skipped: [] };
}

const colours = /\u001b\[[0-9;]*m/g;

/** First line of a failure, without colours, at most 300 characters. */
export function firstLineOf(message: string | undefined): string {
  return (message ?? "").replaceAll(colours, "").trim().split("\n")[0]!.slice(0, 300);
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
    return emptyReport();
  }
}
