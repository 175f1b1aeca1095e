import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import type { Jq } from "./find-jq.ts";

/** The program inside of a shell line that a page copies. @throws TypeError when it is another line */
export function jqProgramOf(command: string): string {
  return /^jq -cnR '(.*)' \$\(ls -r tts_structured\.jsonl\*\)$/s.exec(command)![1]!.replaceAll(`'\\''`, "'");
}

/**
 * Runs programs for `jq -cnR` over the same lines, in one process.
 *
 * @returns for each program its results
 * @throws Error when one of them fails
 */
export async function runJqPrograms(jq: Jq, programs: string[], log: string): Promise<unknown[][]> {
  const all = programs.map((program) => `([${program.replace(/^#.*\n/, "")}])`).join(",\n");
  // Each program reads all lines.
  const whole = `[inputs] as $lines | def inputs: $lines[]; ${all}`;
  const process = spawn(jq.command, ["-cnR", whole], { env: jq.env, stdio: ["pipe", "pipe", "pipe"] });
  // A program that is wrong is not read to its end; what jq says of it is thrown below.
  process.stdin.on("error", () => undefined);
  process.stdin.end(log);
  const [output, errors] = await Promise.all([text(process.stdout), text(process.stderr)]);
  if (errors !== "") throw new Error(errors);
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown[]);
}
