import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { computedFields } from "../../query/match/computed-fields.ts";
import type { FieldBlock, FieldSummary } from "./field-block.ts";
import { createFieldBlockBuilder } from "./field-block-builder.ts";
import { fieldBlockOf, openFieldBlock } from "./open-field-block.ts";
import { packFieldBlock } from "./pack-field-block.ts";
import { requestKey } from "./request-key.ts";

const encoder = new TextEncoder();
const lines = (...texts: string[]) => encoder.encode(texts.map((text) => `${text}\n`).join(""));

/** A text that is only in its line. */
const unlisted = Symbol("unlisted");

/** The values of each row of a block by path. */
function rowsOf(block: FieldBlock): Map<string, unknown>[] {
  const rows = Array.from({ length: block.length }, () => new Map<string, unknown>());
  const put = (row: number, path: string, value: unknown) => {
    expect(rows[row]!.has(path)).toBe(false);
    rows[row]!.set(path, value);
  };
  for (const path of block.paths) {
    const { coded, plain } = block.column(path)!;
    for (let at = 0; at < (coded?.codes.length ?? 0); at++) {
      const code = coded!.codes[at]!;
      put(coded!.rows?.[at] ?? at, path, code === 0 ? unlisted : coded!.values[code - 1]);
    }
    for (let at = 0; at < (plain?.numbers.length ?? 0); at++) put(plain!.rows?.[at] ?? at, path, plain!.numbers[at]);
  }
  return rows;
}

/** The same from a line that is parsed; IDs of calls are unlisted. */
function parsed(line: Uint8Array): Map<string, unknown> {
  const values = new Map<string, unknown>();
  const walk = (value: unknown, path: string | undefined) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      if (path !== undefined) values.set(path, Array.isArray(value) ? JSON.stringify(value) : value);
      return;
    }
    for (const [name, inner] of Object.entries(value)) walk(inner, path === undefined ? name : `${path}.${name}`);
  };
  let event: unknown;
  try {
    event = JSON.parse(new TextDecoder().decode(line));
  } catch {
    return values;
  }
  if (Array.isArray(event)) return values;
  walk(event, undefined);
  // The text of an array may happen to be a time for `Date.parse`.
  const time = (event as Record<string, unknown> | null)?.["timestamp"];
  if (typeof time === "string" && !Number.isNaN(Date.parse(time))) values.set("timestamp", Date.parse(time));
  if (values.size > 0) {
    for (const [path, value] of Object.entries(computedFields(event as Record<string, unknown>)))
      values.set(path, value);
  }
  for (const [path, value] of values) {
    if (Object.is(value, -0)) values.set(path, 0);
    if (typeof value === "string" && path === "request_id") values.set(path, unlisted);
  }
  return values;
}

function expectExact(lineBytes: Uint8Array[]): void {
  const block = fieldBlockOf(joinBytes(lineBytes.flatMap((line) => [line, encoder.encode("\n")])), 7);
  expect(block.firstPosition).toBe(7);
  expect(block.omitted).toBe(0);
  expect(Array.from(block.lineBytes)).toEqual(lineBytes.map(({ length }) => length + 1));
  const rows = rowsOf(block);
  const expected = lineBytes.map(parsed);
  for (const [row, values] of rows.entries()) {
    // Texts of more than 512 bytes are not listed; an array may be spelled longer than it is, with keys that occur twice.
    if (lineBytes[row]!.length < 512) continue;
    for (const [path, value] of values) {
      const text = expected[row]!.get(path);
      const isLong = typeof text === "string" && (text.length > 64 || text.startsWith("["));
      if (value === unlisted && isLong) expected[row]!.set(path, unlisted);
    }
  }
  expect(rows).toEqual(expected);
}

/** JSON with white space, escapes, keys twice and numbers as nobody writes them. */
const spelledString = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 6 }).map((text) => JSON.stringify(text).slice(1, -1)),
      fc.constantFrom(
        "ы",
        "привет",
        "€",
        "𝄞",
        '\\"',
        "\\\\",
        "\\/",
        "\\n",
        "\\u0041",
        "\\u005f",
        "\\ud834\\udd1e",
        "\\ud800",
      ),
    ),
    { maxLength: 5 },
  )
  .map((parts) => `"${parts.join("")}"`);
const spelledNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.integer().map(String),
  fc.constantFrom(
    ...["0", "-0", "-0.0", "1e3", "1E-3", "1.50", "123456789012345", "1234567890123456789", "0.1234567890123456789"],
    ...["1e400", "-1e400", "5e-324", "100000000000000000000000", "9007199254740993", "0.30000000000000004", "16000"],
  ),
);
const space = fc.constantFrom("", "", "", " ", "  ");
// Without escapes: JSON.parse of V8 13.6 takes keys with escapes for others that it has seen at the same place.
const key = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('"a"', '"b"', '"bb"', '"text"', '"a.b"', '"ключ"', '""', '"__proto__"', '"1"'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '"event"',
      '"level"',
      '"service"',
      '"error"',
      '"request_id"',
      '"timestamp"',
      '"outcome"',
      '"message"',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 6 }).map((text) => `"${text.replaceAll(/["\\]/g, "ж")}"`),
  },
);
const scalar = fc.oneof(
  spelledString,
  spelledNumber,
  fc.constantFrom(
    "true",
    "false",
    "null",
    "{}",
    "[]",
    '"request_success"',
    '"request_error"',
    '"ERROR"',
    '"2026-01-05T09:00:00.000Z"',
    '"2026-01-05T09:00:00Z"',
  ),
);
const { value: spelledValue } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, scalar, tie("object"), tie("array")),
  object: fc
    .array(fc.tuple(space, key, space, tie("value"), space), { maxLength: 6 })
    .map(
      (fields) =>
        `{${fields.map(([before, name, colon, value, after]) => `${before}${name}:${colon}${value}${after}`).join(",")}}`,
    ),
  array: fc
    .array(fc.tuple(space, tie("value"), space), { maxLength: 4 })
    .map((items) => `[${items.map((item) => item.join("")).join(",")}]`),
}));
const spelledLine = fc
  .array(fc.tuple(key, spelledValue), { maxLength: 8 })
  .map((fields) => `{${fields.map(([name, value]) => `${name}:${value}`).join(",")}}`);

describe("fieldBlockOf", () => {
  it("gives every field of every line of ours, as parsing it does", () => {
    const events = [...generateEvents(100)].map((event) => encoder.encode(renderJsonLine(event)));
    expectExact(events);
  });

  it("says of each field what its column has, before it is decoded", () => {
    const texts = [...generateEvents(900)].map((event, at) =>
      renderJsonLine({ ...event, tags: [at % 3], size: at } as never),
    );
    const block = fieldBlockOf(lines(...texts), 0);
    const summaries = block.paths.map((path): FieldSummary => {
      const { coded, plain, hasLists } = block.column(path)!;
      return {
        path,
        hasLists,
        present: (coded?.codes.length ?? 0) + (plain?.numbers.length ?? 0),
        hasUnlisted: Array.from(coded?.codes ?? []).includes(0),
        hasNumbers: plain !== undefined,
        valuesJson: encoder.encode(JSON.stringify(coded?.values ?? [])),
      };
    });
    expect(block.summaries()).toEqual(summaries);
    for (const key of ["hasLists", "hasUnlisted", "hasNumbers"] as const)
      expect(new Set(summaries.map((summary) => summary[key])).size).toBe(2);
  });

  it("gives the fields of any line as parsing it does, however it is spelled", () => {
    fc.assert(
      fc.property(fc.array(spelledLine, { minLength: 1, maxLength: 6 }), (texts) => {
        expectExact(texts.map((text) => encoder.encode(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  it("gives the fields of damaged lines as parsing them does, and no line less", () => {
    const whole = [...generateEvents(20)].map((event) => encoder.encode(renderJsonLine(event)));
    const byte = fc.oneof(
      fc.constantFrom(...encoder.encode('"\\{}[],:0123456789eE+-.utfn ')),
      fc.integer({ min: 11, max: 255 }),
    );
    const damage = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte });
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.constantFrom(...whole),
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        (before, line, damages) => {
          const bytes = line.slice();
          for (const { at, byte } of damages) bytes[Math.min(bytes.length - 1, Math.floor(at * bytes.length))] = byte;
          expectExact([before, bytes, before]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("gives a row for what is no object, without values", () => {
    const block = fieldBlockOf(lines("", "5", '["a"]', "{}", "no json", '{"a":1'), 0);
    expect([block.length, block.paths]).toEqual([6, []]);
  });

  it("takes of a key that occurs twice the last value, also of objects", () => {
    expectExact(
      ['{"a":1,"a":"two"}', '{"a":{"x":1},"a":{"y":2}}', '{"a.b":1,"a":{"b":2}}'].map((text) => encoder.encode(text)),
    );
  });

  it("takes keys with escapes for what they say", () => {
    const block = fieldBlockOf(lines('{"\\u0061":1,"b\\"":{"\\\\":2}}', '{"a":3}'), 0);
    expect(rowsOf(block)).toEqual([new Map([["a", 1], ['b".\\', 2]]), new Map([["a", 3]])]); // prettier-ignore
  });

  it("follows objects 64 levels deep, and counts those below", () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
    expectExact([encoder.encode(nested(40)), encoder.encode(nested(64))]);
    const deeper = fieldBlockOf(lines(nested(65), nested(20_000)), 0);
    expect([deeper.length, deeper.paths, deeper.omitted]).toEqual([2, [], 2]);
  });

  it("reads characters that are no UTF-8 as a decoder does", () => {
    const bytes = joinBytes([
      encoder.encode('{"a":"x'),
      Uint8Array.of(0xff, 0xed, 0xa0, 0x80),
      encoder.encode('y","b":1}'),
    ]);
    expectExact([bytes, encoder.encode('{"a":"x"}')]);
  });

  it("names the calls by the same keys in every block, whatever the spelling of their IDs", () => {
    const first = fieldBlockOf(
      lines('{"request_id":"req_1_0001"}', "{}", '{"request_id":"звонок"}', '{"request_id":"req_1_0001"}'),
      0,
    );
    const second = fieldBlockOf(
      lines('{"request_id":"req\\u005f1_0001"}', '{ "request_id" : "звонок" }', '{"request_id":5}'),
      4,
    );
    const keysOf = ({ requestCodes, requestKeys }: FieldBlock) =>
      Array.from(requestCodes, (code) => requestKeys[code - 1]);
    const [ours, call] = [requestKey("req_1_0001"), requestKey("звонок")];
    expect(keysOf(first)).toEqual([ours, undefined, call, ours]);
    expect(keysOf(second)).toEqual([ours, call, undefined]);
    expect(
      new Set(Array.from({ length: 100_000 }, (_, index) => requestKey(`req_1767603600_${String(index)}`))).size,
    ).toBe(100_000);
  });

  it("lists no text of a field that has very many, but says which rows have one", () => {
    const block = fieldBlockOf(
      lines(
        ...Array.from(
          { length: 1_000 },
          (_, row) => `{"id":${row === 3 ? "null" : `"id-${String(row)}"`},"few":"${String(row % 3)}"}`,
        ),
      ),
      0,
    );
    const { coded } = block.column("id")!;
    expect(coded!.values).toEqual([null]);
    expect(Array.from(coded!.codes)).toEqual(Array.from({ length: 1_000 }, (_, row) => (row === 3 ? 1 : 0)));
    expect(block.column("few")!.coded!.values).toEqual(["0", "1", "2"]);
  });

  it("lists every service, operation, session, level, event and kind of error, however many", () => {
    const paths = ["service", "operation", "session_id", "level", "event", "error.error_type"];
    const texts = Array.from({ length: 1_500 }, (_, row) => {
      const text = `"${"long".repeat(200)} ${String(row)}"`;
      return `{"service":${text},"operation":${text},"session_id":${text},"level":${text},"event":${text},"error":{"error_type":${text}}}`;
    });
    const block = fieldBlockOf(lines(...texts), 0);
    for (const path of paths) expect([path, block.column(path)!.coded!.values.length]).toEqual([path, 1_500]);
  });

  it("codes numbers with at most 48 values, and packs others", () => {
    const texts = Array.from(
      { length: 98 },
      (_, row) => `{"few":${String((row % 48) * 1000)},"many":${String((row % 49) / 8)}}`,
    );
    const block = fieldBlockOf(lines(...texts), 0);
    expect(block.column("few")!.coded!.values).toHaveLength(48);
    expect(block.column("few")!.plain).toBeUndefined();
    expect(block.column("many")!.coded).toBeUndefined();
    expectExact(texts.map((text) => encoder.encode(text)));
  });

  it("counts the values of fields beyond the first 512", () => {
    const fields = Array.from({ length: 600 }, (_, index) => `"f${String(index)}":${String(index)}`).join(",");
    const block = fieldBlockOf(lines(`{${fields},"level":"INFO"}`, `{"f599":"x","f0":1}`), 0);
    expect(block.column("level")!.coded!.values).toEqual(["INFO"]);
    expect(block.paths.length).toBeLessThanOrEqual(512);
    const listed = block.paths.filter((path) => path.startsWith("f")).length;
    expect(block.omitted).toBe(600 - listed + 1);
    expect(rowsOf(block)[1]).toEqual(new Map([["f0", 1]]));
  });

  it("lists texts of up to 512 bytes", () => {
    const texts = [511, 512].map((length) => "x".repeat(length));
    const block = fieldBlockOf(lines(...texts.map((text) => JSON.stringify({ text }))), 0);
    expect(block.column("text")!.coded).toMatchObject({ codes: Uint8Array.of(1, 0), values: [texts[0]] });
  });

  it("is the same when two blocks are built in turns", () => {
    const [first, second] = [createFieldBlockBuilder(), createFieldBlockBuilder()];
    for (let row = 0; row < 3; row++) {
      first.add(lines(`{"a":"first","n":${String(row)}}`));
      second.add(lines(`{"n":"second","a":{"b":${String(row)}}}`));
    }
    expect(rowsOf(openFieldBlock(packFieldBlock(first.block(), 0))!)[2]).toEqual(new Map<string, unknown>([["a", "first"], ["n", 2]])); // prettier-ignore
    expect(rowsOf(openFieldBlock(packFieldBlock(second.block(), 0))!)[2]).toEqual(new Map<string, unknown>([["n", "second"], ["a.b", 2]])); // prettier-ignore
  });

  it("groups errors by their own message where that of the event is too long to be listed", () => {
    const texts = Array.from({ length: 3 }, (_, row) =>
      JSON.stringify({
        event: "request_error",
        message: "x".repeat(600 + row),
        error: { error_message: `line ${String(row % 2)}` },
      }),
    );
    texts.push(JSON.stringify({ event: "request_error", message: "only said", error: { error_message: 7 } }));
    const block = fieldBlockOf(lines(...texts), 0);
    expect(rowsOf(block).map((row) => row.get("error_group"))).toEqual(
      texts.map((text) => computedFields(JSON.parse(text) as Record<string, unknown>).error_group),
    );
  });

  it("says which fields hold arrays", () => {
    const block = fieldBlockOf(lines('{"a":[1, 2],"b":"[1,2]"}', '{"a":[1,2]}'), 0);
    expect(block.column("a")).toMatchObject({ hasLists: true, coded: { values: ["[1,2]"] } });
    expect(block.column("b")!.hasLists).toBe(false);
  });

  it("stores rows that several fields share once", () => {
    const texts = Array.from({ length: 100 }, (_, row) =>
      row % 3 === 0 ? '{"a":"x","b":{"c":"y"},"d":"z"}' : '{"d":"z"}',
    );
    const block = fieldBlockOf(lines(...texts), 0);
    expect(block.column("a")!.coded!.rows).toBe(block.column("b.c")!.coded!.rows);
    expect(block.column("d")!.coded!.rows).toBeUndefined();
  });
});
