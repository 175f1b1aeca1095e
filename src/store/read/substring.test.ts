import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSubstringFinder } from "./substring.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const find = (text: string, needle: string) => createSubstringFinder(needle).find(encode(text), 0);

describe("createSubstringFinder", () => {
  it("equals a search over lower-case text for any Latin and Russian letters", () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abAB "ёЁпПрРяЯdD\\1'), maxLength: 60 });
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
