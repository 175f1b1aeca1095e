import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Page } from "@playwright/test";
import { seededRandom } from "../../src/basics/seeded-random.ts";
import { startKillableBrowser } from "./killable-browser.ts";
import { inPage, openLogPage } from "./log-page.ts";

// Kills the browser with SIGKILL while it logs, in some trials after closing one of two tabs; reopens the log and counts missing
// events. FAULT_TRIALS=200 runs more trials.

const trials = Number(process.env["FAULT_TRIALS"] ?? 20);
const random = seededRandom(20260105);

/** Number of the last acknowledged event, by session. */
type Acknowledged = Map<string, number>;

/** Logs in a tab until it is closed; waits for the first acknowledged events. */
async function write(page: Page, session: string, manner: "bursts" | "drops", acknowledged: Acknowledged) {
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  await page.exposeFunction("acknowledged", (name: string, seq: number) => {
    acknowledged.set(name, seq);
    resolve();
  });
  await openLogPage(page);
  // Never resolves, and rejects when its tab or its browser ends.
  const writing = inPage(page, "write", session, manner);
  await Promise.race([begun, writing]);
  writing.catch(() => undefined);
}

async function openBrowser(profile: string) {
  const { browser, kill } = await startKillableBrowser(profile);
  onTestFinished(kill);
  const context = browser.contexts()[0]!;
  return { newPage: () => context.newPage(), kill };
}

/** Runs one trial; `problems` is empty when no acknowledged event is missing and the log is consistent. */
async function tryOnce(manner: "bursts" | "drops", closesTab: boolean) {
  const profile = await mkdtemp(join(tmpdir(), "fault-profile-"));
  try {
    const first = await openBrowser(profile);
    const pages = [await first.newPage(), ...(closesTab ? [await first.newPage()] : [])];
    const acknowledged: Acknowledged = new Map();
    for (const [number, page] of pages.entries()) await write(page, `session-${String(number)}`, manner, acknowledged);
    await pause(random() * 1_500);
    if (closesTab) {
      await pages[0]!.close();
      await pause(300);
    }
    const acknowledgedAtKill = new Map(acknowledged);
    await first.kill();

    const second = await openBrowser(profile);
    const found = await inPage(await openLogPage(await second.newPage()), "check");
    await second.kill();
    const lost = [...acknowledgedAtKill].filter(([session, seq]) => (found.sessions[session]?.last ?? 0) < seq);
    const incomplete = Object.entries(found.sessions).filter(([, { first, ordered }]) => first !== 1 || !ordered);
    return {
      acknowledged: [...acknowledgedAtKill.values()].reduce((sum, seq) => sum + seq, 0),
      problems: [
        ...found.problems,
        ...incomplete.map(([session]) => `${session} has a gap`),
        ...lost.map(([session]) => `${session} lost acknowledged events`),
      ],
    };
  } finally {
    // A killed process of the browser may still be closing its files.
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a browser that is killed while it logs", () => {
  for (let trial = 1; trial <= trials; trial++) {
    const manner = trial % 2 === 0 ? "bursts" : "drops";
    const closesTab = trial % 5 === 0;
    const how = `${manner}${closesTab ? ", two tabs, one closed before" : ""}`;
    it(`keeps every acknowledged event, trial ${String(trial)}: ${how}`, async () => {
      const { acknowledged, problems } = await tryOnce(manner, closesTab);
      expect(problems).toEqual([]);
      expect(acknowledged).toBeGreaterThan(0);
    });
  }
});
