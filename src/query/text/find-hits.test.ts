import { describe, expect, it } from "vitest";
import { createHitFinder } from "./find-hits.ts";
import { parseQuery } from "../parse-query.ts";

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
