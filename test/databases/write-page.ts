import { writeWav, pcmBytes } from "../../src/audio/wav.ts";
import { openStoredRecordings } from "../../src/local-archive/stored-recordings.ts";
import { openLocalArchive } from "../../src/local-archive/local-archive.ts";
import { openSynthesisHistory } from "../../src/local-archive/synthesis-history.ts";
import { openCallInputs } from "../../src/local-archive/call-inputs.ts";
import { openVoicePreviews } from "../../src/local-archive/voice-previews.ts";
import { openVoiceRegistry } from "../../src/local-archive/voice-registry.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { openShippingStore } from "../../src/shipping/shipping-store.ts";
import { openSettings } from "../../src/settings/settings-store.ts";
import { writeUnloadJournal } from "../../src/store/client/unload-journal.ts";
import { generateEvents } from "../support/generate-events.ts";
import { refuseBlobs } from "../support/refuse-blobs.ts";
import {
  archiveContents,
  callWithInputs,
  logContents,
  openPageLog,
  platform,
  shippedTo,
  writtenAtMs,
} from "./contents.ts";
import { dumpDatabase, type BrowserDump } from "./dump-database.ts";

// Fills the databases of this browser as a person's would be filled, through the code of the page. write.ts keeps what comes out.

const kilobyteBytes = 1024;
/** Small enough that every file rotates, large enough that the structured one loses no event. */
const limits = {
  "tts_utility.log": { maxBytes: 40 * kilobyteBytes, backups: 2 },
  "tts_errors.log": { maxBytes: 2 * kilobyteBytes, backups: 1 },
  "tts_structured.jsonl": { maxBytes: 600 * kilobyteBytes, backups: 4 },
};
/** Long texts, which pack to little: so the log is sealed several times, and the fixture stays small. */
const sealedEvents = 1_500;
const tailEvents = 120;
const eventsPerCommit = 100;

const withLongText = (event: LogEvent): LogEvent =>
  event.request_data?.["text"] === undefined
    ? event
    : { ...event, request_data: { ...event.request_data, text: String(event.request_data["text"]).repeat(60) } };

/** A tone, so that a sound has content. */
function tone(seconds: number, sampleRateHz: number, hz: number): Int16Array<ArrayBuffer> {
  const samples = new Int16Array(seconds * sampleRateHz);
  return samples.map((_, at) => Math.round(8_000 * Math.sin((2 * Math.PI * hz * at) / sampleRateHz)));
}

function wavOf(seconds: number, hz: number): Uint8Array<ArrayBuffer> {
  return writeWav(new Uint8Array(pcmBytes(tone(seconds, 8_000, hz))), {
    coding: "pcm16",
    sampleRateHz: 8_000,
    channelCount: 1,
  });
}

/** Sealed segments with backups, gaps, an unsealed tail, and an imported log beside them. */
async function fillLog(): Promise<void> {
  const store = openPageLog({ settings: { limits } });
  const events = [...generateEvents(sealedEvents + tailEvents)].map(withLongText);
  for (let at = 0; at < events.length; at += eventsPerCommit) {
    for (const event of events.slice(at, at + eventsPerCommit)) store.append(event);
    await store.flush();
    // A line that no file takes leaves a gap: in the middle, and again in the tail.
    if (at === 700 || at === sealedEvents) {
      store.append({ ...events[at]!, message: "x".repeat(1024 * kilobyteBytes) });
      await store.flush();
    }
  }
  const foreign = [...generateEvents(400, 7, Date.UTC(2025, 11, 1))].map((event) => renderJsonLine(event) + "\n");
  const files = [
    new File([...foreign.slice(200), "this line is broken\n"], "tts_structured.jsonl"),
    new File(foreign.slice(0, 200), "tts_structured.jsonl.1"),
  ];
  await store.sets.import(files, { name: "A customer's log", tag: "T-17" });
  await store.close();
}

async function fillArchive(): Promise<void> {
  let ids = 0;
  let minutes = 0;
  const clock = { epochMs: () => writtenAtMs + 60_000 * minutes++, newId: () => `id-${String(++ids)}` };
  const archive = openLocalArchive({ ...clock, maxBytes: () => Infinity });
  const spokenSound = {
    fileName: "spoken.wav",
    wav: wavOf(0.3, 440),
    metadata: { source: "synthesis", voice: "borisova" },
  };
  const first = await archive.saveAudio(spokenSound);
  await archive.saveTranscript({ audioId: first, text: "Доброе утро", language: "ru", confidenceScores: [0.94, 0.5] });
  await archive.saveTranscript({ audioId: first, text: "Good morning", language: "en", confidenceScores: [] });
  await archive.saveVadMarks({
    audioId: first,
    marks: [
      { type: "begin", offsetMs: 20, channel: 0 },
      { type: "end", offsetMs: 280, channel: 0 },
    ],
  });
  const coded = { coding: "alaw", sampleRateHz: 8_000, channelCount: 2 } as const;
  await archive.saveAudio({ fileName: "телефон.wav", wav: writeWav(new Uint8Array(1_601).fill(0xd5), coded) });
  // As in a private window of WebKit, whose databases take no Blobs.
  const end = refuseBlobs();
  await archive.saveAudio({ fileName: "bytes.wav", wav: wavOf(0.2, 660), metadata: { round: 2, kept: true } });
  end();
  archive.close();

  const recordings = openStoredRecordings(clock);
  const fail = (trouble: string) => {
    throw new Error(`a recording could not be kept: ${trouble}`);
  };
  for (const outcome of ["failed", undefined] as const) {
    const growing = await recordings.begin({ sampleRateHz: 8_000, language: "ru", model: "" }, fail);
    // Two seconds and a half, in two pieces and the rest.
    for (let tenth = 0; tenth < 25; tenth++) growing.append(new Uint8Array(pcmBytes(tone(0.1, 8_000, 300 + tenth))));
    growing.note({ transcript: "раз два", requestId: "req_1764331200_0001" });
    await growing.end("failed");
    // One whose page died has no outcome.
    if (outcome === undefined) await recordings.settle(growing.id, undefined as never);
  }
  recordings.close();

  const spoken = openSynthesisHistory<object>({ ...clock, maxSoundBytes: 6_000 });
  // The sound of the first gives way to that of the second.
  for (const [text, hz] of [
    ["Раз", 500],
    ["Two", 550],
  ] as const) {
    await spoken.add({ order: { text, voice: "borisova", rateHz: 8_000 }, seconds: 0.3, wav: wavOf(0.3, hz) });
  }
  spoken.close();

  const voices = openVoiceRegistry();
  const voice = { platform, description: "", startedAtMs: writtenAtMs };
  await voices.keep({ ...voice, id: "v1", name: "Анна", taskId: "task-1", status: "creating", sampleSeconds: 12.5 });
  const ready = { voiceId: "clone-7", status: "ready", endedAtMs: writtenAtMs + 9_000, note: "clean" } as const;
  await voices.keep({ ...voice, id: "v2", name: "Boris", taskId: "task-2", startedAtMs: writtenAtMs + 1, ...ready });
  await voices.keep({
    ...voice,
    id: "v3",
    name: "Gone",
    voiceId: "x",
    status: "unknown",
    platform: "https://b.example",
  });
  voices.close();

  const previews = openVoicePreviews();
  const pitch = { medianHz: 211.5, lowHz: 180, highHz: 250 };
  await previews.save(
    { platform, voice: "borisova", listing: "ru 8000", madeAtMs: writtenAtMs, pitch },
    wavOf(0.2, 210),
  );
  await previews.save({ platform, voice: "clone:v2", listing: "", madeAtMs: writtenAtMs + 1 }, wavOf(0.2, 120));
  previews.close();

  const inputs = openCallInputs({ ...clock, maxBytes: () => Infinity });
  const sound = new Uint8Array(pcmBytes(tone(0.2, 8_000, 250)));
  const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", sound)).toHex();
  const audio = { sha256, bytes: sound, messages: [{ sizeBytes: sound.length, atMs: 0 }] };
  await inputs.save({ requestId: callWithInputs, texts: { text: "Доброе утро" }, audio });
  inputs.close();

  const shipping = await openShippingStore();
  await shipping.setCursor(shippedTo, { epoch: "e1", position: 412 });
  shipping.close();
}

/** What a page leaves in `localStorage`: its settings, and the events that its worker had not acknowledged. */
function writeLocalStorage(): LogEvent[] {
  const settings = openSettings();
  settings.update({ logLevel: "WARNING", logContent: false, language: "ru" });
  settings.close();
  const events = [...generateEvents(3, 21, writtenAtMs)];
  const batches = [
    { batch: 1, events: events.slice(0, 1) },
    { batch: 2, events: events.slice(1) },
  ];
  writeUnloadJournal(localStorage, "audiokit-log", { writer: crypto.randomUUID(), batches });
  return events;
}

/** Fills every database and `localStorage`; gives them as they are, and what the page reads in them. */
async function write() {
  await fillLog();
  await fillArchive();
  const [log, archive] = [await logContents(), await archiveContents()];
  const contents = { log, archive, unacknowledged: writeLocalStorage(), settings: openSettings().current };
  const databases = [];
  for (const { name } of await indexedDB.databases()) databases.push(await dumpDatabase(name!));
  const dump: BrowserDump = { databases, localStorage: { ...localStorage } as Record<string, string> };
  return { contents, dump };
}

export type Contents = Awaited<ReturnType<typeof write>>["contents"];

export type Write = typeof write;

Object.assign(globalThis, { write });
