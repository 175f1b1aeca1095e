import { mkdtemp, rm } from "node:fs/promises";
import { createWriteStream } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { chromium, type BrowserContext } from "@playwright/test";
import { findBrowser } from "../support/browser.ts";
import { startCompanion } from "../support/servers/companion.ts";
import { median, report } from "./report.ts";
import { makeEvents } from "./short-events.ts";

// Overview in a new tab, from the start of the navigation until its first number is painted, against the same page of an empty
// log until that says so: program, styles and worker are in both. Reported, without a goal. Needs a built page.
// `node test/bench/overview-painted.bench.ts`

const rounds = 7;
const count = 300_000;
/** Time after which what is sealed and joined in the background is done, in milliseconds. */
const backgroundMs = 15_000;

const folder = await mkdtemp(join(tmpdir(), "painted-"));
const companion = startCompanion("--port", "0");
const { launch } = await findBrowser();
const context = await chromium.launchPersistentContext(join(folder, "profile"), launch);
try {
  const address = (await companion.ready).href.replace(/\/$/, "");
  const file = join(folder, "bench.jsonl");
  await pipeline(Readable.from(linesOf(makeEvents(count))), createWriteStream(file));
  const imported = await importLog(address, file);
  const [ours, empty]: number[][] = [[], []];
  // The first round warms the caches of the browser.
  for (let round = 0; round <= rounds; round++) {
    const [withLog, without] = [await paintedMs(context, imported), await paintedMs(context, `${address}/dashboard`)];
    if (round === 0) continue;
    ours!.push(withLog);
    empty!.push(without);
  }
  report("overview-painted", "the same page of an empty log", median(ours!), median(empty!), { events: count });
} finally {
  await context.close();
  companion.signal("SIGINT");
  await companion.ended;
  await rm(folder, { recursive: true, force: true });
}

function* linesOf(events: unknown[]): Generator<string> {
  for (const event of events) yield `${JSON.stringify(event)}\n`;
}

/** Imports a log as a person does; returns the address of its Overview. */
async function importLog(address: string, file: string): Promise<string> {
  const page = await context.newPage();
  await page.goto(`${address}/dashboard`);
  const open = page.getByRole("button", { name: "Open log…" }).first();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), open.click()]);
  await chooser.setFiles(file);
  await page.waitForURL(/[?&]log=/, { timeout: 300_000 });
  await page.waitForTimeout(backgroundMs);
  const url = page.url();
  await page.close();
  return url;
}

/** Time from the start of the navigation until the page's first number, or its empty state, is painted, in milliseconds. */
async function paintedMs(of: BrowserContext, url: string): Promise<number> {
  const page = await of.newPage();
  await page.addInitScript(() => {
    const look = () => {
      const isThere = document.querySelector("main .tile .number, main .page .empty") !== null;
      requestAnimationFrame(isThere ? () => performance.mark("painted") : look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(url);
  const painted = await page.waitForFunction(() => performance.getEntriesByName("painted")[0]?.startTime);
  const ms = await painted.jsonValue();
  await page.close();
  return ms!;
}
