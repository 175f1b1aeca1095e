import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHitFinder } from "./find-hits.ts";
import { parseQuery } from "../parse-query.ts";
import { readRegex, regexPattern } from "./read-regex.ts";
import { createRegexHits } from "./regex-hits.ts";

/** What is marked of a value, in brackets. */
const marked = (query: string, text: string, path?: string) => {
  const { query: tree, errors } = parseQuery(query);
  expect(errors).toEqual([]);
  let shown = text;
  for (const { start, end } of createHitFinder(tree)(text, path).toReversed()) {
    shown = `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`;
  }
  return shown;
};

describe("createHitFinder", () => {
  it.each([
    ["привет", "Привет, ПРИВЕТ", "[Привет], [ПРИВЕТ]"],
    ["Ärger", "äRGER über ärger", "[äRGER] über [ärger]"],
    ['"no such"', "no\tsuch voice", "[no\tsuch] voice"],
    ["ab bc", "xabcx", "x[abc]x"],
    ["a", "aa b", "[aa] b"],
    [String.raw`/time.?out|\d+ ms/`, "Timeout after 30 ms", "[Timeout] after [30 ms]"],
    ["/x*/", "axxb", "a[xx]b"],
    ["one OR two", "two", "[two]"],
    ["-(-x)", "x", "[x]"],
    ["-x", "x", "x"],
    ["x", "", ""],
  ])("of %s marks in %j what the search finds", (query, text, shown) => {
    expect(marked(query, text)).toBe(shown);
  });

  it.each([
    ["event:system_*", "event", "system_note", "[system_]note"],
    ["event:*_s*c?", "event", "request_SUCcess", "request_SUCcess"],
    ["event:*_s?cc*", "event", "request_SUCCESS", "request[_SUCC]ESS"],
    ["event:/_(start|success)$/", "event", "request_success", "request[_success]"],
    ["event:(sys* OR *note)", "event", "system_note", "[sys]tem_[note]"],
    ["service:TTS", "service", "TTS", "TTS"],
    ["duration_ms:>5", "duration_ms", "6", "6"],
  ])("of %s marks in the value of %s what was written", (query, path, value, shown) => {
    expect(marked(query, value, path)).toBe(shown);
  });

  it("marks the conditions of a field in no other field, and texts in all", () => {
    expect(marked("event:*note voice", "a note on a voice", "message")).toBe("a note on a [voice]");
    expect(marked("event:*note voice", "a voice note", "event")).toBe("a [voice] [note]");
    expect(marked("event:*note voice", "a voice note")).toBe("a [voice] note");
  });

  it("looks at 10,000 characters, and marks at most 100 parts", () => {
    expect(marked("x", `${"a".repeat(10_000)}x`)).not.toContain("[");
    expect(marked("x", "x ".repeat(200)).split("[")).toHaveLength(101);
    expect(marked("/x/", "x ".repeat(200)).split("[")).toHaveLength(101);
  });
});

describe("createRegexHits", () => {
  it("finds the parts that `RegExp` finds, for any expression", () => {
    const tokens = fc.constantFrom(
      ..."aабA1 .^$|*+?()".split(""),
      "[^a]",
      String.raw`\d`,
      "{2}",
      "(?:",
      "{0,2}?",
      "*?",
    );
    const texts = fc.array(fc.string({ unit: fc.constantFrom(..."aAабБ1 \n😀"), maxLength: 12 }), {
      minLength: 5,
      maxLength: 5,
    });
    let hits = 0;
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 8 }), texts, (parts, samples) => {
        const reading = readRegex(parts.join(""));
        if ("problem" in reading) return;
        const find = createRegexHits(reading.regex);
        const pattern = new RegExp(regexPattern(reading.regex), "gu");
        for (const text of samples) {
          const found = find(text, 100).map(({ start, end }) => [start, text.slice(start, end)]);
          const wanted = [...text.matchAll(pattern)].map(({ 0: part, index }) => [index, part]);
          expect(found, `${pattern.source} in ${text}`).toEqual(wanted.filter(([, part]) => part !== ""));
          hits += found.length;
        }
      }),
      { numRuns: 5_000 },
    );
    expect(hits).toBeGreaterThan(500);
  });

  it("comes to an end where `RegExp` would go back for years", () => {
    const reading = readRegex(`${"a?".repeat(60)}${"a".repeat(60)}$`);
    expect("regex" in reading && createRegexHits(reading.regex)("a".repeat(59) + "b", 100)).toEqual([]);
  });
});
