// What grows over thousands of calls of one page through Envoy: `npm run soak:calls -- [CALLS]`, default 2000. After 100
// calls, in the middle and at the end it prints, after a collection of garbage: the heap and the listeners of the page, the heap
// of the companion, and the resident memory of page, companion (before the collection too) and Envoy.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { WebSocket } from "ws";
import type { AudioKitLibrary } from "../../src/library/audiokit-library.ts";
import { findBrowser } from "../support/browser.ts";
import { startCompanion } from "../support/servers/companion.ts";

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
  await call(page, total - made);
  const callsASecond = Math.round((total - made) / ((performance.now() - startedAtMs) / 1000));
  made = total;
  console.log(JSON.stringify({ soak: "many-calls", calls: made, calls_a_second: callsASecond, ...(await look()) }));
}

/** Unary calls, streams and live calls in turns, four at a time. */
async function call(page: Page, count: number): Promise<void> {
  await page.evaluate(async (total) => {
    const { audiokit } = globalThis as unknown as { audiokit: AudioKitLibrary };
    const speech = { text: "One two.", voice: "borisova", language: "en" } as const;
    const kinds = [
      () => audiokit.getTtsModels(),
      () => audiokit.synthesizeText(speech),
      async () => {
        for await (const chunk of audiokit.synthesizeStream(speech)) void chunk;
      },
      async () => {
        const silence = (async function* () {
          for (let i = 0; i < 3; i++) yield await Promise.resolve(new Uint8Array(3200));
        })();
        const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, language: "en" } as const;
        for await (const phrase of audiokit.recognizeStream(silence, format)) void phrase;
      },
    ];
    let next = 0;
    const worker = async () => {
      for (let i = next++; i < total; i = next++) await kinds[i % kinds.length]!();
    };
    await Promise.all(kinds.map(worker));
  }, count);
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

async function residentMb(pid: number): Promise<number> {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${String(pid)}/status`, "utf8"))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

async function envoyPidOf(companionPid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("pgrep", ["-P", String(companionPid), "envoy"]);
  return Number(stdout);
}

async function openInspector(url: string) {
  const socket = new WebSocket(url);
  await once(socket, "open");
  let last = 0;
  return {
    async send(method: string): Promise<unknown> {
      const id = ++last;
      socket.send(JSON.stringify({ id, method }));
      for (;;) {
        const [data] = (await once(socket, "message")) as [Buffer];
        const answer = JSON.parse(data.toString()) as { id?: number; result?: unknown };
        if (answer.id === id) return answer.result;
      }
    },
    close: () => socket.close(),
  };
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / 1e5) / 10;
}
