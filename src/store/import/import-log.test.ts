import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { foreignLoggers, generateForeignEvents } from "../../../test/support/foreign-logs.ts";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { importFiles, type GivenFile } from "../../../test/support/import-files.ts";
import { startsRecord } from "../../formats/starts-record.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { createLineScanner } from "../columns/scan-line.ts";
import { createRecordReader } from "./records/read-records.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function fixtures(folder: string): GivenFile[] {
  const path = `test/fixtures/logs/${folder}`;
  return readdirSync(path).map((name) => ({ name, content: Uint8Array.from(readFileSync(`${path}/${name}`)) }));
}

/** Level, service and seq of each event, with the last digits of its time. */
async function events(folder: string) {
  const { rows } = await importFiles(fixtures(folder));
  return rows.map(({ event }) => [event.timestamp.slice(17, 23), event.level, event.service, event.seq]);
}

describe("importLog", () => {
  it.each(foreignLoggers.map((logger) => [logger.name, logger] as const))(
    "reads time, level, message and number of what %s writes",
    async (_, logger) => {
      const written = generateForeignEvents(60, 7);
      const content = written.map((event) => logger.write(event)).join("\n");
      const { files, rows } = await importFiles([{ name: "any.log", content }], { zone: "UTC" });
      expect(files[0]!.kind).toBe(logger.kind);
      const precision = logger.precisionMs ?? 1;
      expect(rows.map(({ event }) => [Date.parse(event.timestamp), event.level, event.message])).toEqual(
        written.map(({ timeMs, level, message }) => [
          Math.floor(timeMs / precision) * precision,
          logger.reads?.[level] ?? level,
          message,
        ]),
      );
    },
  );

  it("gives every record back byte for byte, whatever bytes are imported", { timeout: 120_000 }, async () => {
    const [first] = generateEvents(1);
    const pieces = fc.constantFrom(
      ...["\n", "\r\n", "\r", "{", "}", '"a":1', ",", "[", "]", "NaN", " ", "\0", "\ufeff", "\u001e", "é", "Слово"].map(
        encode,
      ),
      encode('{"time":1767603600123,"level":30,"msg":"hi","n":12345678901234567890,"n":1.10}\n'),
      encode('{"level":"INFO","message":{"event":"e","data":{"text":"half \\ud83d \\/"},"list":[[[[{"a":[]}]]]]}}\n'),
      encode(`{"message":{"event":"deep","request_data":${'{"a":'.repeat(40)}1${"}".repeat(40)}}}\n`),
      encode(`${renderJsonLine(first!)}\n`),
      encode("2026-01-05 09:00:00,123 ERROR failed\n  at line 1\n"),
      Uint8Array.of(0xff),
      Uint8Array.of(0xd0),
    );
    let records = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(pieces, fc.uint8Array({ maxLength: 6 })), { maxLength: 14 }),
        async (parts) => {
          const bytes = Uint8Array.from([...encode("x\n"), ...parts.flatMap((part) => [...part])]);
          const model = recordsOf(bytes);
          const imported = await importFiles([{ name: "any.log", content: bytes }]).catch(() => undefined);
          if (imported === undefined) return;
          const original = Buffer.from(await imported.original(0));
          expect(original.toString("latin1")).toBe(model.map((record) => `${record}\n`).join(""));
          expect(imported.files[0]!.lines).toBe(imported.rows.length);
          records += model.length;
        },
      ),
      { numRuns: 600 },
    );
    expect(records).toBeGreaterThan(1_000);
  });

  it("imports once what parts of a log share, keeps identical lines of one file, and tells how many it skipped", async () => {
    const all = [...generateEvents(40)];
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 40 }),
        fc.nat({ max: 40 }),
        fc.boolean(),
        fc.boolean(),
        async (a, b, isOurs, swap) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const write = (index: number) =>
            isOurs
              ? renderJsonLine(all[index]!)
              : `{"time":${String(1767603600000 + index)},"msg":"m${String(index)}"}`;
          const lines = all.map((_, index) => write(index));
          const parts = [
            { name: "app.jsonl.1", content: lines.slice(0, to).join("\n") },
            { name: "app.jsonl", content: lines.slice(from).join("\n") },
          ].filter(({ content }) => content !== "");
          const { files, rows } = await importFiles(swap ? parts.toReversed() : parts);
          expect(rows).toHaveLength(40);
          const given = files.reduce((sum, file) => sum + file.lines, 0);
          const skipped = files.reduce((sum, { skippedLines = 0 }) => sum + skippedLines, 0);
          const isWhole = files.some(({ repeats }) => repeats !== undefined);
          if (!isWhole) expect([given - skipped, skipped]).toEqual([40, to - from]);
        },
      ),
      { numRuns: 60 },
    );
    const twice = await importFiles([{ name: "a.jsonl", content: `${renderJsonLine(all[0]!)}\n`.repeat(2) }]);
    expect(twice.rows).toHaveLength(2);
  });

  it("orders parts by their age when times are equal, whatever order they were picked in", async () => {
    const files = fixtures("M-samems");
    for (const given of [files, files.toReversed()]) {
      expect((await importFiles(given)).rows.map(({ event }) => event.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    }
  });

  it("orders events of one session at the same time as they were logged, whichever file has them", async () => {
    const [first] = generateEvents(1);
    const line = (seq: number) => `${renderJsonLine({ ...first!, session_id: "s", seq })}\n`;
    const { rows } = await importFiles([
      { name: "a.jsonl", content: [2, 3, 6].map(line).join("") },
      { name: "b.jsonl", content: [1, 4, 5].map(line).join("") },
    ]);
    expect(rows.map(({ event }) => event.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("joins a record that rotation cut in two, and names the end of a call by its start in the part before", async () => {
    expect(await events("M-split")).toEqual([
      ["01.000", "INFO", "TTS", 1],
      ["03.000", "ERROR", "TTS", 3],
      ["02.000", "INFO", "TTS", 2],
    ]);
    expect((await events("M-callsplit")).map(([, , service]) => service)).toEqual(["ASR", "ASR"]);
  });

  it("lets a first line without a time decide nothing about the place of its file", async () => {
    const { rows } = await importFiles(fixtures("M-badfirst"));
    expect(rows.map(({ event }) => event.seq).slice(1)).toEqual([0, 1, 2, 3]);
    expect(rows[0]!.event).toMatchObject({ timestamp: rows[1]!.event.timestamp, timestamp_inferred: "record_after" });
  });

  it("takes the structured file of a run for its source, and reads the text file when a person wants it", async () => {
    const { files } = await importFiles(fixtures("M-zone"));
    expect(files.map(({ name, repeats, lines }) => [name, repeats, lines])).toEqual([
      ["tts_structured.jsonl", undefined, 1],
      ["tts_utility.log", "tts_structured.jsonl", 0],
    ]);
    const both = await importFiles(fixtures("M-zone"), { isReadAnyway: true, zone: "+03:00" });
    expect(both.rows.map(({ event }) => event.timestamp)).toEqual([
      "2025-09-03T07:14:01.000Z",
      "2025-09-03T07:14:01.500Z",
    ]);
  });

  it("leaves out a whole file that is the beginning of another one", async () => {
    const content = [...generateEvents(5)].map((event) => `${renderJsonLine(event)}\n`).join("");
    const { files, rows } = await importFiles([
      { name: "copy of app.log", content: content.slice(0, 900) },
      { name: "app.log", content },
    ]);
    expect(files[0]).toMatchObject({ repeats: "app.log", lines: 0 });
    expect(rows).toHaveLength(5);
  });

  it("takes a value of any type in any field for what it is: never an error, never a wrong field", async () => {
    const names = [
      "timestamp",
      "level",
      "event",
      "message",
      "service",
      "operation",
      "endpoint",
      "request_id",
      "session_id",
    ];
    const more = [
      "seq",
      "duration_ms",
      "response_size_bytes",
      "error",
      "error_diagnosis",
      "data",
      "request_data",
      "success",
    ];
    const value = fc.oneof(
      fc.json({ maxDepth: 2 }),
      fc.constantFrom("null", "12345678901234567890", "1e400", '"x"', "[]"),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...names, ...more), value), { maxLength: 12 }),
        async (fields) => {
          const line = `{${fields.map(([name, json]) => `"${name}":${json}`).join(",")}}`;
          const { rows, original } = await importFiles([{ name: "any.jsonl", content: line }]);
          expect(rows).toHaveLength(1);
          const { event } = rows[0]!;
          expect([typeof event.level, typeof event.message, typeof event.session_id]).toEqual([
            "string",
            "string",
            "string",
          ]);
          expect(["string", "undefined"]).toContain(typeof event.service);
          expect(["number", "undefined"]).toContain(typeof event.duration_ms);
          expect(decode(await original(0))).toBe(`${line}\n`);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** The records of a file as latin-1 texts, by the record reader alone. */
function recordsOf(bytes: Uint8Array): string[] {
  const found: string[] = [];
  const { scan } = createLineScanner();
  const text = (part: Uint8Array) => Buffer.from(part).toString("latin1");
  const reader = createRecordReader(
    { startsRecord, scan },
    {
      own: (buffer, start, end) => void found.push(text(buffer.subarray(start, end))),
      record: (record) => void found.push(text(record.bytes)),
    },
  );
  reader.push(bytes);
  reader.end();
  return found;
}
