import { openStoredRecordings } from "../../src/local-archive/stored-recordings.ts";
import { openLocalArchive } from "../../src/local-archive/local-archive.ts";
import { openSynthesisHistory } from "../../src/local-archive/synthesis-history.ts";
import { openCallInputs, type CallInputs } from "../../src/local-archive/call-inputs.ts";
import { openVoicePreviews } from "../../src/local-archive/voice-previews.ts";
import { openVoiceRegistry } from "../../src/local-archive/voice-registry.ts";
import { openShippingStore } from "../../src/shipping/shipping-store.ts";
import type { LogReader, LogStore } from "../../src/store/log-store.ts";
import { openRemoteStore } from "../../src/store/client/remote-store.ts";

// What the databases of a browser hold, read as the page reads it: written down beside a fixture, and compared with what a
// later version finds in it.

/** The platform whose cloned voices are in the registry. */
export const platform = "https://speech.example";

/** When the fixtures were written: what is deleted for its age is young again. */
export const writtenAtMs = Date.UTC(2026, 10, 28, 12);

/** Opens the log as the page does, under its own name. */
export function openPageLog(settings: Parameters<typeof openRemoteStore>[1] = {}): LogStore {
  const createWorker = () => new Worker(new URL("../../src/log-worker.ts", import.meta.url), { type: "module" });
  return openRemoteStore(createWorker, settings);
}

/** The live log and every imported one: sizes, counts, sums, and every file by its digest and its outermost lines. */
export async function logContents() {
  const store = openPageLog();
  try {
    const imported = [];
    for (const set of await store.sets.list()) imported.push({ set, log: await readLog(store.sets.open(set.id)) });
    return { live: await readLog(store), imported };
  } finally {
    await store.close();
  }
}

async function readLog(log: LogReader) {
  const { events, gaps, byLevel, byEvent, firstMs, lastMs } = await log.getLogStats();
  const { rows, total } = await log.query({}, { limit: 1_000_000 });
  const parts = [];
  for (const { file, backup, lines, sizeBytes } of await log.parts()) {
    const blob = await log.exportPart(file, backup);
    const text = await blob.text();
    const outermost = { first: text.split("\n", 1)[0]!, last: text.split("\n").at(-2) ?? "" };
    parts.push({ file, backup, lines, sizeBytes, sha256: await digest(blob), ...outermost });
  }
  const positions = { newest: rows[0]?.position, oldest: rows.at(-1)?.position };
  const stats = { events, gaps, byLevel, byEvent, firstMs, lastMs };
  return { stats, rows: rows.length, total, positions, parts, summary: await log.summarize({}) };
}

/** The call whose inputs are stored. */
export const callWithInputs = "req_1764331200_0002";

/** Where the log was shipped to. */
export const shippedTo = "https://otlp.example";

/**
 * The archive, the recordings of the microphone, the spoken texts, the voices with their previews, what calls sent and how far the log
 * was shipped; every sound by its digest.
 */
export async function archiveContents() {
  using parts = new DisposableStack();
  const archive = parts.adopt(openLocalArchive({ maxBytes: () => Infinity }), (it) => it.close());
  const recordings = parts.adopt(openStoredRecordings({ epochMs: () => writtenAtMs }), (it) => it.close());
  const spoken = parts.adopt(openSynthesisHistory<unknown>(), (it) => it.close());
  const voices = parts.adopt(openVoiceRegistry(), (it) => it.close());
  const previews = parts.adopt(openVoicePreviews(), (it) => it.close());
  const inputs = parts.adopt(openCallInputs({ maxBytes: () => Infinity }), (it) => it.close());
  const shipping = parts.adopt(await openShippingStore(), (it) => it.close());
  const bytes = async (sound: Uint8Array<ArrayBuffer> | undefined) => sound && digest(new Blob([sound]));
  const { entries, total } = await archive.list({ limit: Infinity });
  return {
    archive: {
      total,
      entries: await Promise.all(
        entries.map(async (entry) => ({ ...entry, sha256: await digest(await archive.sound(entry.audio.id)) })),
      ),
    },
    recordings: await Promise.all(
      (await recordings.list()).map(async (one) => ({ ...one, sha256: await bytes(await recordings.sound(one.id)) })),
    ),
    spoken: await Promise.all(
      (await spoken.list()).map(async (one) => ({ ...one, sha256: (await bytes(await spoken.sound(one.id))) ?? null })),
    ),
    voices: await voices.list(platform),
    previews: await Promise.all(
      (await previews.list(platform)).map(async (one) => ({
        ...one,
        sha256: (await bytes(await previews.sound(platform, one.voice))) ?? null,
      })),
    ),
    inputs: await readInput(inputs),
    // A browser without one makes one.
    shipped: (await shipping.cursor(shippedTo)) ?? null,
  };
}

async function readInput(inputs: CallInputs) {
  const input = await inputs.ofCall(callWithInputs);
  if (input === undefined) return null;
  const { texts, audio } = input;
  return { texts, sound: audio ? await digest(new Blob([audio.bytes])) : null, messages: audio?.messages ?? null };
}

async function digest(blob: Blob): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())).toHex();
}
