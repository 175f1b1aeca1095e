// Eight hours compressed: `npm run soak -- [MINUTES]`, default 10. A page stands at Logs with its tail and the alerts on and the Overview
// is open beside it, while calls of every kind run without a pause. Every half minute it prints, after a collection of garbage, the heaps of
// page, workers and companion, the page's listeners and nodes, and what the browser stores; in the end, by how much each has grown in the
// second half of the time. It fails when something has grown by more than its limit, or the log is stored beyond the limits of its files.
import { chromium } from "@playwright/test";
import type { AlertRule } from "../../src/analytics/alerts/alert-rule.ts";
import { findBrowser } from "../support/browser.ts";
import { startCompanion } from "../support/servers/companion.ts";
import { callInTurns } from "./call-in-turns.ts";
import { growthOfLows } from "./growth.ts";
import { inMegabytes, openInspector, residentMb } from "./memory.ts";
import { followWorkers } from "./worker-heaps.ts";

const minutes = Number(process.argv[2] ?? 10);
if (!(minutes >= 3)) throw new Error(`npm run soak -- MINUTES: at least 3, got ${process.argv[2] ?? ""}`);
const sampleMs = Math.min(30_000, (minutes * 60_000) / 10);
/** Calls between two looks at the clock. */
const batchCalls = 20;

/** Most that the lows of each may grow by from the third quarter of the time to the last. A longer run finds a smaller leak. */
const limits = {
  page_heap_mb: 1,
  overview_heap_mb: 1,
  // The unsealed tail of the log is part of it: the lows of ten minutes differ by that.
  workers_mb: 5,
  companion_heap_mb: 1,
  page_nodes: 500,
  page_listeners: 20,
} as const;

/** What the three files with their backups may take, and half as much again for columns. */
const maxStoredMb = 240;

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
const browser = parts.adopt(await chromium.launch((await findBrowser()).launch), (it) => it.close());
const context = await browser.newContext();
await context.addInitScript((text) => localStorage.setItem("audiokit-alert-rules", text), JSON.stringify(rules));
const logs = await open("logs");
const overview = await open("dashboard");
await logs.page.bringToFront();
await logs.page.waitForFunction(() => "audiokit" in globalThis);

const samples: ({ calls: number; stored_mb: number } & Record<keyof typeof limits, number>)[] = [];
const startedAtMs = performance.now();
let calls = 0;
for (let nextMs = 0; performance.now() - startedAtMs < minutes * 60_000;) {
  await callInTurns(logs.page, batchCalls);
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
const verdict = grown.length === 0 ? "flat" : `grows: ${grown.join(", ")}`;
console.log(JSON.stringify({ soak: "working-day", calls, growth, limits, verdict }));
process.exitCode = grown.length === 0 ? 0 : 1;

async function open(path: string) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  const workers = await followWorkers(devtools);
  await page.goto(href + path);
  return { page, devtools, workers };
}

async function look() {
  const [ofLogs, ofOverview] = [await heapOf(logs), await heapOf(overview)];
  await inspector.send("HeapProfiler.collectGarbage");
  const node = (await inspector.send("Runtime.getHeapUsage")) as { usedSize: number; backingStorageSize?: number };
  const { usage = 0 } = await logs.page.evaluate(() => navigator.storage.estimate());
  return {
    page_heap_mb: inMegabytes(ofLogs.heapBytes),
    overview_heap_mb: inMegabytes(ofOverview.heapBytes),
    workers_mb: inMegabytes(ofLogs.workerBytes + ofOverview.workerBytes),
    page_nodes: ofLogs.nodes,
    page_listeners: ofLogs.listeners,
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
