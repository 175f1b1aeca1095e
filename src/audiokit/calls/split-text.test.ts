import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "./split-text.ts";

describe("splitText", () => {
  it("leaves a text whole that fits", () => {
    expect(splitText("One. Two.", "en", 9)).toEqual(["One. Two."]);
  });

  it("cuts where a sentence ends, as late as possible", () => {
    expect(splitText("Первое слово. Второе! Третье? Конец.", "ru", 22)).toEqual([
      "Первое слово. Второе! ",
      "Третье? Конец.",
    ]);
    expect(splitText("It cost 3.50 dollars. We paid.", "en", 24)).toEqual(["It cost 3.50 dollars. ", "We paid."]);
  });

  it("cuts a sentence without an end between words, and a word without an end between letters", () => {
    expect(splitText("one two three", "en", 8)).toEqual(["one two ", "three"]);
    expect(splitText("abcdefgh", "en", 3)).toEqual(["abc", "def", "gh"]);
  });

  it("makes no part of white space alone", () => {
    expect(splitText(`Hi.${" ".repeat(9)}`, "en", 4)).toEqual([`Hi.${" ".repeat(9)}`]);
  });

  it("loses and doubles nothing, and no part with words is too long", () => {
    const word = fc.constantFrom(
      "Да",
      "нет",
      "Hello",
      "👋🏽",
      "и т. д.",
      ".",
      "! ",
      "\n\n",
      " ",
      "3.14",
      "абвгдежзийклмн",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.integer({ min: 2, max: 40 }), (words, most) => {
        const text = words.join("");
        const parts = splitText(text, "ru", most);
        expect(parts.join("")).toBe(text);
        for (const part of parts) expect(part.trimEnd().length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
