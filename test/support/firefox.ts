import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type LaunchOptions } from "@playwright/test";
import { onPath } from "./browser.ts";
import { installInCi } from "./debian-packages.ts";
import { soundPrograms } from "./sound-device.ts";

/** A Firefox that the tests drive over WebDriver BiDi, or why there is none. */
export type FoundFirefox = { launch: LaunchOptions } | { missing: string };

/** Gives the microphone without a permission prompt, and allows playback without a click. */
const mediaPreferences = {
  "media.navigator.permission.disabled": true,
  "media.autoplay.default": 0,
};

/**
 * Finds a Firefox: `FIREFOX`, else the one on `PATH`. In CI, as root on Debian, it is installed first where there is none, with the
 * programs of a sound device for it.
 *
 * @throws Error when `FIREFOX` names no file, or CI cannot install it
 */
export async function findFirefox(): Promise<FoundFirefox> {
  const named = process.env["FIREFOX"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`FIREFOX names a file that does not exist: ${named}`);
    return launched(named);
  }
  const names = ["firefox-esr", "firefox"];
  const browser = onPath(names) === undefined ? { "firefox-esr": "firefox-esr" } : {};
  await installInCi({ ...browser, ...soundPrograms });
  const found = onPath(names);
  return found === undefined ? { missing: "no Firefox on PATH; FIREFOX names one" } : launched(found);
}

/** Where the Firefox of this process saves files. */
const downloadsPath = join(tmpdir(), `firefox-downloads-${process.pid}`);

const launched = (executablePath: string): FoundFirefox => ({
  launch: { executablePath, firefoxUserPrefs: mediaPreferences, downloadsPath },
});

/**
 * Waits for the file that a click in Firefox saves. Its events of a download name no download, so that Playwright misses them.
 *
 * @returns the path of the whole file
 */
export async function downloadInFirefox(click: () => Promise<void>): Promise<string> {
  await mkdir(downloadsPath, { recursive: true });
  const before = new Set(await readdir(downloadsPath));
  await click();
  const added = async (): Promise<string[]> => {
    const names = await readdir(downloadsPath);
    // A file that is still being written has another beside it.
    return names.some((name) => name.endsWith(".part")) ? [] : names.filter((name) => !before.has(name));
  };
  await expect.poll(added, { timeout: 60_000 }).toHaveLength(1);
  return join(downloadsPath, (await added())[0]!);
}
