import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";

/** Scripts of this folder that are loaded once and run many times. Must be closed. */
export interface PythonPrograms {
  /**
   * Runs a script: its `answer(*words)`. Runs at the same time have processes of their own.
   *
   * @param libraries folders of further packages
   * @throws Error with the output of the program when it ends without an answer
   */
  run(script: string, words: readonly string[], libraries?: readonly string[]): Promise<unknown>;
  close(): void;
}

interface Program {
  child: ChildProcessWithoutNullStreams;
  lines: Interface;
  errors: () => string;
}

/** Opens them; a process starts at the first run. @param env of every process; its `PYTHONPATH` is set */
export function openPythonPrograms(env: NodeJS.ProcessEnv): PythonPrograms {
  const idle = new Map<string, Program[]>();
  const children = new Set<ChildProcessWithoutNullStreams>();

  function start(script: string, libraries: readonly string[]): Program {
    const found = { ...env, PYTHONPATH: [env["PYTHONPATH"], ...libraries].join(":") };
    const child = spawn("python3", [join(import.meta.dirname, "serve.py"), script], { env: found });
    children.add(child);
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    child.once("close", () => children.delete(child));
    // The end of the program says why.
    child.stdin.on("error", () => undefined);
    return { child, lines: createInterface(child.stdout), errors: () => errors };
  }

  return {
    async run(script, words, libraries = []) {
      const key = [script, ...libraries].join(":");
      const waiting = idle.get(key) ?? [];
      idle.set(key, waiting);
      const program = waiting.pop() ?? start(script, libraries);
      const answer = once(program.lines, "line") as Promise<[string]>;
      const ended = once(program.child, "close").then(() => {
        throw new Error(`${script} ended without an answer: ${program.errors()}`);
      });
      // Also where the answer came first.
      ended.catch(() => undefined);
      program.child.stdin.write(`${JSON.stringify(words)}\n`);
      const [line] = await Promise.race([answer, ended]);
      waiting.push(program);
      return JSON.parse(line) as unknown;
    },
    close() {
      for (const child of children) child.kill("SIGKILL");
    },
  };
}
