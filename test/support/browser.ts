import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** How to launch the browser that the tests drive. */
export interface BrowserLaunch {
  executablePath: string;
  args: string[];
  /** Where the binary came from, for the test log. */
  source: string;
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

/** Switches that give a page a microphone fed by Chromium itself and sound without a gesture. */
export const mediaArgs = [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
];

/**
 * Finds a Chromium, first that exists: `CHROMIUM`, Playwright's own, the system's, `@sparticuz/chromium` (linux x64).
 *
 * @throws Error naming every place that was looked at
 */
export async function findBrowser(): Promise<BrowserLaunch> {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`CHROMIUM names a file that does not exist: ${named}`);
    return { executablePath: named, args: quietArgs, source: "CHROMIUM" };
  }
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  if (existsSync(own)) return { executablePath: own, args: quietArgs, source: "playwright" };
  const system = onPath(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
  if (system !== undefined) return { executablePath: system, args: quietArgs, source: "system" };
  if (process.platform === "linux" && process.arch === "x64") {
    const { default: packed } = await import("@sparticuz/chromium");
    // Its default args switch web security off, so only the binary is taken.
    const executablePath = await packed.executablePath();
    return { executablePath, args: [...quietArgs, "--no-zygote"], source: "@sparticuz/chromium" };
  }
  throw new Error("No Chromium: set CHROMIUM, install chromium, or run `npx playwright install chromium`.");
}

function onPath(names: string[]): string | undefined {
  for (const name of names) {
    for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder: the next one is asked.
      }
    }
  }
  return undefined;
}
