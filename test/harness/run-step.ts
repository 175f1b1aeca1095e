import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { projectFolder } from "../support/folders.ts";
import { readReport, reportVariable, type StepReport } from "./step-report.ts";

/** One command of the test run. */
export interface Step {
  /** What `--only` selects it by. */
  part: string;
  name: string;
  command: [program: string, ...words: string[]];
  /** A check is one test and is quiet while it passes; a suite reports its own tests. */
  kind: "check" | "suite";
  /** Why the step cannot run here; absent or undefined means that it can. */
  missing?: () => Promise<string | undefined>;
}

/** A step that hangs is ended after this time and has failed. */
const limitMs = 30 * 60_000;

/** Runs a step, its output going to the terminal: all of a suite's, a check's only when it fails. */
export async function runStep(step: Step): Promise<StepReport> {
  const missing = await step.missing?.();
  if (missing !== undefined) return { passed: 0, failed: 0, skipped: [{ title: step.name, reason: missing }] };
  if (step.kind === "check") {
    const { succeeded, output } = await runCommand(step, {}, "pipe");
    if (!succeeded) process.stdout.write(output);
    return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: [] };
  }
  const folder = mkdtempSync(join(tmpdir(), "audiokit-console-test-"));
  try {
    const file = join(folder, "report.json");
    const { succeeded } = await runCommand(step, { [reportVariable]: file }, "inherit");
    return judge(readReport(file), succeeded);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A suite fails as a whole when it ran nothing, or when its runner says so without a failed test. */
export function judge(report: StepReport, succeeded: boolean): StepReport {
  const ranNothing = report.passed + report.failed === 0;
  const failedSilently = !succeeded && report.failed === 0;
  return ranNothing || failedSilently ? { ...report, failed: report.failed + 1 } : report;
}

function runCommand(step: Step, extra: Record<string, string>, output: "pipe" | "inherit") {
  const [program, ...words] = step.command;
  const path = [join(projectFolder, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  // Some runners colour their words in CI, where nobody sees colours.
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
