import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { projectFolder } from "../support/folders.ts";
import { emptyReport, readReport, reportVariable, type StepReport } from "./step-report.ts";

/** One command of the test run. */
export interface Step {
  /** What `--only` selects it by. */
  part: string;
  name: string;
  command: [program: string, ...words: string[]];
  /** A check is one test and is quiet while it passes; a suite reports its own tests. */
  kind: "check" | "suite";
  /** How many of two cores it keeps busy: steps of one core run beside one another. */
  cores: 1 | 2;
  /** Why the step cannot run here; absent or undefined means that it can. */
  missing?: () => Promise<string | undefined>;
}

/** Timeout of the step; then it is killed and has failed. The longest takes 25 minutes beside another one on two cores. */
const limitMs = 45 * 60_000;

/** Result of a step. */
export interface StepResult extends StepReport {
  /** All of a suite's, a check's only when it fails; empty where it went to the terminal already. */
  output: Buffer;
}

/**
 * Runs a step.
 *
 * @param isAlone a suite that runs alone writes to the terminal while it runs
 */
export async function runStep(step: Step, isAlone: boolean): Promise<StepResult> {
  const silence = Buffer.alloc(0);
  const missing = await step.missing?.();
  if (missing !== undefined) {
    return { ...emptyReport(), skipped: [{ title: step.name, reason: missing }], output: silence };
  }
  if (step.kind === "check") {
    const { succeeded, output } = await runCommand(step, {}, "pipe");
    const counts = succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    return { ...emptyReport(), ...counts, output: succeeded ? silence : output };
  }
  const folder = mkdtempSync(join(tmpdir(), "audiokit-console-test-"));
  try {
    const file = join(folder, "report.json");
    const { succeeded, output } = await runCommand(step, { [reportVariable]: file }, isAlone ? "inherit" : "pipe");
    return { ...judge(readReport(file), succeeded), output };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A suite fails as a whole when it ran no tests, or when its runner fails without a failed test. */
export function judge(report: StepReport, succeeded: boolean): StepReport {
  const ranNothing = report.passed + report.failed === 0;
  const failedSilently = !succeeded && report.failed === 0;
  return ranNothing || failedSilently ? { ...report, failed: report.failed + 1 } : report;
}

function runCommand(step: Step, extra: Record<string, string>, output: "pipe" | "inherit") {
  const [program, ...words] = step.command;
  const path = [join(projectFolder, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  // Some runners colour their output in CI.
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: "1" };
  const child = spawn(program, words, {
    cwd: projectFolder,
    env: { ...process.env, ...plain, ...extra, PATH: path },
    stdio: ["ignore", output, output],
    timeout: limitMs,
  });
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise<{ succeeded: boolean; output: Buffer }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ succeeded: code === 0, output: Buffer.concat(chunks) }));
  });
}
