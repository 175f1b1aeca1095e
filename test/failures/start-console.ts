import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCompanion } from "../support/servers/companion.ts";

/** The console as `npm run start:envoy` runs it: the page, its companion and a real Envoy. Must be closed. */
export interface RunningConsole {
  /** Origin of the page and of its calls. */
  url: string;
  /** Ends companion and Envoy at once, as a crash would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the console before the platform that these lines of a `config.ini` name.
 *
 * @throws Error with what the program said when it does not start
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

/** Starts the console with these words of a command line, on a port that the system chooses. */
export async function startPlain(...words: string[]): Promise<RunningConsole> {
  const companion = startCompanion("--port", "0", ...words);
  const end = async (signal: NodeJS.Signals) => {
    if (companion.isAnyLeft()) companion.signal(signal);
    await companion.ended;
  };
  try {
    const url = await companion.ready;
    return { url: url.origin, kill: () => end("SIGKILL"), close: () => end("SIGINT") };
  } catch (error) {
    await end("SIGKILL");
    throw error;
  }
}
