// What grows over thousands of calls of one page through Envoy: `npm run soak:calls -- [CALLS]`, default 2000. After 100
// calls, in the middle and at the end it prints, after a collection of garbage: the heap and the listeners of the page, the heap
// of the companion, and the resident memory of page, companion (before the collection too) and Envoy.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { findBrowser } from "../support/browser.ts";
import { startCompanion } from "../support/servers/companion.ts";
import { callInTurns } from "./call-in-turns.ts";
import { inMegabytes, openInspector, residentMb } from "./memory.ts";

const calls = Number(process.argv[2] ?? 2000);
const firstLook = 100;

await using parts = new AsyncDisposableStack();
process.env["NODE_OPTIONS"] = "--inspect=127.0.0.1:0";
const companion = startCompanion("--port", "0", "--envoy");
parts.defer(async () => {
  companion.signal("SIGINT");
  await companion.ended;
});
const { href } = await companion.ready;
const inspector = await openInspector(/ws:\/\/\S+/.exec(companion.said().stderr)![0]);
parts.defer(() => inspector.close());
const browser = parts.adopt(await chromium.launch((await findBrowser()).launch), (it) => it.close());
const page = await browser.newPage();
const devtools = await page.context().newCDPSession(page);
await devtools.send("Performance.enable");
await page.goto(`${href}synthesize`);
await page.waitForFunction(() => "audiokit" in globalThis);
const { processInfo } = await (await browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");

let made = 0;
for (const total of [firstLook, firstLook + calls / 2, firstLook + calls]) {
  const startedAtMs = performance.now();
  await callInTurns(page, total - made);
  const callsASecond = Math.round((total - made) / ((performance.now() - startedAtMs) / 1000));
  made = total;
  console.log(JSON.stringify({ soak: "many-calls", calls: made, calls_a_second: callsASecond, ...(await look()) }));
}

async function look() {
  const companionPid = companion.child.pid!;
  const uncollected = await residentMb(companionPid);
  await devtools.send("HeapProfiler.collectGarbage");
  await inspector.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((it) => it.name === name)?.value ?? 0;
  const companionHeap = (await inspector.send("Runtime.getHeapUsage")) as {
    usedSize: number;
    backingStorageSize: number;
  };
  return {
    listeners: metric("JSEventListeners"),
    page_heap_mb: inMegabytes(metric("JSHeapUsedSize")),
    companion_heap_mb: inMegabytes(companionHeap.usedSize),
    companion_buffers_mb: inMegabytes(companionHeap.backingStorageSize ?? 0),
    page_rss_mb: await residentMb(processInfo.find(({ type }) => type === "renderer")!.id),
    companion_rss_mb: await residentMb(companionPid),
    companion_rss_before_mb: uncollected,
    envoy_rss_mb: await residentMb(await envoyPidOf(companionPid)),
  };
}

async function envoyPidOf(companionPid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("pgrep", ["-P", String(companionPid), "envoy"]);
  return Number(stdout);
}
