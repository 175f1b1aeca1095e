import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../folders.ts";

/** Output and exit code of a program. */
export interface ProgramEnd {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A companion as started by `npm start`, in a process group of its own; so is each of the programs that it starts. */
export interface Companion {
  child: ChildProcessWithoutNullStreams;
  /** Resolves with the URL of the ready line; rejects with the output when it ended before. */
  ready: Promise<URL>;
  ended: Promise<ProgramEnd>;
  /** Output so far. */
  said(): Pick<ProgramEnd, "stdout" | "stderr">;
  /** Sends a signal to the whole group, as a terminal does on Ctrl-C; SIGKILL to what the companion has started as well. */
  signal(name: NodeJS.Signals): void;
  /** Whether a process of the group is left, or what the companion had started when it was last signalled. */
  isAnyLeft(): boolean;
}

/** Starts the companion program. The caller ends it: `signal("SIGINT")`, then `await ended`. */
export function startCompanion(...words: string[]): Companion {
  return startCompanionOf(projectFolder, ...words);
}

/** The same of another checkout. */
export function startCompanionOf(folder: string, ...words: string[]): Companion {
  return startProgram(join(folder, "src/companion/main.ts"), folder, words);
}

/** The same of a program that is built. @param changes of the environment */
export function startProgram(
  program: string,
  folder: string,
  words: string[],
  changes: Record<string, string> = {},
): Companion {
  // Playwright asks for colours and the harness for none; Node would warn of the two on the standard error.
  const env = { ...process.env, FORCE_COLOR: undefined, ...changes };
  const child = spawn(process.execPath, [program, ...words], { detached: true, cwd: folder, env });
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stdout, stderr }));
  const ready = new Promise<URL>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      const address = /^AudioKit Console is ready: (\S+)$/m.exec(stdout)?.[1];
      if (address !== undefined) resolve(new URL(address));
    });
    void ended.then(() => reject(new Error(`the companion ended before it was ready: ${stdout}${stderr}`)));
  });
  ready.catch(() => undefined); // Not unhandled for tests that only await the end.
  const pid = child.pid ?? 0;
  let programs: number[] = [];
  return {
    child,
    ready,
    ended,
    said: () => ({ stdout, stderr }),
    signal(name) {
      programs = [...new Set([...programs, ...programsOf(pid)])];
      kill(-pid, name);
      if (name === "SIGKILL") for (const program of programs) kill(program, name);
    },
    isAnyLeft: () => [-pid, ...programs].some((it) => kill(it, 0)),
  };
}

/** What a program has started and what that has started, by process id; nothing where the system has no `/proc`. */
function programsOf(pid: number): number[] {
  try {
    const started = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, "utf8")
      .split(" ")
      .filter(Boolean);
    return started.map(Number).flatMap((id) => [id, ...programsOf(id)]);
  } catch {
    // It has ended.
    return [];
  }
}

/** Whether there was a process, or a group of them, to send it to. */
function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    // ESRCH: there is none.
    return false;
  }
}
