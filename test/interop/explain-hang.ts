import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { healthPath } from "../../src/wire/paths.ts";
import type { Companion } from "../support/servers/companion.ts";

/** One command of the client; without an end time it is still running. */
export interface CommandTrail {
  command: string;
  startedAtMs: number;
  endedAtMs?: number;
  code?: string;
}

/** Most log lines in the report: Envoy's access log has one for each call that has ended. */
const mostLines = 60;

/**
 * Report that distinguishes a slow machine from a call that hangs: the commands and their times, whether the companion still
 * responds, which of its processes are busy, and the output of it and Envoy.
 */
export async function explainHang(companion: Companion, url: URL, trail: readonly CommandTrail[]): Promise<string> {
  const commands = trail.map(({ command, startedAtMs, endedAtMs, code }) =>
    endedAtMs === undefined
      ? `${command}: no end after ${String(Date.now() - startedAtMs)} ms`
      : `${command}: ${String(code)} after ${String(endedAtMs - startedAtMs)} ms`,
  );
  const pid = String(companion.child.pid);
  const columns = "pid,stat,wchan:20,pcpu,time,etime,args";
  const [health, processes] = await Promise.all([
    fetch(new URL(healthPath, url), { signal: AbortSignal.timeout(5000) }).then(({ status }) => status, String),
    promisify(execFile)("ps", ["-o", columns, "-ww", "-p", pid, "--ppid", pid]).then(({ stdout }) => stdout, String),
  ]);
  const { stdout, stderr } = companion.said();
  const parts = {
    "commands of this test": commands.join("\n"),
    [healthPath]: String(health),
    "the companion's processes": processes,
    "said by the companion, and calls ended in Envoy": stdout.split("\n").slice(-mostLines).join("\n"),
    "its errors": stderr,
  };
  return Object.entries(parts).map(([title, words]) => `--- ${title}\n${words.trimEnd()}\n`).join(""); // prettier-ignore
}
