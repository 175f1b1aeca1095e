import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import { foreignLoggers, generateForeignEvents } from "../../../test/support/foreign-logs.ts";
import { bareDurationNames, durationNames, fieldNames } from "../field-names.ts";
import { logEventKeys } from "../../logging/log-event.ts";
import { createRecordReader } from "../record-reader.ts";
import type { ReadingChoice } from "../record-reading.ts";
import { skipped, skipValue } from "./skip-value.ts";

const encoder = new TextEncoder();
const latestMs = Date.UTC(2026, 2, 1);

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads lines as a file does, in place where it is possible, and as a whole; returns how many were read in place. */
function expectSameReadings(lines: string[], choice: ReadingChoice = { zone: "utc" }): number {
  const [placed, whole] = [createRecordReader(choice, latestMs), createRecordReader(choice, latestMs)];
  let inPlace = 0;
  for (const line of lines) {
    const expected = whole(line, objectIn(line));
    // Other lines stand around it.
    const bytes = encoder.encode(`}\n${line}\n{`);
    const found = placed.inPlace(bytes, 2);
    expect(found ? [found.reading] : placed(line, objectIn(line))).toEqual(expected);
    if (found) inPlace++;
  }
  return inPlace;
}

const random = seededRandom(3);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const oddValues = [
  ...[
    "null",
    "true",
    "[]",
    "{}",
    '""',
    "0",
    "-0",
    "-1.5e3",
    "1e400",
    "12345678901234567890",
    "1.10",
    '"x"',
    '"\\ud83d"',
  ],
  ...['{"type":"TypeError","message":"no","stack":"at a\\n at b"}', '"14 UNAVAILABLE: no"', '[1,"a",{"b":[]}]'],
  ...[
    '{"stringValue":"said"}',
    '"{\\"level\\":\\"error\\",\\"msg\\":\\"inside\\"}"',
    `${"[".repeat(80)}${"]".repeat(80)}`,
  ],
  ...['"\\u0421\\/"', '"Слово \u2028 🎙"', '"a\u007f\u0085"', '"request_start auth_x"', '"\\u001b[31mred"', '"req-7"'],
];
const oddKeys = [
  ...[
    "level",
    "msg",
    "message",
    "time",
    "err",
    "error",
    "requestId",
    "duration",
    "TIME",
    "a",
    "ключ",
    "__proto__",
    "1",
  ],
  ...["session_id", "seq", "data", "stack", "hostname", "@mt", "log", "k\\u0065y", "event", "trace_id", "service"],
];

/** Changes a line of JSON as bytes, without a parser, which would lose what is to be tested. */
function changed(line: string): string {
  const member = `"${pick(oddKeys)}":${pick(oddValues)}`;
  switch (Math.floor(random() * 8)) {
    case 0:
      return line.replace("{", `{${member},`);
    case 1:
      return line.replace(/\}$/, `,${member}}`);
    case 2: // A key of its own again, or with another value.
      return line.replace(/("\w+":)/, `$1${pick(oddValues)},$1`);
    case 3:
      return line.replace(/"(\w+)":("[^"]*"|\d+)/, (_, key: string) => `"${key}":${pick(oddValues)}`);
    case 4:
      return line.replaceAll(/":/g, '": ').replaceAll(/,"/g, ', "');
    case 5:
      return line.slice(0, Math.floor(random() * line.length));
    case 6:
      return line.replace(/"(\w)(\w+)":/, (_, first: string, rest: string) => `"${first.toUpperCase()}${rest}":`);
    default: {
      const at = Math.floor(random() * line.length);
      return `${line.slice(0, at)}${pick(['"', "\\", "{", "}", ",", ":", " ", "\t", "x", "1", "é"])}${line.slice(at)}`;
    }
  }
}

describe.each(foreignLoggers)("a log of $name, read in place", ({ write }) => {
  const lines = generateForeignEvents(50, 5).map(write);

  it("says the same as read as a whole", () => {
    expectSameReadings(lines);
  });

  it("says the same where keys, types and spellings change from line to line", () => {
    const mixed = lines.flatMap((line) => {
      const other = changed(line);
      return [line, other, line, changed(other), other];
    });
    expectSameReadings(mixed);
    expectSameReadings(mixed, { zone: "+03:00", level: "log.level", message: "msg", time: "a" });
  });
});

describe("reading in place", () => {
  it("takes every line of a logger but the first of each set of keys", () => {
    const names = ["pino", "winston", "zap", "slog", "ECS nested", "structlog", "python-json-logger", "Google Cloud"];
    for (const name of names) {
      const { write } = foreignLoggers.find((logger) => logger.name === name)!;
      const lines = generateForeignEvents(100, 5).map((event, at) => {
        const line = write(event);
        return at % 2 === 0 ? line : line.replace(/\}$/, ',"err":{"message":"no"}}');
      });
      expect(expectSameReadings(lines), name).toBe(98);
    }
  });

  it("says the same whatever a field of any known name holds", () => {
    const names = [...Object.values(fieldNames).flat(), ...durationNames.keys(), ...bareDurationNames, ...logEventKeys];
    const values = [...oddValues, '{"name":"x","message":{"a":1}}', '{"error":"StatusCode.UNAVAILABLE"}', "false"];
    let inPlace = 0;
    for (const head of ['{"level":30,"time":1767603600000', '{"at":"2026-01-05 09:00:00"']) {
      for (const name of names) {
        const lines = values.map((value) => `${head},"${name}":${value}}`);
        inPlace += expectSameReadings([...lines, ...lines]);
      }
    }
    expect(inPlace).toBeGreaterThan(values.length * names.length);
  });

  it("leaves containers, events in messages, templates and what may be ours to the whole reading", () => {
    const lines = [
      '{"log":"a b\\n","stream":"stdout","time":"2026-01-05T09:00:00Z"}',
      '{"time":1767603600000,"level":30,"message":{"event":"system_x"}}',
      '{"@t":"2026-01-05T09:00:00Z","@mt":"server {State}","State":"up"}',
      '{"timestamp":"2026-01-05T09:00:00.000Z","level":"INFO","session_id":"s","seq":1,"message":"m","event":"e"}',
      '{"start_time":"2026-01-05T09:00:00Z","response_code":503,"path":"/a"}',
      '{"level":30,"time":1767603600000,"msg":"a","msg":"b"}',
    ];
    for (const line of lines) expect(expectSameReadings([line, line, line]), line).toBe(0);
  });

  it("says the same after a line that is known and read as a whole", () => {
    const lines = [
      '{"time":1767603600000,"reqId":"a","msg":"one"}',
      '{"time":1767603600000,"reqId":"a","msg":"one","more":1}',
      '{"time":1767603600000,"reqId":"b","message":"one"}',
      '{"time":1767603600001,"reqId":"b","message":"two"}',
      '{"time":1767603600002,"reqId":"c","message":{"event":"system_x"}}',
      '{"time":1767603600002,"reqId":"c","message":"two"}',
    ];
    expect(expectSameReadings([...lines, ...lines])).toBe(7);
  });
});

describe("skipValue", () => {
  it("accepts what JSON.parse accepts on one line, and ends where it does", () => {
    const text = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.json().map((json) => changed(`{"a":${json}}`)),
      fc.constantFrom(...oddValues.slice(0, -10)),
    );
    let accepted = 0;
    fc.assert(
      fc.property(text, (json) => {
        const bytes = encoder.encode(`${json}\n`);
        const end = skipValue(
          bytes,
          bytes.findIndex((byte) => byte !== 0x20 && byte !== 9),
        );
        const isWhole = end >= 0 && /^[ \t]*$/.test(new TextDecoder().decode(bytes.subarray(end, -1)));
        let isJson = true;
        try {
          JSON.parse(json);
        } catch {
          isJson = false;
        }
        const isDeep = json.includes("[".repeat(64));
        expect(isWhole).toBe(isJson && !isDeep && !/[\r\n]/.test(json));
        if (isWhole) accepted++;
      }),
      { numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(1_000);
  });

  it("refuses bytes that are not UTF-8", () => {
    const strict = new TextDecoder("utf-8", { fatal: true });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 4 }), (letters) => {
        const inside = letters.map((byte) => byte | 0x80);
        let isUtf8 = true;
        try {
          strict.decode(inside);
        } catch {
          isUtf8 = false;
        }
        skipped.traits = 0;
        expect(skipValue(Uint8Array.of(0x22, ...inside, 0x22, 10), 0) >= 0).toBe(isUtf8);
      }),
      { numRuns: 5_000 },
    );
  });
});
