import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { createSubstringFinder } from "./substring.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const find = (text: string, needle: string) => createSubstringFinder(needle).find(encode(text), 0);
/** What a line says, with every escape replaced by its character, and white space as blanks. */
const said = (text: string) =>
  text
    .replaceAll(/\\(?:u([\da-f]{4})|(.))/gi, (_, hex?: string, letter?: string) =>
      hex !== undefined ? String.fromCharCode(parseInt(hex, 16)) : (JSON.parse(`"\\${letter!}"`) as string),
    )
    .replaceAll(/\s/g, " ")
    .toLowerCase();

const event: LogEvent = {
  timestamp: "2026-01-05T09:00:00.000Z",
  level: "INFO",
  event: "note",
  message: "",
  session_id: "s",
  seq: 7,
};

describe("createSubstringFinder", () => {
  it("equals a search over lower-case text for any Latin and Russian letters", () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abAB "ёЁпПрРяЯdD1'), maxLength: 60 });
    fc.assert(
      fc.property(
        letters,
        letters.filter((text) => text.length > 0 && text.length < 6),
        (text, needle) => {
          const at = text.toLowerCase().indexOf(needle.toLowerCase());
          expect(find(text, needle)).toBe(at < 0 ? -1 : encode(text.slice(0, at)).length);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("finds Russian words whatever their case", () => {
    expect(find("Съешь ЕЩЁ этих", "ещё")).toBe(11);
    expect(find("съешь ещё", "СЪЕШЬ")).toBe(0);
  });

  it("equals a search over what the lines say, for any values with escapes in them", () => {
    const words = fc.constantFrom(
      ...'abnrtu04"\\/_ яЯ\n\t\r\u0001',
      ..."auth_ request_start request_id Request_ERROR 0410 u0041".split(" "),
      "\ud83d\ude00",
    );
    const texts = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(""));
    let found = 0;
    fc.assert(
      fc.property(
        texts,
        texts.filter((text) => text !== ""),
        fc.nat(),
        fc.nat({ max: 5 }),
        (text, other, from, length) => {
          const line = renderJsonLine({ ...event, message: text, data: { text: `${text}${other}` } });
          const letters = [...text, ...other];
          const start = from % letters.length;
          // Half of the needles are cut out of the text itself.
          const needle = from % 2 === 0 ? other : letters.slice(start, start + 1 + length).join("");
          const expected = said(line).includes(needle.replaceAll("\r\n", "\n").replaceAll(/\s/g, " ").toLowerCase());
          if (expected) found++;
          expect(find(line, needle) >= 0).toBe(expected);
        },
      ),
      { numRuns: 5_000 },
    );
    expect(found).toBeGreaterThan(2_000);
  });

  it.each([
    [
      'Say "hello" to C:\\temp and auth_token, request_start now.',
      ['"hello"', "C:\\temp", "auth_token", "request_start now"],
    ],
    ["first line\nsecond", ["line second", "line\nsecond"]],
    ["a\u00a0b \ud83d\ude00 ok", ["a b", "\ud83d\ude00 ok"]],
  ])("finds parts of %j in the line that holds it", (message, needles) => {
    const line = renderJsonLine({ ...event, message });
    for (const needle of needles) expect(find(line, needle), needle).toBeGreaterThan(0);
  });

  it("takes the letters of an escape for no text", () => {
    const line = renderJsonLine({ ...event, message: "one\name \u0001" });
    expect(find(line, "name")).toBe(-1);
    expect(find(line, "u0001")).toBe(-1);
    expect(find(line, "0001")).toBe(-1);
  });

  it("does not mix the bytes of two letters up", () => {
    // р is D1 80, П is D0 9F: D0 80 (Ѐ) has the first byte of one and the second of the other.
    expect(find("Ѐ", "р")).toBe(-1);
  });

  it("finds the next one from an offset", () => {
    const finder = createSubstringFinder("ab");
    expect(finder.find(encode("ab AB ab"), 1)).toBe(3);
    expect(finder.find(encode("ab AB ab"), 7)).toBe(-1);
  });

  it("refuses an empty text", () => {
    expect(() => createSubstringFinder("")).toThrow("a substring to search for must not be empty");
  });
});
