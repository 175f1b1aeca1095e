import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { createServer } from "vite";
import { seededRandom } from "../support/log-events.ts";
import { startKillableBrowser } from "./killable-browser.ts";
import type { Faults } from "./page.ts";

// Kills the browser with SIGKILL, or closes one of two tabs, while it logs; opens the log again and counts what is missing.
// `node test/faults/kill-browser.ts [trials]`: one JSON line a trial and one in the end; exit code 1 when anything is lost.

const trials = Number(process.argv[2] ?? 24);
const random = seededRandom(20260105);
const server = await createServer({
  configFile: false,
  logLevel: "error",
  server: { port: 0, host: "127.0.0.1", hmr: false },
  optimizeDeps: { include: ["dexie"] },
});
await server.listen();
const address = `${server.resolvedUrls!.local[0]!}test/faults/page.html`;

/** What each session was told to be committed. */
type Acknowledged = Map<string, number>;

async function openPage(page: Page): Promise<Page> {
  await page.goto(address);
  await page.waitForFunction(() => "faults" in globalThis, undefined, { timeout: 60_000 });
  return page;
}

async function write(
  page: Page,
  session: string,
  manner: "bursts" | "drops",
  acknowledged: Acknowledged,
): Promise<void> {
  await page.exposeFunction("acknowledged", (name: string, seq: number) => acknowledged.set(name, seq));
  await openPage(page);
  // Never answers: it ends with its tab or its browser.
  void page
    .evaluate(([name, how]) => (globalThis as unknown as { faults: Faults }).faults.write(name, how), [
      session,
      manner,
    ] as const)
    .catch(() => undefined);
}

/** Problems of one trial; empty when nothing acknowledged is missing and the rest is whole. */
async function trial(index: number): Promise<string[]> {
  const profile = await mkdtemp(join(tmpdir(), "fault-profile-"));
  const acknowledged: Acknowledged = new Map();
  const closesTab = index % 5 === 4;
  const manner = index % 2 === 0 ? "bursts" : "drops";
  try {
    const first = await startKillableBrowser(profile);
    const context = first.browser.contexts()[0]!;
    const pages = [await context.newPage(), ...(closesTab ? [await context.newPage()] : [])];
    for (const [number, page] of pages.entries()) await write(page, `session-${String(number)}`, manner, acknowledged);
    const delayMs = 300 + random() * 2_500;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (closesTab) {
      await pages[0]!.close();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const told = new Map(acknowledged);
    await first.kill();

    const second = await startKillableBrowser(profile);
    const page = await openPage(await second.browser.contexts()[0]!.newPage());
    const found = await page.evaluate(() => (globalThis as unknown as { faults: Faults }).faults.check());
    await second.kill();
    const problems = [...found.problems];
    for (const [session, { ordered }] of Object.entries(found.sessions))
      if (!ordered) problems.push(`${session} has a hole`);
    for (const [session, seq] of told) {
      const kept = found.sessions[session]?.last ?? 0;
      if (kept < seq) problems.push(`${session} lost ${String(seq - kept)} acknowledged events`);
    }
    const kind = closesTab ? "tab closed, then killed" : "killed";
    const counts = { acknowledged: Object.fromEntries(told), kept: found.lines };
    console.log(JSON.stringify({ trial: index, kind, manner, after_ms: Math.round(delayMs), ...counts, problems }));
    return problems;
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

let failed = 0;
for (let index = 0; index < trials; index++) if ((await trial(index)).length > 0) failed++;
await server.close();
console.log(JSON.stringify({ trials, failed }));
process.exitCode = failed > 0 ? 1 : 0;
