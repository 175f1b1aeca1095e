import { logMetrics } from "../../src/app/metrics/report-metrics.ts";
import { createLiveSecrets } from "../../src/basics/live-secrets.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import type { OtlpTarget } from "../../src/shipping/otlp/otlp-target.ts";
import type { OutboxState } from "../../src/shipping/outbox/outbox-state.ts";
import { createRemoteShipping } from "../../src/shipping/remote-shipping.ts";
import { logFileNames, type LogLimits } from "../../src/store/log-store.ts";
import { openRemoteStore } from "../../src/store/client/remote-store.ts";
import { generateEvents } from "../support/generate-events.ts";

// Runs in the browser while a test injects faults.

const megabyte = 1024 * 1024;
/** Limits: the structured file has space for a whole trial, so that a gap can only be a loss; the others rotate. */
const limits: LogLimits = {
  "tts_utility.log": { maxBytes: megabyte, backups: 2 },
  "tts_errors.log": { maxBytes: megabyte / 4, backups: 1 },
  "tts_structured.jsonl": { maxBytes: 4 * megabyte, backups: 100 },
};

function open() {
  const createWorker = () => new Worker(new URL("../../src/log-worker.ts", import.meta.url), { type: "module" });
  return openRemoteStore(createWorker, { log: "faults", settings: { limits } });
}

/** Opened once by the tests that ship what it holds. */
let shipped: ReturnType<typeof open> | undefined;
const opened = () => (shipped ??= open());
let outbox: OutboxState | undefined;

const faults = {
  /** Ships the log to a receiver from now on. */
  ship(otlp: OtlpTarget) {
    const createWorker = () => new Worker(new URL("../../src/ship-worker.ts", import.meta.url), { type: "module" });
    const store = opened();
    const shipping = createRemoteShipping({
      createWorker,
      secrets: createLiveSecrets(),
      measure: () => logMetrics(store, true),
      onMessage: (message) => {
        if (message.kind === "state") outbox = message.state;
      },
      onFailure: (reason) => {
        throw new Error(reason);
      },
      log: "faults",
    });
    shipping.follow({ otlp });
  },

  /** How the outbox of this tab does. */
  outbox: () => outbox,

  /** Logs `count` events of one session in groups, as a page does that is used. */
  async writeSome(session: string, count: number) {
    const store = opened();
    const events = [...generateEvents(count * 2)].filter(({ level }) => level !== "DEBUG").slice(0, count);
    for (const [index, event] of events.entries()) {
      store.append({ ...event, session_id: session, seq: index + 1 });
      if (index % 100 === 99) await store.flush();
    }
    await store.flush();
  },

  /** The lines of the structured file, oldest first. */
  async lines() {
    const parts = (await opened().parts()).filter(({ file }) => file === "tts_structured.jsonl").reverse();
    const texts = await Promise.all(
      parts.map(async ({ file, backup }) => (await opened().exportPart(file, backup)).text()),
    );
    return texts.join("").split("\n").slice(0, -1);
  },

  /**
   * Logs without end as one session: bursts that seal at each commit, or a few events at a time. Calls
   * `acknowledged(session, seq)` of the window after each flush.
   */
  async write(session: string, manner: "bursts" | "drops") {
    const acknowledged = (globalThis as unknown as { acknowledged(session: string, seq: number): void }).acknowledged;
    const store = open();
    const size = manner === "bursts" ? 3_000 : 5;
    let seq = 0;
    for (let round = 1; ; round++) {
      for (const event of generateEvents(size, round)) {
        if (event.level !== "DEBUG") store.append({ ...event, session_id: session, seq: ++seq });
      }
      await store.flush();
      acknowledged(session, seq);
    }
  },

  /** Logs some events as one session, and a last one on `pagehide`; listeners are added in the order of `main.ts`. */
  async writeUntilClosed(session: string) {
    let seq = 0;
    const log = (event: LogEvent) => store.append({ ...event, session_id: session, seq: ++seq });
    addEventListener("pagehide", () => log({ ...[...generateEvents(1)][0]!, level: "INFO", event: "the end" }));
    const store = open();
    for (const event of generateEvents(5)) log({ ...event, level: "INFO" });
    await store.flush();
    // Sent and not acknowledged when the page is closed.
    for (const event of generateEvents(500)) log({ ...event, level: "INFO" });
  },

  /** Keeps the log open in this tab. */
  async watch() {
    await open().parts();
  },

  /** Logs `count` events of one session as fast as the log accepts them; returns the losses. */
  async fill(count: number) {
    const store = open();
    let seq = 0;
    for (let round = 1; seq < count; round++) {
      for (const event of generateEvents(3_000, round)) {
        if (event.level !== "DEBUG") store.append({ ...event, session_id: "filling", seq: ++seq });
      }
      await store.flush();
    }
    await store.flush();
    const { dropped, storage } = await store.getLogStats();
    await store.close();
    return { last: seq, dropped, storage };
  },

  /** Writes a setting, and `bytes` to another database, as the rest of the page would; returns `kept`, or the name of the error. */
  async writeBeside(bytes: number): Promise<string> {
    localStorage.setItem("a setting", "x".repeat(10_000));
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("beside", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("kept", { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });
    const transaction = database.transaction("kept", "readwrite");
    transaction.objectStore("kept").add(new Blob([new Uint8Array(bytes)]));
    const outcome = await new Promise<string>((resolve) => {
      transaction.oncomplete = () => resolve("kept");
      transaction.onabort = () => resolve(transaction.error?.name ?? "aborted");
    });
    database.close();
    return outcome;
  },

  /** Reads the whole log: for each session, the first and last number, and whether none is missing between. */
  async check() {
    const store = open();
    const sessions: Record<string, { first: number; last: number; ordered: boolean; ended: boolean }> = {};
    const problems: string[] = [];
    const parts = await store.parts();
    const lines: string[] = [];
    for (const part of parts) {
      const blob = await store.exportPart(part.file, part.backup);
      const text = await blob.text();
      const name = `${part.file}.${String(part.backup)}`;
      if (blob.size !== part.sizeBytes)
        problems.push(`${name} has ${String(blob.size)} bytes, not ${String(part.sizeBytes)}`);
      if (blob.size > limits[part.file].maxBytes) problems.push(`${name} is over its limit`);
      const found = text.split("\n").slice(0, -1);
      if (found.length !== part.lines || (text !== "" && !text.endsWith("\n")))
        problems.push(`${name} has a torn line`);
      if (part.file === logFileNames[2]) lines.unshift(...found);
    }
    for (const line of lines) {
      const { event, session_id: session, seq } = JSON.parse(line) as LogEvent;
      // It has the number of the lost event.
      if (event === "system_log_gap") continue;
      const seen = (sessions[session] ??= { first: seq, last: seq - 1, ordered: true, ended: false });
      seen.ordered &&= seq === seen.last + 1;
      seen.ended ||= event === "the end";
      seen.last = seq;
    }
    const page = await store.query({}, { limit: 100 });
    if (page.total !== lines.length)
      problems.push(`a query finds ${String(page.total)} of ${String(lines.length)} lines`);
    const newest = page.rows.map(({ event }) => renderJsonLine(event));
    if (newest.join() !== lines.slice(-100).reverse().join())
      problems.push("a query gives other lines than the export");
    const { storage, gaps } = await store.getLogStats();
    if (storage !== "indexeddb") problems.push(`the log is in ${storage}`);
    await store.close();
    return { sessions, problems, gaps };
  },
};

export type Faults = typeof faults;

Object.assign(globalThis, { faults });
