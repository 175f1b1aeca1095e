import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { describe, expect, it, onTestFinished } from "vitest";
import { logFileNames } from "../../src/store/log-store.ts";
import { startCompanion } from "../support/servers/companion.ts";
import { startKillableBrowser } from "./killable-browser.ts";

// The console as a person starts it, with a folder for its log: what ends before its time is the page, the browser and the companion.

interface WithLibrary {
  audiokit: {
    logSystemEvent(type: string, message: string): void;
    exportLog(): Promise<File[]>;
  };
}

/** A companion that copies the log into a folder, a browser with a profile, and the port that stays when either is started again. */
async function setup() {
  const home = await mkdtemp(join(tmpdir(), "log-folder-"));
  const [folder, profile] = [join(home, "logs"), join(home, "profile")];
  onTestFinished(() => rm(home, { recursive: true, force: true, maxRetries: 10 }));
  let port = "0";
  let companion: ReturnType<typeof startCompanion> | undefined;
  let browser: Awaited<ReturnType<typeof startKillableBrowser>> | undefined;
  let address = "";

  async function startServer(): Promise<void> {
    companion = startCompanion("--port", port, "--no-asr", "--log-dir", folder);
    const url = await companion.ready;
    [port, address] = [url.port, url.href];
  }

  async function killServer(): Promise<void> {
    companion?.signal("SIGKILL");
    await companion?.ended;
  }

  async function openPage(): Promise<Page> {
    browser ??= await startKillableBrowser(profile);
    const page = await browser.browser.contexts()[0]!.newPage();
    await page.goto(address, { timeout: 0 });
    await page.waitForFunction(() => "audiokit" in globalThis, undefined, { timeout: 0 });
    return page;
  }

  async function killBrowser(): Promise<void> {
    await browser?.kill();
    browser = undefined;
  }

  onTestFinished(async () => {
    await killBrowser();
    await killServer();
  });
  await startServer();
  return { folder, startServer, killServer, openPage, killBrowser };
}

/** Logs some events in a page. */
function log(page: Page, count: number, word: string): Promise<void> {
  return page.evaluate(
    ([events, text]) => {
      const { audiokit } = globalThis as unknown as WithLibrary;
      for (let event = 0; event < events; event++) audiokit.logSystemEvent("note", `${text} ${String(event)}`);
    },
    [count, word] as const,
  );
}

/** The files of the log in the page, by name; files without a line are none. */
function exported(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const { audiokit } = globalThis as unknown as WithLibrary;
    const files = await audiokit.exportLog();
    return Object.fromEntries(await Promise.all(files.map(async (file) => [file.name, await file.text()] as const)));
  });
}

async function copied(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => logFileNames.some((file) => name.startsWith(file)));
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const),
  );
  return Object.fromEntries(texts.filter(([, text]) => text !== ""));
}

/** The files in the folder that was chosen in the page; those without a line are left out. */
function chosenFiles(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("chosen");
    const texts: Record<string, string> = {};
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind !== "file" || name.startsWith(".")) continue;
      const text = await (await (handle as FileSystemFileHandle).getFile()).text();
      if (text !== "") texts[name] = text;
    }
    return texts;
  });
}

const expectEqual = (page: Page, folder: string) => expectSame(page, () => copied(folder));

/** Waits until a folder has what the page has. */
async function expectSame(page: Page, read: () => Promise<Record<string, string>>): Promise<void> {
  const hashes = (files: Record<string, string>) =>
    Object.entries(files)
      .map(([name, text]) => `${name} ${String(text.length)} ${createHash("sha256").update(text).digest("hex")}`)
      .sort();
  await expect
    .poll(async () => ({ here: hashes(await exported(page)), there: hashes(await read()) }), {
      timeout: 120_000,
    })
    .toSatisfy(({ here, there }: Record<string, string[]>) => String(here) === String(there));
}

describe("the log in a folder", () => {
  it("equals the export after kill -9 of page, browser and companion in turn", { timeout: 300_000 }, async () => {
    const { folder, startServer, killServer, openPage, killBrowser } = await setup();
    let page = await openPage();
    await log(page, 500, "before");
    await expectEqual(page, folder);

    const crashed = page;
    await log(page, 500, "the page dies");
    // What is not stored yet is lost with its process, here and there.
    const gone = crashed.waitForEvent("crash", { timeout: 0 });
    await Promise.all([gone, crashed.goto("chrome://crash").catch(() => undefined)]);
    page = await openPage();
    await expectEqual(page, folder);

    await log(page, 500, "the browser dies");
    await killBrowser();
    page = await openPage();
    await expectEqual(page, folder);

    await log(page, 500, "the companion dies");
    await killServer();
    await log(page, 500, "while it is away");
    await startServer();
    await expectEqual(page, folder);
    expect((await copied(folder))["tts_structured.jsonl"]).toContain("while it is away 499");
  });

  it("shows each event to tail -f", { timeout: 300_000 }, async () => {
    const { folder, openPage } = await setup();
    const tail = spawn("tail", ["-n", "+1", "-f", join(folder, "tts_utility.log")]);
    onTestFinished(() => void tail.kill());
    const page = await openPage();
    const seen: string[] = [];
    createInterface({ input: tail.stdout }).on("line", (line) => seen.push(line));
    for (let event = 0; event < 5; event++) {
      await log(page, 1, `event ${String(event)} of five,`);
      await expect
        .poll(() => seen.some((line) => line.includes(`event ${String(event)} of five,`)), { timeout: 120_000 })
        .toBe(true);
    }
    expect(seen.filter((line) => line.includes("of five,"))).toHaveLength(5);
  });

  it(
    "is in a folder that was chosen in the page, also after the browser was killed",
    { timeout: 300_000 },
    async () => {
      const { openPage, killBrowser } = await setup();
      let page = await openPage();
      // A browser's own folder stands for the one that a person would choose; a profile on disk, because a private one keeps no folder.
      await page.evaluate(() => {
        const choose = async () =>
          (await navigator.storage.getDirectory()).getDirectoryHandle("chosen", { create: true });
        Object.assign(globalThis, { showDirectoryPicker: choose });
      });
      await page.evaluate(() => history.pushState(null, "", "/settings"));
      await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
      await page.getByRole("button", { name: "Choose a folder" }).click();
      await page.getByText("Folder chosen here: chosen").waitFor();
      await log(page, 300, "before");
      await expectSame(page, () => chosenFiles(page));

      await killBrowser();
      page = await openPage();
      await log(page, 300, "after");
      await expectSame(page, () => chosenFiles(page));
    },
  );
});
