import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { foreignLoggers, generateForeignEvents } from "../../../test/support/foreign-logs.ts";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { importFiles, type GivenFile } from "../../../test/support/import-files.ts";
import { startsRecord } from "../../formats/starts-record.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { createOwnLines } from "../columns/own-lines.ts";
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

  it("gives every record back byte for byte, whatever bytes are imported", async () => {
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

  it("reads text files beside a structured file that is empty, of another folder, or begins later", async () => {
    const own = (time: string) => renderJsonLine({ ...[...generateEvents(1)][0]!, timestamp: time });
    const text = (time: string) => `${time} | ERROR    | tts_utility | Synthesize:7 | failed\n`;
    const cases: [GivenFile[], number][] = [
      [
        [
          { name: "tts_structured.jsonl", content: "" },
          { name: "tts_utility.log", content: text("2026-01-05 09:00:00") },
        ],
        1,
      ],
      [
        [
          { name: "tts_structured.jsonl", content: own("2026-01-05T09:00:00.000Z") },
          { name: "tts_errors.log.1", content: text("2025-06-01 09:00:00") },
        ],
        2,
      ],
      [
        [
          { name: "tts_structured.jsonl", content: own("2026-01-05T09:00:00.000Z") },
          { name: "tts_errors.log", content: text("2026-01-05 09:00:00") },
        ],
        1,
      ],
    ];
    for (const [files, count] of cases) expect((await importFiles(files)).rows).toHaveLength(count);
  });

  it("takes a session and a counter of other programs, or another time, for another event", async () => {
    const line = (time: string, message: string) =>
      JSON.stringify({
        timestamp: `2026-01-05T09:00:0${time}Z`,
        level: "info",
        session_id: "u1",
        seq: 1,
        msg: message,
      });
    const foreign = await importFiles([
      { name: "gateway.log", content: line("1", "gateway") },
      { name: "worker.log", content: line("2", "worker") },
    ]);
    expect(foreign.rows).toHaveLength(2);
    const own = (message: string, timestamp: string) =>
      renderJsonLine({ ...[...generateEvents(1)][0]!, message, timestamp });
    const ours = await importFiles([
      { name: "a.jsonl", content: own("a", "2026-01-05T09:00:00.000Z") },
      { name: "b.jsonl", content: own("b", "2026-01-05T10:00:00.000Z") },
    ]);
    expect(ours.rows).toHaveLength(2);
  });

  it("merges files of one name by time, whatever order they were picked in", async () => {
    const file = (name: string, minutes: number[]) => ({
      name,
      content: minutes.map((minute) => `2026-01-05T10:0${String(minute)}:00Z INFO m${String(minute)}\n`).join(""),
    });
    for (const names of [
      ["app.log", "app (1).log"],
      ["app (1).log", "app.log"],
      ["app.log", "app.log"],
    ]) {
      const { rows } = await importFiles([file(names[0]!, [1, 3, 5]), file(names[1]!, [2, 4])]);
      expect(rows.map(({ event }) => event.timestamp.slice(15, 16))).toEqual(["1", "2", "3", "4", "5"]);
    }
  });

  it("keeps everything of a file that a person wants read", async () => {
    const content = [...generateEvents(2)].map((event) => `${renderJsonLine(event)}\n`).join("");
    const equal = [
      { name: "a.jsonl", content },
      { name: "b.jsonl", content },
    ];
    expect((await importFiles(equal)).rows).toHaveLength(2);
    expect((await importFiles(equal, { isReadAnyway: true })).rows).toHaveLength(4);
  });

  it("loses and changes nothing when a log is read again from its own records", async () => {
    const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer)]); // prettier-ignore
    const windows1251 = Uint8Array.from([
      ...encode("2026-01-05 09:00:01 ERROR "),
      0xce,
      0xf8,
      0xe8,
      0xe1,
      0xea,
      0xe0,
      10,
    ]);
    const utf8 = encode(
      Array.from({ length: 40 }, (_, at) => `2026-01-05 09:00:00 INFO Привет ${String(at)}\n`).join(""),
    );
    const ping = "2026-01-05 10:00:05 INFO ping\n";
    const inputs: GivenFile[][] = [
      [{ name: "wide.log", content: utf16("2026-01-05 09:00:00 INFO one\n2026-01-05 09:00:01 INFO Два\n2026-01-05 09:00:02 INFO three\n") }], // prettier-ignore
      [{ name: "mixed.log", content: Uint8Array.from([...utf8, ...windows1251, ...utf8]) }],
      [{ name: "plain.txt", content: "hello\nworld\n" }],
      [
        { name: "a.log.1", content: `2026-01-05 10:00:00 INFO first\n${ping.repeat(2)}` },
        { name: "a.log", content: `${ping.repeat(5)}2026-01-05 10:00:09 INFO last\n` },
      ],
    ];
    for (const files of inputs) {
      const first = await importFiles(files);
      let again = first;
      for (let round = 0; round < 3; round++) again = await again.again();
      // Lines are counted anew where some were left out.
      const all = ({ rows }: typeof first) => rows.map(({ event }) => ({ ...event, seq: 0 }));
      expect(all(again)).toEqual(all(first));
      expect(await again.original(0)).toEqual(await first.original(0));
    }
    const zoned = await (await importFiles(inputs[0]!)).again({ zone: "+03:00" });
    expect(zoned.rows.map(({ event }) => event.timestamp.slice(11, 19))).toEqual(["06:00:00", "06:00:01", "06:00:02"]);
    expect(zoned.files[0]!.choice).toEqual({ zone: "+03:00" });
  });

  it("leaves out a whole file that is the beginning of another one", async () => {
    const content = [...generateEvents(5)].map((event) => `${renderJsonLine(event)}\n`).join("");
    const { files, rows } = await importFiles([
      { name: "copy of app.log", content: content.slice(0, content.indexOf("\n", 600) + 1) },
      { name: "app.log", content },
    ]);
    expect(files[0]).toMatchObject({ repeats: "app.log", lines: 0 });
    expect(rows).toHaveLength(5);
    const numbers = await importFiles([
      { name: "a.log", content: "code 1" },
      { name: "b.log", content: "code 12: other" },
    ]);
    expect(numbers.rows).toHaveLength(2);
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
  const { scan } = createOwnLines();
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
