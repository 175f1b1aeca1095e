import { describe, expect, it } from "vitest";
import { createFailures } from "../../../test/support/failing-storage.ts";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { createValueRemoval } from "../../basics/value-removal.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine, renderTextLine } from "../../logging/render-line.ts";
import { defaultLogLimits, logFileNames, type LogFileName, type LogLimits } from "../log-store.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createLogEngine, type LogEngine } from "../worker/log-engine.ts";
import { createValueTally } from "./value-tally.ts";

const secret = "Ключ+от/всего=да&нет%2F1";
const inForms = [
  secret,
  new URLSearchParams({ secret }).toString(),
  encodeURIComponent(secret),
  JSON.stringify({ secret: `"${secret}"` }),
  Buffer.from(`id:${secret}`).toString("base64"),
  Buffer.from(`a:${secret}`).toString("base64url"),
  Buffer.from(secret).toString("hex"),
];
const levels: Record<LogFileName, string[]> = {
  "tts_utility.log": ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"],
  "tts_errors.log": ["ERROR", "CRITICAL"],
  "tts_structured.jsonl": ["INFO", "WARNING", "ERROR", "CRITICAL"],
};

/** The same event with a text in its message and in its request data. */
function holding(event: LogEvent, text: string): LogEvent {
  return { ...event, message: `answer ${text} end`, request_data: { ...event.request_data, detail: { text } } };
}

/** Events of which every fifth holds the secret, in turn in each form; and the same events as they should read later. */
function withSecret(count: number): { events: LogEvent[]; clean: LogEvent[]; holders: LogEvent[] } {
  const plain = [...generateEvents(count)];
  const holds = (index: number) => index % 5 === 0;
  const events = plain.map((event, index) =>
    holds(index) ? holding(event, inForms[(index / 5) % inForms.length]!) : event,
  );
  const removal = createValueRemoval(secret, "[redacted]");
  const clean = events.map((event, index) => (holds(index) ? removal.fromData(event).rest : event));
  return { events, clean, holders: events.filter((_, index) => holds(index)) };
}

async function openLog(events: LogEvent[], { limits = defaultLogLimits, batchSize = 100, sealAtBytes = 40_000 } = {}) {
  const engine = createLogEngine(createMemoryStorage(limits), () => undefined, { sealAtBytes });
  for (let at = 0, batch = 1; at < events.length; at += batchSize, batch++) {
    engine.append({ writer: "w", batch, events: events.slice(at, at + batchSize) });
    await engine.flush();
  }
  return engine;
}

async function scan(engine: LogEngine, redacts: boolean, value = secret, signal = new AbortController().signal) {
  const tally = createValueTally();
  let bytes = 0;
  await engine.scan({
    removal: createValueRemoval(value, "[redacted]"),
    redacts,
    tally,
    onBytes: (read) => (bytes += read),
    signal,
  });
  const occurrences = tally.parts.reduce((sum, part) => sum + part.occurrences, 0);
  return { ...tally, occurrences, lineCount: tally.parts.reduce((sum, { lines }) => sum + lines, 0), bytes };
}

async function exportAll(engine: LogEngine): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const { file, backup } of await engine.parts()) {
    texts[`${file} ${String(backup)}`] = await (await engine.exportPart(file, backup)).text();
  }
  return texts;
}

const rendered = (file: LogFileName, events: LogEvent[]) =>
  events
    .filter(({ level }) => levels[file].includes(level))
    .map((event) => `${file === "tts_structured.jsonl" ? renderJsonLine(event) : renderTextLine(event)}\n`)
    .join("");

describe("scanLog", () => {
  it("counts the lines of every file, sealed or not, that hold the value in any form, and changes nothing", async () => {
    const { events, holders } = withSecret(1_000);
    const engine = await openLog(events);
    const before = await exportAll(engine);
    const found = await scan(engine, false);
    for (const file of logFileNames) {
      const expected = holders.filter(({ level }) => levels[file].includes(level)).length;
      const counted = found.parts.filter((part) => part.file === file).reduce((sum, { lines }) => sum + lines, 0);
      expect([file, counted]).toEqual([file, expected]);
    }
    expect(await exportAll(engine)).toEqual(before);
    expect(found.bytes).toBe((await engine.parts()).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  });

  it("leaves the files as if the value had been redacted when it was logged", async () => {
    const { events, clean } = withSecret(1_000);
    const engine = await openLog(events);
    const before = await scan(engine, false);
    const removed = await scan(engine, true);
    expect([removed.parts, removed.lines]).toEqual([before.parts, before.lines]);
    expect(await scan(engine, false)).toMatchObject({ parts: [], lines: [] });
    for (const file of logFileNames) {
      expect(await (await engine.exportPart(file, 0)).text()).toBe(rendered(file, clean));
    }
  });

  it("leaves sizes, numbers and answers as those of a log that never held the value", async () => {
    const { events, clean } = withSecret(1_500);
    const [engine, expected] = [await openLog(events), await openLog(clean)];
    // Fills the caches of a reader before.
    await engine.query({ substring: "answer" }, { limit: 10 });
    await engine.summarize({});
    await scan(engine, true);
    expect(await engine.parts()).toEqual(await expected.parts());
    expect(await engine.summarize({})).toEqual(await expected.summarize({}));
    expect(await engine.stats()).toEqual(await expected.stats());
    for (const filter of [{}, { substring: "answer" }, { substring: "redacted" }, { levels: ["ERROR" as const] }]) {
      expect(await engine.query(filter, { limit: 5_000 })).toEqual(await expected.query(filter, { limit: 5_000 }));
    }
  });

  it("goes through all backups, and the log rotates on from the new sizes", async () => {
    const limits: LogLimits = {
      "tts_utility.log": { maxBytes: 30_000, backups: 3 },
      "tts_errors.log": { maxBytes: 5_000, backups: 2 },
      "tts_structured.jsonl": { maxBytes: 60_000, backups: 3 },
    };
    const { events } = withSecret(1_500);
    const engine = await openLog(events, { limits });
    const found = await scan(engine, true);
    expect(new Set(found.parts.map(({ file, backup }) => `${file} ${String(backup)}`)).size).toBeGreaterThan(8);
    expect((await scan(engine, false)).occurrences).toBe(0);
    engine.append({ writer: "w", batch: 1_000, events: [...generateEvents(400, 9)] });
    await engine.flush();
    const texts = await exportAll(engine);
    for (const { file, backup, sizeBytes, lines } of await engine.parts()) {
      const text = texts[`${file} ${String(backup)}`]!;
      expect([sizeBytes, lines]).toEqual([Buffer.byteLength(text), text.split("\n").length - 1]);
    }
  });

  it("lists lines by their number in the file part, without the value", async () => {
    const { events } = withSecret(40);
    const engine = await openLog(events);
    const { lines } = await scan(engine, false);
    const texts = await exportAll(engine);
    for (const { file, backup, number, timestamp, text } of lines) {
      const line = texts[`${file} ${String(backup)}`]!.split("\n")[number - 1]!;
      expect(line.slice(0, 200)).toContain(timestamp.slice(0, 10));
      expect(createValueRemoval(secret, "[redacted]").has(line)).toBe(true);
      expect(text).toContain("answer");
      expect(text).not.toContain(secret);
    }
    expect(lines.length).toBeGreaterThan(8);
  });

  it("ends between two segments when it is aborted, with every line whole and the counts of what was removed", async () => {
    const { events } = withSecret(1_500);
    const engine = await openLog(events);
    const all = await scan(engine, false);
    const abort = new AbortController();
    const tally = createValueTally();
    let segments = 0;
    await engine.scan({
      removal: createValueRemoval(secret, "[redacted]"),
      redacts: true,
      tally,
      onBytes: () => ++segments === 4 && abort.abort(),
      signal: abort.signal,
    });
    const done = tally.parts.reduce((sum, { occurrences }) => sum + occurrences, 0);
    const left = (await scan(engine, false)).occurrences;
    expect(done).toBeGreaterThan(0);
    expect(left).toBeGreaterThan(0);
    expect(done + left).toBe(all.occurrences);
  });

  it("reads a segment again that another tab rewrote meanwhile", async () => {
    const { events } = withSecret(1_500);
    const engine = await openLog(events.map((event) => ({ ...event, message: `${event.message} otherSecret77` })));
    await Promise.all([scan(engine, true), scan(engine, true, "otherSecret77")]);
    expect((await scan(engine, false)).occurrences).toBe(0);
    expect((await scan(engine, false, "otherSecret77")).occurrences).toBe(0);
    const texts = await exportAll(engine);
    for (const { file, backup, sizeBytes } of await engine.parts()) {
      expect(Buffer.byteLength(texts[`${file} ${String(backup)}`]!)).toBe(sizeBytes);
    }
  });

  it("loses no line whichever step of the storage fails, and a second scan removes the rest", async () => {
    const { events, clean } = withSecret(120);
    let failedScans = 0;
    for (let step = 1; ; step++) {
      const failures = createFailures();
      const storage = failures.wrap(createMemoryStorage(defaultLogLimits));
      const engine = createLogEngine(storage, () => undefined, { sealAtBytes: 15_000 });
      for (const [batch, half] of [events.slice(0, 100), events.slice(100)].entries()) {
        engine.append({ writer: "w", batch: batch + 1, events: half });
        await engine.flush();
      }
      failures.failAt(failures.steps + step, new DOMException("injected", "UnknownError"));
      const failed = await scan(engine, true).then(
        () => false,
        () => true,
      );
      if (!failed) break;
      failedScans++;
      for (const { file, backup, sizeBytes } of await engine.parts()) {
        expect((await engine.exportPart(file, backup)).size).toBe(sizeBytes);
      }
      await scan(engine, true);
      for (const file of logFileNames) {
        expect(await (await engine.exportPart(file, 0)).text()).toBe(rendered(file, clean));
      }
    }
    expect(failedScans).toBeGreaterThan(20);
  });

  it("keeps what is appended while it runs", async () => {
    const { events } = withSecret(1_500);
    const engine = await openLog(events);
    const later = [...generateEvents(300, 5)];
    const removing = scan(engine, true);
    for (let at = 0; at < later.length; at += 10) {
      engine.append({ writer: "w", batch: 2_000 + at, events: later.slice(at, at + 10) });
      await Promise.resolve();
    }
    await Promise.all([removing, engine.flush()]);
    expect((await scan(engine, false)).occurrences).toBe(0);
    const text = await (await engine.exportPart("tts_structured.jsonl", 0)).text();
    expect(text.endsWith(rendered("tts_structured.jsonl", later))).toBe(true);
  });
});
