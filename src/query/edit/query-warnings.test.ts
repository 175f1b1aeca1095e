import { describe, expect, it } from "vitest";
import { parseQuery } from "../parse-query.ts";
import { queryWarnings } from "./query-warnings.ts";

const isNumeric = (path: string) => path === "duration_ms";
const warnings = (text: string) =>
  queryWarnings(parseQuery(text).tests, isNumeric).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe("queryWarnings", () => {
  it.each([
    ["duration_ms:[5000 TO 1000]", "[5000 TO 1000]"],
    ["(a OR -size:{5 TO 5])", "{5 TO 5]"],
    ["name:[b TO a]", "[b TO a]"],
    ["level:[ERROR TO info]", "[ERROR TO info]"],
    ["timestamp:[2026-11-28 TO 2026-11-27]", "[2026-11-28 TO 2026-11-27]"],
    ["timestamp:[now-1h TO now-2h]", "[now-1h TO now-2h]"],
  ])("says that a range ends before it begins: %s", (text, place) => {
    expect(warnings(text)).toEqual([["range-reversed", place]]);
  });

  it.each([
    ["duration_ms:>abc", ">abc"],
    ["duration_ms:[1 TO 1s]", "[1 TO 1s]"],
    ['duration_ms:(5 OR "6")', '"6"'],
    ["duration_ms:fast", "fast"],
  ])("says that a text is asked of a field of numbers: %s", (text, place) => {
    expect(warnings(text)).toEqual([["number-expected", place]]);
  });

  it("says that a number and a text are in no range together", () => {
    expect(warnings("size:[5 TO big]")).toEqual([["bounds-mixed", "[5 TO big]"]]);
  });

  it.each([
    ["duration_ms:[1000 TO 5000]", "a range"],
    ["duration_ms:[5 TO 5] duration_ms:[* TO 5] duration_ms:*", "one number, an open end"],
    ["duration_ms:1* duration_ms:/9$/", "a pattern of the number's text"],
    ["name:[a TO b] name:>=abc level:[info TO ERROR]", "texts and levels"],
    ["timestamp:[2026-11-28 TO 2026-11-28] timestamp:[now-1h TO now]", "a whole day"],
    ["timestamp:[2030-01-01 TO now]", "what the moment decides"],
  ])("says nothing of %s: %s", (text) => {
    expect(warnings(text)).toEqual([]);
  });
});
