import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

/** A Collector as a process. Must be killed. */
export interface CollectorProcess {
  /** Starts it; resolves when it takes requests. @throws Error with its words when it ends before */
  start(): Promise<void>;
  /** Ends it at once (SIGKILL), as a crash does. */
  kill(): Promise<void>;
  /** Id of the process; undefined while none runs. */
  pid(): number | undefined;
  /** What it has logged, its last 10,000 characters. */
  words(): string;
}

/**
 * A Collector that is not started yet.
 *
 * @param program what `findCollector` found
 * @param configurations files, or `yaml:` and text; later ones win
 * @param env variables that the configurations name, beside those of this process
 */
export function collectorProcess(
  program: string,
  configurations: readonly string[],
  env: Record<string, string> = {},
): CollectorProcess {
  let child: ChildProcess | undefined;
  let words = "";
  return {
    async start() {
      const args = configurations.flatMap((one) => ["--config", one]);
      const started = (child = spawn(program, args, {
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, ...env },
      }));
      words = "";
      const ended = once(started, "close").then(() => {
        throw new Error(`the Collector ended before it was ready: ${words}`);
      });
      const ready = new Promise<void>((resolve) => {
        started.stderr.setEncoding("utf8").on("data", (text: string) => {
          words = (words + text).slice(-10_000);
          if (words.includes("Everything is ready")) resolve();
        });
      });
      ended.catch(() => undefined); // Not unhandled when it is killed later.
      await Promise.race([ready, ended]);
    },
    async kill() {
      const running = child;
      child = undefined;
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
      const closed = once(running, "close");
      running.kill("SIGKILL");
      await closed;
    },
    pid: () => child?.pid,
    words: () => words,
  };
}
