import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium, type Browser } from "@playwright/test";
import { findBrowser } from "../support/browser.ts";

/** A Chromium whose processes can be killed all at once, as a crash of the machine's session would. */
export interface KillableBrowser {
  browser: Browser;
  kill(): Promise<void>;
}

/**
 * Starts Chromium over a profile that outlives it.
 *
 * @throws Error when it ends before it listens
 */
export async function startKillableBrowser(profile: string): Promise<KillableBrowser> {
  const { launch } = await findBrowser();
  const args = [
    ...launch.args,
    "--headless=new",
    "--remote-debugging-port=0",
    `--user-data-dir=${profile}`,
    "about:blank",
  ];
  // A process group of its own, because killing only the first process would let the others end in peace.
  const child = spawn(launch.executablePath, args, {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: launch.env ?? process.env,
  });
  const exited = once(child, "exit");
  let endpoint: string | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    endpoint = /DevTools listening on (\S+)/.exec(line)?.[1];
    if (endpoint !== undefined) break;
  }
  if (endpoint === undefined) throw new Error(`${launch.executablePath} ended before it listened`);
  child.stderr.resume();
  const browser = await chromium.connectOverCDP(endpoint);
  return {
    browser,
    async kill() {
      process.kill(-child.pid!, "SIGKILL");
      await exited;
      await browser.close().catch(() => {
        // The connection went with the browser.
      });
    },
  };
}
