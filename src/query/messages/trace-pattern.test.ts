import { describe, expect, it } from "vitest";
import { oddLines } from "../../../test/support/odd-lines.ts";
import { seededRandom } from "../../basics/seeded-random.ts";
import { createRowMatcher } from "../match/row-matcher.ts";
import { eventRow, parseLine } from "../match/matches-event.ts";
import { patternOf } from "./message-pattern.ts";
import { parseQuery } from "../parse-query.ts";
import { printQuery } from "../print-query.ts";
import { tracePattern, valueQuery } from "./trace-pattern.ts";

const messages = oddLines.flatMap((line) => {
  const { message } = JSON.parse(line) as { message?: unknown };
  return typeof message === "string" ? [message] : [];
});
const textsOf = (message: string) => tracePattern(message).values.map(({ text }) => text);
const matches = (query: string, message: string) =>
  createRowMatcher(parseQuery(query).query)(eventRow(parseLine(JSON.stringify({ message }))));

/** Messages of words, numbers, quotes and blanks that meet one another in every way. */
function* generateMessages(count: number): Generator<string> {
  const random = seededRandom(5);
  const words = [
    "took",
    "«имя»",
    '"a"',
    "'b c'",
    "12",
    "7.5",
    "ms",
    "#",
    "…",
    "/a/b",
    "1,",
    "{",
    '"k":',
    "}",
    "::",
    "-",
    "\n",
    "0xff",
    "'",
  ];
  for (let made = 0; made < count; made++) {
    const length = 1 + Math.floor(random() * 12);
    yield Array.from({ length }, () => words[Math.floor(random() * words.length)]! + (random() < 0.7 ? " " : "")).join(
      "",
    );
  }
}

describe("tracePattern", () => {
  it("gives the pattern of a message, with each value where its placeholder is", () => {
    for (const message of [...messages, ...generateMessages(2_000)]) {
      const { pattern, values } = tracePattern(message);
      expect([message, pattern]).toEqual([message, patternOf(message)]);
      for (const { at, by, start, end } of values) {
        expect(pattern.slice(at, at + by.length)).toBe(by.slice(0, pattern.length - at));
        expect(end).toBeGreaterThan(start);
      }
      const starts = values.map(({ start }) => start);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    }
  });

  it.each([
    ["TTS Synthesize succeeded in 298 ms", ["298"]],
    ['Voice "anna" at  48000 Hz', ["anna", "48000"]],
    ["codes 1, 2, 3 since 2026-11-28 12:00:05", ["1, 2, 3", "2026-11-28 12:00:05"]],
    ["POST /v1/voices 503 in 12ms", ["/v1/voices", "503", "12"]],
    ['{"voice": "anna", "rate": 8000}', ["anna", "8000"]],
    ["Голос «Левитан» из 10.0.0.7:443", ["Левитан", "10.0.0.7:443"]],
    ["an # as it is, and 5", ["5"]],
  ])("finds in %j the values %j", (message, texts) => {
    expect(textsOf(message)).toEqual(texts);
  });
});

describe("valueQuery", () => {
  it("finds its own message, as it is printed", () => {
    for (const message of [...messages, ...generateMessages(500)]) {
      const traced = tracePattern(message);
      for (const at of traced.values.keys()) {
        const printed = printQuery(valueQuery(traced, at));
        expect([printed, matches(printed, message)]).toEqual([printed, true]);
      }
    }
  });

  it("asks for the whole message where nothing else was replaced", () => {
    expect(printQuery(valueQuery(tracePattern("took 298 ms"), 0))).toBe('pattern:"took # ms" message:"took 298 ms"');
  });

  it("lets other values be anything, and finds no other value", () => {
    const printed = printQuery(valueQuery(tracePattern('Voice "anna" at 48000 Hz'), 0));
    expect(matches(printed, 'Voice "anna" at 8000 Hz')).toBe(true);
    expect(matches(printed, 'Voice "olga" at 48000 Hz')).toBe(false);
  });

  it("asks for no more of a long message than its value", () => {
    const message = `took 5 ms: ${"слово ".repeat(300)}`;
    const printed = printQuery(valueQuery(tracePattern(message), 0));
    expect(printed.length).toBeLessThan(1_000);
    expect(matches(printed, message)).toBe(true);
  });
});
