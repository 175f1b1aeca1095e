import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCompanion } from "../support/servers/companion.ts";

/** A console as `npm run start:envoy` runs it: the page, the companion and a real Envoy. Must be closed. */
export interface RunningConsole {
  /** Origin of the page and of its calls. */
  url: string;
  /** Output of the program so far, of both streams. */
  printed(): string;
  /** Kills companion and Envoy, as a crash would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a console for the platform in these lines of a `config.ini`.
 *
 * @throws Error with the program's output when it does not start
 */
export async function startConfigured(lines: string): Promise<RunningConsole> {
  const folder = await mkdtemp(join(tmpdir(), "audiokit-failures-"));
  const file = join(folder, "config.ini");
  await writeFile(file, lines);
  const running = await startPlain("--config", file);
  return {
    ...running,
    async close() {
      await running.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a console with these command-line arguments, on a free port. */
export async function startPlain(...words: string[]): Promise<RunningConsole> {
  const companion = startCompanion("--port", "0", ...words);
  const end = async (signal: NodeJS.Signals) => {
    if (companion.isAnyLeft()) companion.signal(signal);
    await companion.ended;
  };
  try {
    const url = await companion.ready;
    const printed = () => companion.said().stdout + companion.said().stderr;
    return { url: url.origin, printed, kill: () => end("SIGKILL"), close: () => end("SIGINT") };
  } catch (error) {
    await end("SIGKILL");
    throw error;
  }
}
