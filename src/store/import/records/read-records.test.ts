import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { startsRecord as startsLogRecord } from "../../../formats/starts-record.ts";
import { createOwnLines } from "../../columns/own-lines.ts";
import { maxRecordBytes, maxTextBytes, type FileRecord } from "./file-record.ts";
import { createRecordReader, type RecordReaderOptions } from "./read-records.ts";

/** Heads of text lines in these tests. */
const startsRecord = (line: string): boolean => /^\d{4}-\d\d-\d\d[ T]/.test(line);

/** A record; of a line of our own only its bytes and number. */
type Found = Pick<FileRecord, "bytes" | "number"> & Partial<FileRecord> & { own?: true };

function read(content: string | Uint8Array, options: Partial<RecordReaderOptions> = {}, chunkBytes = 1 << 20): Found[] {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const { scan } = createOwnLines();
  const found: Found[] = [];
  const reader = createRecordReader(
    { startsRecord, scan, ...options },
    {
      own: (buffer, start, end, number) => void found.push({ own: true, bytes: buffer.slice(start, end), number }),
      record: (record) => void found.push({ ...record, bytes: record.bytes.slice() }),
    },
  );
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.push(bytes.subarray(at, at + chunkBytes));
  reader.end();
  return found;
}

function textsOf(found: Found[]): string[] {
  return found.map(({ bytes }) => new TextDecoder().decode(bytes));
}

function fixture(path: string): Uint8Array {
  return readFileSync(`test/fixtures/logs/${path}`);
}

/** The sequence numbers of the events in a file, with how each was found. */
function events(path: string): [seq: number, line: number, own: boolean][] {
  return read(fixture(path)).map(({ bytes, number, own }) => {
    const plain = new TextDecoder().decode(bytes).replaceAll(/-?(NaN|Infinity)/g, "null");
    return [(JSON.parse(plain) as { seq: number }).seq, number, own === true];
  });
}

const our = (seq: number): string =>
  `{"timestamp":"2026-01-05T09:00:0${String(seq % 10)}.000Z","level":"INFO","event":"e","message":"m","session_id":"s","seq":${String(seq)}}`;

describe("createRecordReader", () => {
  it.each([
    ["the elements of an array, one a line", "S-array/array.json", [2, 3, 4], true],
    ["the elements of an array on one line", "S-arrayone/arrayone.json", [1, 1, 1], true],
    ["a line behind a byte order mark in the middle", "S-bommid/bommid.jsonl", [1, 2, 3], true],
    ["two objects on one line", "S-glued/glued.jsonl", [1, 1, 2], true],
    ["lines behind white space", "S-indent/indent.jsonl", [1, 2, 3], true],
    ["items of a JSON text sequence", "S-jsonseq/seq.jsonl", [1, 2, 3], true],
    ["a line behind 64 NULs in the middle", "S-nulmid/nulmid.jsonl", [1, 2, 3], true],
    ["a line behind 3000 NULs", "S-nulpre/nulpre.jsonl", [1, 2, 3], true],
    ["lines that end in bare CR", "E-cr/cr.jsonl", [1, 2, 3], true],
    ["lines with NaN and Infinity", "S-nan/nan.jsonl", [1, 2, 3], false],
    ["objects printed over several lines", "S-pretty/pretty.json", [1, 13, 25], false],
  ])("finds %s", (_, path, numbers, own) => {
    expect(events(path)).toEqual(numbers.map((number, index) => [index + 1, number, own]));
  });

  it("hands over our own lines as views of the chunk", () => {
    const bytes = new TextEncoder().encode(`${our(1)}\n${our(2)}\n`.repeat(1000));
    const buffers = new Set<ArrayBufferLike>();
    const { scan } = createOwnLines();
    const own = (buffer: Uint8Array): void => void buffers.add(buffer.buffer);
    const reader = createRecordReader({ startsRecord, scan }, { own, record: () => expect.unreachable() });
    reader.push(bytes);
    reader.end();
    expect([...buffers]).toEqual([bytes.buffer]);
  });

  it("gives a traceback to the line above", () => {
    const found = read(fixture("S-trace/trace.log"));
    expect(found.map(({ number, text }) => [number, text!.split("\n").length])).toEqual([
      [1, 5],
      [6, 1],
    ]);
  });

  it("ends a value that lost its end where the next line begins", () => {
    const lines = ['{"a":1,', our(1), '{"b":[1,', our(2), '{"c":"unclosed', our(3), '{"d":', our(4), '{"e":[', our(5)];
    expect(textsOf(read(lines.join("\n")))).toEqual(lines);
  });

  it("reads an object in an array that is printed without indentation", () => {
    const text = '{"a":[\n{"b":1},\n{"b":2}\n]}';
    expect(textsOf(read(`${text}\n${text}`))).toEqual([text, text]);
  });

  it("gives a gRPC failure that the prototype wrote over five lines to one record, in text and in broken JSON", () => {
    const failure = [
      "REQUEST ERROR | ID: req_1756883641_0002 | Error: <_InactiveRpcError of RPC that terminated with:",
      "\tstatus = StatusCode.UNAVAILABLE",
      '\tdetails = "failed to connect to all addresses; last error: {not json}"',
      '\tdebug_error_string = "UNKNOWN:Error received from peer  {grpc_status:14, grpc_message:"failed"}"',
      ">",
    ].join("\n");
    const json = (message: string): string =>
      `{"timestamp": "2025-09-03T10:00:00.050000", "level": "ERROR", "logger": "tts_utility", "function": "f", "line": 1, "message": ${message}}`;
    const plain = (message: string): string => `2025-09-03 10:00:00 | ERROR    | tts_utility | f:1 | ${message}`;
    for (const write of [json, plain]) {
      const records = [
        write("REQUEST START | ID: 1"),
        write(failure),
        write('{"event": "request_error"}'),
        write(failure),
      ];
      expect(textsOf(read(records.join("\n") + "\n", { startsRecord: startsLogRecord }))).toEqual(records);
    }
  });

  it("takes the lines before the first head as a record of their own", () => {
    expect(textsOf(read("one\ntwo\n2026-01-05 three\n"))).toEqual(["one\ntwo", "2026-01-05 three"]);
  });

  it("takes each line of a file without heads as a record, with the indented ones below it", () => {
    expect(textsOf(read("one\n  more\ntwo\nthree"))).toEqual(["one\n  more", "two", "three"]);
  });

  it("marks a record that the end of the file cuts", () => {
    const [beginning] = read(fixture("M-split/tts_structured.jsonl.1")).slice(-1);
    expect(beginning).toMatchObject({ cut: true, number: 2 });
    expect(read("2026-01-05 cut").map(({ cut }) => cut)).toEqual([true]);
    expect(read(`2026-01-05 whole\n{"a":NaN}`).map(({ cut }) => cut)).toEqual([undefined, undefined]);
  });

  it("parses a line of JSON once for all", () => {
    expect(read('{"a":1}\n{"a":[2]} \n').map(({ value }) => value)).toEqual([{ a: 1 }, { a: [2] }]);
  });

  it("decodes the head of a record of 3 MB and keeps all of its bytes", () => {
    const line = JSON.stringify({ message: "ы".repeat(3 * 512 * 1024) });
    const [record, next] = read(`${line}\n${our(1)}\n`);
    const bytes = new TextEncoder().encode(line);
    expect(record!.fullBytes).toBe(bytes.length);
    expect(Buffer.compare(record!.bytes, bytes)).toBe(0);
    expect(record!.text!.length).toBeLessThan(maxTextBytes);
    expect(line.startsWith(record!.text!)).toBe(true);
    expect([record!.exact, next!.number]).toEqual([true, 2]);
  });

  it("drops what a record has beyond 16 MB, and says how long it was", () => {
    const [record, next] = read(`2026-01-05 ${"x".repeat(20_000_000)}\n2026-01-05 next`);
    expect([record!.bytes.length, record!.fullBytes]).toEqual([maxRecordBytes, 20_000_011]);
    expect(next).toMatchObject({ text: "2026-01-05 next", number: 2 });
  });

  it("adds at most 1000 lines to a text", () => {
    expect(read(`2026-01-05 head\n${"below\n".repeat(2500)}`).map(({ number }) => number)).toEqual([1, 1001, 2001]);
  });

  it("keeps the bytes of UTF-16, also of half a surrogate pair", () => {
    const line = "2026-01-05 Привет 😀 \ud83d end";
    const units = Uint16Array.from(`\ufeff${line}\r\n2026-01-05 next`, (_, index) =>
      `\ufeff${line}\r\n2026-01-05 next`.charCodeAt(index),
    );
    const bytes = new Uint8Array(units.buffer);
    for (const chunkBytes of [1, 3, 1 << 20]) {
      const [record] = read(bytes, {}, chunkBytes);
      expect(record).toMatchObject({ exact: false, number: 1 });
      expect(Buffer.compare(record!.bytes, bytes.subarray(2, 2 + line.length * 2))).toBe(0);
      expect(record!.text).toContain("Привет 😀");
    }
  });
});

// Pieces of logs in which everything that decides about records occurs, and stray bytes.
const pieces = fc.oneof(
  fc.constantFrom(...'{}[]",:\\ \t\0\x1e\ufeff'.split(""), "\n", "\r", "\r\n", "\n{", "\n[", "\n]"),
  fc.constantFrom(
    '{"a":1}',
    '{"a":',
    '"a"',
    "1",
    "-",
    "true",
    "NaN",
    "nope",
    "ы",
    "2026-01-05 x",
    our(1),
    `${our(2)}\n`,
  ),
  fc.integer({ min: 0, max: 255 }).map((byte) => Uint8Array.of(byte)),
);
const logs = fc
  .array(pieces, { maxLength: 60 })
  .map((parts) => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part)))));

describe("createRecordReader, for any bytes", () => {
  it("leaves out only marks, white space, and what stands between values", () => {
    fc.assert(
      fc.property(logs, (bytes) => {
        const rest = read(bytes, { encoding: "utf-8" }).reduce((from, record) => {
          const at = placeOf(record.bytes, bytes, from);
          expect(at).toBeGreaterThanOrEqual(from);
          expect(isBetween(bytes.subarray(from, at))).toBe(true);
          return at + record.bytes.length;
        }, 0);
        expect(isBetween(bytes.subarray(rest))).toBe(true);
      }),
      // A byte order mark, and one that is cut: the record is its first byte, which is in the whole mark too.
      { numRuns: 1000, examples: [[Uint8Array.of(0xef, 0xbb, 0xbf, 0xef)]] },
    );
  });

  it("finds the same whatever the chunks are", () => {
    fc.assert(
      fc.property(
        logs,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 8, max: 300 }),
        (bytes, size, maxLineBytes) => {
          const plain = read(bytes, { maxLineBytes });
          expect(read(bytes, { maxLineBytes }, size)).toEqual(plain);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("finds the same in a line that is cut at any place", () => {
    const line = `\ufeff {"a":1},[{"b":2}] , ${our(1)}${our(2)} \0, {"c":[3, "x\\"y"]} rest`;
    const whole = textsOf(read(line));
    for (let maxLineBytes = 4; maxLineBytes < 60; maxLineBytes++)
      expect(textsOf(read(line, { maxLineBytes }))).toEqual(whole);
  });

  it("finds the same records whatever the longest whole line is", () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 8, max: 100 }), (bytes, maxLineBytes) => {
        // A byte order mark that is cut in two is text; only one at the end of a long line can be.
        fc.pre(!Buffer.from(bytes).includes("\ufeff"));
        const options = { encoding: "utf-8" as const, startsRecord: () => false };
        const find = (longest: number): Buffer[] =>
          read(bytes, { ...options, maxLineBytes: longest }).map((record) => Buffer.from(record.bytes));
        expect(find(maxLineBytes)).toEqual(find(1 << 20));
      }),
      // A value, and a blank where the line is cut, with a text behind it.
      { numRuns: 1000, examples: [[new TextEncoder().encode('{"a":1} "'), 8]] },
    );
  });

  /** Offset of a record in its file, from an offset on; a record does not begin in a byte order mark. */
  function placeOf(record: Uint8Array, bytes: Uint8Array, from: number): number {
    const file = Buffer.from(bytes.buffer, 0, bytes.length);
    let at = file.indexOf(record, from);
    while (at >= 0 && file.subarray(at, at + 3).equals(Buffer.from("\ufeff"))) at = file.indexOf(record, at + 3);
    return at;
  }

  function isBetween(bytes: Uint8Array): boolean {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    return /^[\s\0\x1e,[\]\ufeff]*$/.test(text);
  }
});
