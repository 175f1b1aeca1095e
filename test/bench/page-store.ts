import type { LogEvent } from "../../src/logging/log-event.ts";
import { openRemoteStore } from "../../src/store/client/remote-store.ts";
import type { LogLimits, LogStore } from "../../src/store/log-store.ts";
import { segmentsOfGroup } from "../../src/store/write/column-groups.ts";
import type { Peers } from "./peer-worker.ts";

const unlimited = { maxBytes: 2 ** 40, backups: 0 };
const limits: LogLimits = {
  "tts_utility.log": unlimited,
  "tts_errors.log": unlimited,
  "tts_structured.jsonl": unlimited,
};

/** Opens a log that never rotates, with a worker of its own. */
export function open(log: string): LogStore {
  const createWorker = () => new Worker(new URL("../../src/log-worker.ts", import.meta.url), { type: "module" });
  return openRemoteStore(createWorker, { log, settings: { limits } });
}

/** Resolves when the worker of a log has joined all columns that it joins in the background. */
export async function columnsJoined(log: string): Promise<void> {
  for (;;) {
    const [columns, segments] = await countRecords(log, ["columns", "cells"]);
    if (columns! <= Math.floor(segments! / segmentsOfGroup) + (segments! % segmentsOfGroup)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function countRecords(log: string, tables: string[]): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(log);
    opening.onerror = () => reject(opening.error!);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(tables);
      const counts = tables.map((table) => transaction.objectStore(table).count());
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(counts.map(({ result }) => result));
      };
    };
  });
}

const peerWorker = new Worker(new URL("./peer-worker.ts", import.meta.url), { type: "module" });

/** Runs one of the peers in its worker. */
export function peer<Name extends keyof Peers>(
  name: Name,
  ...given: Parameters<Peers[Name]>
): Promise<{ ms: number; answer: unknown }> {
  return new Promise((resolve, reject) => {
    peerWorker.onmessage = ({ data }) => resolve(data as { ms: number; answer: unknown });
    peerWorker.onerror = (event) => reject(new Error(event.message));
    peerWorker.postMessage({ name, given });
  });
}

/** Appends as fast as possible without overflow of the page's queue; resolves when everything is committed. */
export async function pour(log: LogStore, poured: LogEvent[]): Promise<void> {
  let position = 0;
  let wake = () => {};
  const parts = await log.parts();
  const start = parts.reduce((sum, { file, lines }) => (file === "tts_structured.jsonl" ? sum + lines : sum), 0);
  const stop = log.subscribe((notice) => {
    position = notice.position;
    wake();
  });
  for (let at = 0; at < poured.length; at += 2_048) {
    for (const event of poured.slice(at, at + 2_048)) log.append(event);
    while (start + at - position > 12_000) await new Promise<void>((resolve) => (wake = resolve));
    // Lets the microtask run that sends the events.
    await null;
  }
  await log.flush();
  stop();
}

/** Duration in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
