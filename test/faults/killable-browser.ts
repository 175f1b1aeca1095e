import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium, type Browser } from "@playwright/test";
import { findBrowser } from "../support/browser.ts";

/** A Chromium whose processes can be killed all at once; a second time does nothing. */
export interface KillableBrowser {
  browser: Browser;
  kill(): Promise<void>;
}

/**
 * Starts Chromium with a profile that is not deleted with it.
 *
 * @throws Error when it exits before its DevTools port is open
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
  // A process group of its own: if only the main process was killed, the others would shut down cleanly.
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
  const browser = await chromium.connectOverCDP(endpoint, { timeout: 0 });
  return {
    browser,
    async kill() {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGKILL");
      await exited;
      await browser.close().catch(() => {
        // The connection was closed with the browser.
      });
    },
  };
}
