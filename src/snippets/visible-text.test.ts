import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commentText, pythonString, shellWord, visibleJson } from "./visible-text.ts";

const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const text = fc.string({ unit: "binary" });

describe("a text in a snippet", () => {
  it("hides nothing, wherever it stands", () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const shown of [
          visibleJson(given),
          visibleJson({ [given]: given }, 0),
          pythonString(given),
          shellWord(given),
          commentText(given),
        ]) {
          expect(shown).not.toMatch(hidden);
        }
      }),
    );
  });

  it("is the same text as JSON", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(JSON.parse(visibleJson({ given }))).toEqual({ given });
      }),
    );
  });

  it("is cut in a comment, and never inside of a character", () => {
    const long = "😀".repeat(200);
    expect(commentText(long, 11)).toBe(`${"😀".repeat(5)}\uFFFD…`);
    expect(commentText("one\ntwo\r\u2028three")).toBe("one two  three");
  });
});
