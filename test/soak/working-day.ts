// Eight hours compressed: `npm run soak -- [MINUTES]`, default 10. A page stands at Logs with its tail and the alerts on and the Overview
// is open beside it, while calls of every kind run without a pause, failing ones too, and a third page recognises live what the browser's
// microphone says. Its three log files are small, so that each of them rotates. Every half minute it prints, after a collection of
// garbage, the heaps of pages, workers and companion, listeners and nodes, and what the browser stores; in the end, by how much each has
// grown in the second half of the time. It fails when something has grown by more than its limit, a file of the log has not rotated or is
// larger than it may be, or the log is stored beyond the limits of its files.
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import type { AlertRule } from "../../src/analytics/alerts/alert-rule.ts";
import type { AudioKitLibrary } from "../../src/library/audiokit-library.ts";
import { megabyteBytes } from "../../src/settings/storage-sizes.ts";
import { logFileNames } from "../../src/store/log-store.ts";
import { findBrowser, speakInto } from "../support/browser.ts";
import { spokenWords } from "../support/speech-clips.ts";
import { startCompanion } from "../support/servers/companion.ts";
import { callInTurns } from "./call-in-turns.ts";
import { growthOfLows } from "./growth.ts";
import { inMegabytes, openInspector, residentMb } from "./memory.ts";
import { recogniseInTurns } from "./recognise-in-turns.ts";
import { followWorkers } from "./worker-heaps.ts";

const minutes = Number(process.argv[2] ?? 10);
if (!(minutes >= 3)) throw new Error(`npm run soak -- MINUTES: at least 3, got ${process.argv[2] ?? ""}`);
const sampleMs = Math.min(30_000, (minutes * 60_000) / 10);
/** Calls between two looks at the clock. */
const batchCalls = 20;
/** Megabytes of each file of the log, which has one backup. */
const fileMegabytes = 1;
/** Calls for a voice that nobody has, in each turn: so many that the file of errors fills in minutes. */
const failuresInTurn = 12;
const clip = "0890";

/** Most that the lows of each may grow by from the third quarter of the time to the last. A longer run finds a smaller leak. */
const limits = {
  page_heap_mb: 1,
  overview_heap_mb: 1,
  // The unsealed tail of the log is part of it: the lows of ten minutes differ by that.
  workers_mb: 5,
  live_heap_mb: 2,
  companion_heap_mb: 1,
  page_nodes: 500,
  page_listeners: 20,
  live_nodes: 500,
} as const;

/** What the browser may store for a log of 6 MB: the databases that it compacts when it likes are the greater part. */
const maxStoredMb = 60;

const rule = (change: Pick<AlertRule, "id" | "measure" | "threshold">): AlertRule => ({
  ...{ name: change.id, view: "calls", query: "", fires: "over", clearsAt: change.threshold, windowMs: 60_000 },
  ...{ forMs: 0, atLeast: 1, severity: "warning", isEnabled: true },
  ...change,
});
const rules = [
  rule({ id: "many", measure: { is: "count" }, threshold: 1 }),
  rule({ id: "slow", measure: { is: "percentile", path: "duration_ms", percent: 95 }, threshold: 1 }),
  rule({ id: "failing", measure: { is: "failures" }, threshold: 0.5 }),
];

const clipFile = fileURLToPath(new URL(`../fixtures/speech/${clip}.wav`, import.meta.url));
const logFiles = Object.fromEntries(logFileNames.map((name) => [name, { maxMegabytes: fileMegabytes, backups: 1 }]));
const stored = { "audiokit-alert-rules": rules, "audiokit-settings": { logFiles } };

await using parts = new AsyncDisposableStack();
process.env["NODE_OPTIONS"] = "--inspect=127.0.0.1:0";
const companion = startCompanion("--port", "0");
parts.defer(async () => {
  companion.signal("SIGINT");
  await companion.ended;
});
const { href } = await companion.ready;
const inspector = await openInspector(/ws:\/\/\S+/.exec(companion.said().stderr)![0]);
parts.defer(() => inspector.close());
const browser = parts.adopt(await chromium.launch(speakInto((await findBrowser()).launch, clipFile)), (it) =>
  it.close(),
);
const context = await browser.newContext();
await context.addInitScript((values) => {
  for (const [name, value] of Object.entries(values)) localStorage.setItem(name, JSON.stringify(value));
}, stored);
const logs = await open("logs");
const overview = await open("dashboard");
const live = await open("recognize?mode=microphone&language=en");
live.page.setDefaultTimeout(100_000);
await logs.page.bringToFront();
await logs.page.waitForFunction(() => "audiokit" in globalThis);

const samples: ({ calls: number; stored_mb: number } & Record<keyof typeof limits, number>)[] = [];
const startedAtMs = performance.now();
const isOver = () => performance.now() - startedAtMs > minutes * 60_000;
const recordings = recogniseInTurns(live.page, spokenWords[clip], isOver);
// Its failure is that of the run, in the end.
recordings.catch(() => undefined);
let calls = 0;
for (let nextMs = 0; !isOver();) {
  await callInTurns(logs.page, batchCalls, failuresInTurn);
  calls += batchCalls;
  if (performance.now() - startedAtMs < nextMs) continue;
  const sample = { calls, ...(await look()) };
  samples.push(sample);
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  console.log(JSON.stringify({ soak: "working-day", seconds, ...sample }));
  nextMs += sampleMs;
}

const growth = Object.fromEntries(
  Object.keys(limits).map((name) => {
    const grownBy = growthOfLows(samples.map((sample) => sample[name as keyof typeof limits]));
    return [name, Math.round(grownBy * 10) / 10];
  }),
);
const grown = Object.keys(limits).filter((name) => growth[name]! > limits[name as keyof typeof limits]);
if (samples.at(-1)!.stored_mb > maxStoredMb) grown.push("stored_mb");
const made = await recordings;
if (made.misread === made.recordings) grown.push("live recordings that are misread");
const files = await partsOfLog();
for (const name of logFileNames) {
  const sizes = [files[name] ?? 0, files[`${name}.1`] ?? 0];
  if (sizes[1] === 0 || Math.max(...sizes) > fileMegabytes * megabyteBytes)
    grown.push(`${name}: ${sizes.join(" + ")} bytes`);
}
const verdict = grown.length === 0 ? "flat" : `grows: ${grown.join(", ")}`;
console.log(JSON.stringify({ soak: "working-day", calls, ...made, files, growth, limits, verdict }));
process.exitCode = grown.length === 0 ? 0 : 1;

/** Sizes of the parts of the log, in bytes, by their names. */
async function partsOfLog(): Promise<Record<string, number>> {
  const sizes = await logs.page.evaluate(async () => {
    const { audiokit } = globalThis as unknown as { audiokit: AudioKitLibrary };
    return (await audiokit.exportLog()).map(({ name, size }) => [name, size] as const);
  });
  return Object.fromEntries(sizes);
}

async function open(path: string) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  const workers = await followWorkers(devtools);
  await page.goto(href + path);
  return { page, devtools, workers };
}

async function look() {
  const [ofLogs, ofOverview, ofLive] = [await heapOf(logs), await heapOf(overview), await heapOf(live)];
  await inspector.send("HeapProfiler.collectGarbage");
  const node = (await inspector.send("Runtime.getHeapUsage")) as { usedSize: number; backingStorageSize?: number };
  const { usage = 0 } = await logs.page.evaluate(() => navigator.storage.estimate());
  return {
    page_heap_mb: inMegabytes(ofLogs.heapBytes),
    overview_heap_mb: inMegabytes(ofOverview.heapBytes),
    live_heap_mb: inMegabytes(ofLive.heapBytes),
    workers_mb: inMegabytes(ofLogs.workerBytes + ofOverview.workerBytes + ofLive.workerBytes),
    page_nodes: ofLogs.nodes,
    page_listeners: ofLogs.listeners,
    live_nodes: ofLive.nodes,
    companion_heap_mb: inMegabytes(node.usedSize + (node.backingStorageSize ?? 0)),
    companion_rss_mb: await residentMb(companion.child.pid!),
    stored_mb: inMegabytes(usage),
    firing: await logs.page.evaluate(
      () =>
        Object.keys(
          (JSON.parse(localStorage.getItem("audiokit-alert-states") ?? "{}") as { byRule?: object }).byRule ?? {},
        ).length,
    ),
  };
}

async function heapOf({ devtools, workers }: Awaited<ReturnType<typeof open>>) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((it) => it.name === name)?.value ?? 0;
  return {
    heapBytes: metric("JSHeapUsedSize"),
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
    workerBytes: await workers.usedBytes(),
  };
}
