import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectFolder } from "./folders.ts";

/** The programs that the README has in Python: what its log says, the reader of a support bundle, and one that follows calls. */
const programs = { analysis: "request_cancelled", bundle: "audiokit-bundle", follow: "statistics.median" };

/** A Python program of the README, by what it is for. */
export function readmePython(which: keyof typeof programs = "analysis"): string {
  const readme = readFileSync(join(projectFolder, "README.md"), "utf8");
  const scripts = [...readme.matchAll(/```python\n(.*?)```/gs)].map(([, script]) => script!);
  return scripts.find((script) => script.includes(programs[which]))!;
}

/** Whether there is a Python here, 3.8 or later. */
export async function hasPython(): Promise<boolean> {
  return promisify(execFile)("python3", ["-c", "import sys; assert sys.version_info >= (3, 8)"]).then(
    () => true,
    () => false,
  );
}

/**
 * Runs a script over files of the log.
 *
 * @param files oldest first
 * @returns the lines that it prints
 */
export async function runPython(script: string, files: readonly string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)("python3", ["-c", script, ...files]);
  return stdout.trimEnd().split("\n");
}
