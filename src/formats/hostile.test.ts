import { describe, expect, it } from "vitest";
import { seededRandom } from "../basics/seeded-random.ts";
import { logLevels } from "../logging/log-event.ts";
import { fieldNames } from "./field-names.ts";
import { createRecordReader } from "./record-reader.ts";
import { startsRecord } from "./starts-record.ts";

const size = 100_000;
const repeated = (text: string) => text.repeat(Math.ceil(size / text.length)).slice(0, size);
const heads = [
  ...[
    "",
    "2026-01-05 09:00:00",
    "[2026-01-05T09:00:00Z] ",
    "2026-01-05 09:00:00 | ERROR    | ",
    "<11>1 2026-01-05T09:00:00Z h a 1 - ",
  ],
  ...[
    "<11>1 2026-01-05T09:00:00Z h a 1 i [",
    "level=error msg=",
    'level=error msg="',
    "E0105 09:00:00.1 1 a.go:1] ",
    "ERROR:",
    "{",
  ],
  ...[
    '{"level":"error","message":"',
    '{"message": ',
    "{'a': '",
    '{"x":NaN,"a":"',
    "Jan  5 09:00:00 ",
    '10.0.0.1 - - [05/Jan/2026:09:00:00 +0000] "',
    "\u001b[",
  ],
  ...[
    '[2026-01-05T09:00:00Z] "GET / HTTP/1" 200 - ',
    "rpc error: code = ",
    "2026-01-05 09:00:00 ERROR x\nTraceback (most recent call last):\n",
  ],
];
const tails = [
  ...[
    " ",
    "a",
    "1",
    "\\",
    '"',
    "{",
    "}",
    "[",
    "]",
    ']]"',
    ":",
    "|",
    " | ",
    " - ",
    "a ",
    "a=",
    'a="b" ',
    "\u001b",
    "\u001b[",
    "\t",
    "\n",
  ],
  ...[
    "\n ",
    "Error\n",
    "\nTraceback (most recent call last):",
    "StatusCode.",
    '"message": ',
    "{'a': [",
    "\\x41",
    "1.",
    "<",
    "=",
    '\\"',
    "[a ",
  ],
];

describe("hostile lines", () => {
  it("of 100 kB cost no more than a moment in any layout", () => {
    const read = createRecordReader();
    for (const head of heads) {
      for (const tail of tails) {
        const line = head + repeated(tail);
        const started = process.cpuUsage();
        read(line);
        startsRecord(line);
        // Quadratic work takes seconds, linear work a few milliseconds; other programs' time does not count.
        expect([head, tail, process.cpuUsage(started).user > 500_000]).toEqual([head, tail, false]);
      }
    }
  });

  it("never throw, whatever the values of known names are", () => {
    const random = seededRandom(3);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const names = [
      ...Object.values(fieldNames).flat(),
      "resourceLogs",
      "events",
      "stream",
      "values",
      "results",
      "record",
      "data",
    ];
    const value = (depth: number): unknown => {
      const made = [
        null,
        true,
        0,
        -1,
        1e308,
        1767603600123,
        "",
        "error",
        "2026-01-05T09:00:00Z",
        "{",
        '{"a":1}',
        "[1]",
        "\ud83d",
      ];
      if (depth > 3 || random() < 0.6) return pick(made);
      if (random() < 0.4) return Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1));
      return object(depth + 1);
    };
    const object = (depth: number) => {
      const keys = Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(pick(names).split(".")));
      return Object.fromEntries([...keys, pick(names)].map((key) => [key, value(depth)]));
    };
    const read = createRecordReader({ time: "a.b", level: "level", message: "record.message" });
    const isTextOrAbsent = (one: unknown) => one === undefined || typeof one === "string";
    for (let round = 0; round < 4_000; round++) {
      const text = JSON.stringify(object(0));
      const isTyped = read(text).every(({ fields, timeMs, message, level }) => {
        const { event, request_id, service, operation } = fields;
        const isTime = timeMs === undefined || Number.isFinite(timeMs);
        const isLevel = level === undefined || logLevels.includes(level);
        return isTime && isLevel && [message, event, request_id, service, operation].every(isTextOrAbsent);
      });
      expect([text, isTyped]).toEqual([text, true]);
    }
  });

  it("never throw, whatever the characters of a line are", () => {
    const random = seededRandom(5);
    const parts = [...heads, ...tails, "2026-13-45T99:99:99Z", "Feb 30 25:61:61", "\0", "\uFEFF", "\ud800", "🎙", "é"];
    const read = createRecordReader();
    for (let round = 0; round < 5_000; round++) {
      const line = Array.from(
        { length: 1 + Math.floor(random() * 6) },
        () => parts[Math.floor(random() * parts.length)]!,
      ).join("");
      expect(read(line).every(({ zone, timeMs }) => (zone === "none") === (timeMs === undefined))).toBe(true);
      expect(typeof startsRecord(line)).toBe("boolean");
    }
  });

  it("of a million nested brackets are text", () => {
    const [reading] = createRecordReader()(`{"a":${"[".repeat(1_000_000)}`);
    expect(reading).toMatchObject({ kind: "text", problem: "invalid JSON" });
  });

  it("of a hundred thousand records in a container, and of one nested as deep, are read", () => {
    const values = Array.from({ length: 100_000 }, () => ["1767603600000000000", "x"]);
    const inner = { streams: [{ stream: {}, values }] };
    const outer = JSON.stringify({ events: [{ timestamp: 1767603600123, message: inner }] });
    expect(createRecordReader()(outer)).toHaveLength(100_000);
    const deep = `{"message":${"[".repeat(50_000)}${"]".repeat(50_000)},"level":"error"}`;
    expect(createRecordReader()(deep)).toMatchObject([{ level: "ERROR" }]);
  });

  it("change no prototype and keep `__proto__` out of the fields", () => {
    const [reading] = createRecordReader()(
      '{"__proto__":{"level":"error","polluted":1},"message":"x","constructor":{"name":"y"}}',
    );
    expect(reading!.level).toBeUndefined();
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
