import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions } from "@playwright/test";
import { unpackChromium } from "./npm-chromium.ts";

/** A browser for tests. */
export interface FoundBrowser {
  /** Where it was found, for the test log. */
  source: "CHROMIUM" | "playwright" | "system" | "@sparticuz/chromium";
  /** What Playwright's `launch` and Vitest's browser provider take. */
  launch: BrowserLaunch;
}

/** How to launch the browser that the tests drive. */
export interface BrowserLaunch {
  executablePath: string;
  args: string[];
  /** Environment of the browser process; default: that of this process. */
  env?: Record<string, string>;
}

const quietArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Simulates a microphone, without a permission prompt, and allows playback without a click. */
export const mediaArgs = [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
];

/** Launch options whose microphone plays a WAV file, once each time it is opened. */
export function speakInto(launch: BrowserLaunch, wavFile: string): BrowserLaunch {
  return { ...launch, args: [...launch.args, ...mediaArgs, `--use-file-for-fake-audio-capture=${wavFile}%noloop`] };
}

/**
 * Finds a Chromium. The first that exists: `CHROMIUM`, Playwright's own, the system's, `@sparticuz/chromium` (linux x64).
 *
 * @throws Error when `CHROMIUM` names no file, or no Chromium is found; the message says what to do
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`CHROMIUM names a file that does not exist: ${named}`);
    return { source: "CHROMIUM", launch: { executablePath: named, args: quietArgs } };
  }
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  if (existsSync(own)) return { source: "playwright", launch: { executablePath: own, args: quietArgs } };
  const system = onPath(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
  if (system !== undefined) return { source: "system", launch: { executablePath: system, args: quietArgs } };
  if (process.platform === "linux" && process.arch === "x64") {
    // The default args of the package disable web security, so only its files are used.
    const { executablePath, env } = await unpackChromium();
    const whole = { ...process.env, ...env } as Record<string, string>;
    const launch = { executablePath, args: [...quietArgs, "--no-zygote"], env: whole };
    return { source: "@sparticuz/chromium", launch };
  }
  throw new Error("No Chromium: set CHROMIUM, install chromium, or run `npx playwright install chromium`.");
}

/** Opens a window of its own for tabs, in which a step may take 100 seconds: what takes longer is stuck, not slow. Must be closed. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ serviceWorkers: "block", ...options });
  context.setDefaultTimeout(100_000);
  return context;
}

/** Finds the first of these programs in the folders of `PATH`. */
export function onPath(names: string[]): string | undefined {
  for (const name of names) {
    for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}
