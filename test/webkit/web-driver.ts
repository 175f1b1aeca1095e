import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pause } from "../../src/basics/abort.ts";
import type { FoundWebKit } from "./find-webkit.ts";

/** One browser of WebKitGTK, with a profile of its own, driven over WebDriver. Must be ended. */
export interface WebDriverSession {
  /**
   * Runs a command of the session: a POST with a body, a GET without.
   *
   * @param path below the session, such as `/url`
   * @throws WebDriverError when the browser refuses it
   */
  command<T>(path: string, body?: object): Promise<T>;
  end(): Promise<void>;
}

/** What a driver answered in the place of a result: its kind, such as `stale element reference`, and its words. */
export class WebDriverError extends Error {
  override readonly name = "WebDriverError";
}

/** A screen that nobody sees, with browsers on it. Must be closed. */
export interface WebKitScreen {
  /**
   * Opens a browser, with a WebKitWebDriver of its own: it does not outlive its session.
   *
   * @param changes of its environment, such as `TZ`
   */
  open(changes?: Record<string, string>): Promise<WebDriverSession>;
  close(): Promise<void>;
}

/** Starts one. */
export async function startScreen({
  driver,
  screen,
}: Exclude<FoundWebKit, { missing: string }>): Promise<WebKitScreen> {
  const home = await mkdtemp(join(tmpdir(), "audiokit-webkit-"));
  const display = spawn(screen, ["-displayfd", "3", "-screen", "0", "1440x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  // It says its number when it can be used.
  const [number] = (await once(display.stdio[3]!, "data")) as [Buffer];
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, DISPLAY: `:${number.toString().trim()}` };
  return {
    async open(changes) {
      const port = await freePort();
      const child = spawn(driver, ["--host=127.0.0.1", `--port=${String(port)}`], {
        env: { ...env, ...changes },
        stdio: "ignore",
      });
      const url = `http://127.0.0.1:${String(port)}`;
      await answers(`${url}/status`, child);
      const { sessionId } = await send<{ sessionId: string }>(`${url}/session`, "POST", { capabilities: {} });
      const session = `${url}/session/${sessionId}`;
      return {
        command: (path, body) => send(session + path, body === undefined ? "GET" : "POST", body),
        async end() {
          await send(session, "DELETE");
          await stop(child);
        },
      };
    },
    async close() {
      await stop(display);
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, program: ChildProcess): Promise<void> {
  const isReady = () => fetch(url).then(({ ok }) => ok, () => false); // prettier-ignore
  while (!(await isReady())) {
    if (program.exitCode !== null) throw new Error(`the driver ended with code ${String(program.exitCode)}`);
    await pause(50);
  }
}

async function send<T>(url: string, method: string, body?: object): Promise<T> {
  const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
  if (!answer.ok) throw new WebDriverError(`${value.error ?? String(answer.status)}: ${value.message ?? ""}`);
  return value;
}

async function stop(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, "exit");
  program.kill();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
