import { createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { Dexie, type Table } from "dexie";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { logCalls } from "../../src/logging/log-calls.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import { callDeferMs, createLogger } from "../../src/logging/logger.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import type { LogStore } from "../../src/store/log-store.ts";
import { generateEvents } from "../support/generate-events.ts";
import { bundleBench } from "./bundle-page.ts";
import { explorerBench } from "./explorer-page.ts";
import { overviewBench } from "./overview-page.ts";
import { shippingBench } from "./shipping-page.ts";
import { open, peer, pour, timed } from "./page-store.ts";
import { makeEvents } from "./short-events.ts";

// Runs in the browser; run.ts decides the order and compares.

let events: LogEvent[] = [];
let store: LogStore | undefined;
/** Files for imports, by what they hold. */
const importFiles = new Map<string, File>();

function* ownLines(): Generator<string> {
  for (const event of makeEvents(400_000)) yield `${renderJsonLine(event)}\n`;
}

/** Lines as pino writes them about requests, about 240 bytes each. */
function* pinoLines(): Generator<string> {
  for (let index = 0; ; index++) {
    const isFailure = index % 50 === 0;
    const line = {
      level: isFailure ? 50 : 30,
      time: 1_767_603_600_000 + index * 7,
      pid: 4242,
      hostname: "gateway-1",
      reqId: `req-${String(index)}`,
      name: "tts",
      url: "/v1/synthesize",
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
      responseTime: (index % 977) / 8,
      msg: isFailure ? "synthesis failed" : "request completed",
    };
    yield `${JSON.stringify(line)}\n`;
  }
}

class PageRows extends Dexie {
  declare events: Table<LogEvent, number>;

  constructor() {
    super("bench-page-rows");
    this.version(1).stores({ events: "++" });
  }
}

const pageRows = new PageRows();

/** Fills a log without holding all events in memory. */
async function fill(log: LogStore, count: number): Promise<void> {
  for (let done = 0; done < count; done += 50_000)
    await pour(log, makeEvents(Math.min(50_000, count - done), 1 + done));
}

/** Logs four events every four milliseconds, as a busy page. */
async function drip(count: number, log: (event: LogEvent) => void): Promise<void> {
  for (let at = 0; at < count; at += 4) {
    for (const event of events.slice(at, at + 4)) log(event);
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

const bench = {
  ...bundleBench,
  ...explorerBench,
  ...overviewBench,
  ...shippingBench,

  prepare(count: number) {
    events = makeEvents(count);
    return events.reduce((sum, event) => sum + JSON.stringify(event).length + 1, 0);
  },

  async cpuOurs(count: number) {
    store ??= open("bench-cpu");
    await store.parts();
    await drip(count, (event) => store!.append(event));
    await store.flush();
  },
  async cpuDexie(count: number) {
    const pending: PromiseLike<unknown>[] = [];
    await drip(count, (event) => void pending.push(pageRows.events.add(event)));
    await Promise.all(pending);
  },
  cpuNothing: (count: number) => drip(count, () => undefined),
  async closeStore() {
    await store?.close();
    store = undefined;
  },

  async writeOurs(count: number) {
    const log = open(`bench-write-${String(Math.random())}`);
    await log.parts();
    const ms = await timed(() => pour(log, events.slice(0, count)));
    const { cost, dropped, events: kept } = await log.getLogStats();
    await log.close();
    if (kept !== count)
      throw new Error(`${String(kept)} of ${String(count)} events kept, ${JSON.stringify(dropped)} dropped`);
    return { ms, cost };
  },
  async writeDexie(count: number) {
    const { ms } = await peer("dexieAdd", events.slice(0, count));
    await peer("dexieClear");
    return { ms };
  },
  async writeOpfs(count: number) {
    const batches: LogEvent[][] = [];
    for (let at = 0; at < count; at += 2_048) batches.push(events.slice(at, Math.min(count, at + 2_048)));
    // Copying the events to the worker is included, as in ours.
    return { ms: await timed(() => peer("opfsAppend", batches)) };
  },

  /**
   * Fills the log and the peers' files that the read benches share.
   *
   * @param settleMs time in which what was written is joined, counted and sealed in the background, before the log is closed
   */
  async build(dexie = true, settleMs = 0) {
    const log = open("bench-read");
    if ((await log.getLogStats()).events === 0) await pour(log, events);
    const blob = await log.exportPart("tts_structured.jsonl", 0);
    await peer("opfsWrite", blob);
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    await log.close();
    if (!dexie) return { bytes: blob.size, importDexie: 0 };
    await peer("dexieClear");
    return { bytes: blob.size, importDexie: (await peer("dexieImport", new File([blob], "tts_structured.jsonl"))).ms };
  },

  async dashboardOurs(warm: number) {
    const log = open("bench-read");
    // The worker runs and the database is open, but nothing is read yet: the first query is cold.
    await log.parts();
    const cold = await timed(() => log.summarize({}));
    const warmMs: number[] = [];
    for (let round = 0; round < warm; round++) warmMs.push(await timed(() => log.summarize({})));
    await log.close();
    return { cold, warm: warmMs };
  },
  dashboardDexie: async () => ({ ms: (await peer("dexieDashboard")).ms }),

  /** The first search of a page finds an empty cache; later ones, as while typing, find the lines in it. */
  async searchOurs(text: string, turn: "first" | "again") {
    if (turn === "first") await bench.closeStore();
    store ??= open("bench-read");
    await store.query({}, { limit: 1 });
    let total = 0;
    const ms = await timed(async () => ({ total } = await store!.query({ substring: text }, { limit: 50 })));
    return { ms, total };
  },
  async searchOpfs(text: string) {
    const { ms, answer } = await peer("opfsSearch", text);
    return { ms, total: answer as number };
  },

  async importOurs() {
    store ??= open("bench-read");
    const file = new File([await store.exportPart("tts_structured.jsonl", 0)], "tts_structured.jsonl");
    let id = "";
    const ms = await timed(async () => ({ id } = await store!.sets.import([file], { name: "bench" })));
    const { events: kept } = await store.sets.open(id).getLogStats();
    await store.sets.remove(id);
    return { ms, kept };
  },

  /** Makes two files of about the same size: lines of ours, and the same number of bytes of pino's. */
  async buildImports(bytes: number) {
    store ??= open("bench-import");
    const lines: Record<"own" | "foreign", () => Generator<string>> = { own: ownLines, foreign: pinoLines };
    for (const name of ["own", "foreign"] as const) {
      const parts: string[] = [];
      let size = 0;
      for (const line of lines[name]()) {
        parts.push(line);
        if ((size += line.length) >= bytes) break;
      }
      importFiles.set(name, new File(parts, `${name}.jsonl`));
    }
    await Promise.resolve();
    return {};
  },

  async importBuilt(name: "own" | "foreign") {
    let id = "";
    const ms = await timed(async () => ({ id } = await store!.sets.import([importFiles.get(name)!], { name })));
    await store!.sets.remove(id);
    return { ms };
  },

  /** Imports the same lines as rows; clearing the rows of the previous run is not measured. */
  async importDexie() {
    store ??= open("bench-read");
    const file = new File([await store.exportPart("tts_structured.jsonl", 0)], "tts_structured.jsonl");
    await peer("dexieClear");
    return { ms: (await peer("dexieImport", file)).ms };
  },

  /** Saves an export to a file as `saveFile` does, without its dialog. */
  async exportOurs() {
    store ??= open("bench-read");
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle("bench-export", { create: true });
    let composeMs = 0;
    const ms = await timed(async () => {
      const startedMs = performance.now();
      const blob = await store!.exportPart("tts_structured.jsonl", 0);
      composeMs = performance.now() - startedMs;
      await blob.stream().pipeTo(await handle.createWritable());
    });
    return { ms, composeMs };
  },
  /** Copies the same bytes from one file to another by the same kind of stream. */
  async copyStream() {
    const root = await navigator.storage.getDirectory();
    const from = await (await root.getFileHandle("bench-lines")).getFile();
    const to = await root.getFileHandle("bench-copy", { create: true });
    return { ms: await timed(async () => from.stream().pipeTo(await to.createWritable())) };
  },

  async fillLog(name: string, count: number) {
    const log = open(name);
    const { events: kept } = await log.getLogStats();
    await fill(log, count - kept);
    await log.close();
  },
  async appendTo(name: string, count: number) {
    const log = open(name);
    await log.query({}, { limit: 1 });
    const ms = await timed(() => pour(log, events.slice(0, count)));
    await log.close();
    return { ms };
  },

  /** Appends one event at a time and waits for its acknowledgement; returns all latencies. */
  async acknowledge(count: number) {
    const log = open("bench-ack");
    await log.parts();
    const waits: number[] = [];
    for (const event of events.slice(0, count)) {
      waits.push(
        await timed(() => {
          log.append(event);
          return log.flush();
        }),
      );
    }
    await log.close();
    return waits;
  },

  /**
   * Durations of single calls to this server, without and with the logging interceptor, in series of one kind.
   *
   * The lines of a call are written during later calls, so a series must last longer than lines are deferred.
   */
  async calls(blocks: number) {
    store ??= open("bench-calls");
    await store.parts();
    const logger = createLogger({ sink: store, deferMs: callDeferMs });
    const client = (interceptors: Interceptor[]) =>
      createClient(TTS, createGrpcWebTransport({ baseUrl: location.origin, interceptors }));
    const [bare, logged] = [client([]), client([observeCalls(logCalls(logger))])];
    const times = { bare: [] as number[][], logged: [] as number[][] };
    const block = async (kind: keyof typeof times, of: typeof bare) => {
      const block: number[] = [];
      while (block.length < 50) block.push(await timed(() => of.getModelsInfo({})));
      times[kind].push(block);
      logger.flush();
      await store!.flush();
    };
    for (let pair = 0; pair < blocks; pair++) {
      if (pair % 2 === 0) await block("bare", bare);
      await block("logged", logged);
      if (pair % 2 === 1) await block("bare", bare);
    }
    return times;
  },

  async openTail() {
    events = [];
    store ??= open("bench-tail");
    await store.query({}, { limit: 50 });
  },
  /** Logs 1,000 events a second and queries the newest ones four times a second, as the log page does. */
  async tail(seconds: number) {
    const source = generateEvents(seconds * 1_100, 77);
    let logged = 0;
    const startedMs = performance.now();
    let lookMs = startedMs;
    while (logged < seconds * 1_000) {
      const due = Math.min(seconds * 1_000, Math.floor(performance.now() - startedMs));
      for (; logged < due; logged++) store!.append(source.next().value as LogEvent);
      if (performance.now() - lookMs > 250) {
        lookMs = performance.now();
        await store!.query({}, { limit: 50 });
      }
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
    await store!.flush();
  },
};

export type Bench = typeof bench;

Object.assign(globalThis, { bench });
