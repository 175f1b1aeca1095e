import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "./sentences.ts";

describe("sentencesOf", () => {
  it.each([
    ["en", "We met Dr. Smith. He was late.", ["We met Dr. Smith. ", "He was late."]],
    [
      "en",
      "J. R. R. Tolkien wrote it. So did I. Then we left.",
      ["J. R. R. Tolkien wrote it. ", "So did I. ", "Then we left."],
    ],
    ["en", "Apples, pears, etc. Then we left.", ["Apples, pears, etc. ", "Then we left."]],
    ["ru", "Памятник А. С. Пушкину на ул. Ленина. Он новый.", ["Памятник А. С. Пушкину на ул. Ленина. ", "Он новый."]],
    [
      "ru",
      "Он из г. Москвы. Родился в 1999 г. Потом уехал.",
      ["Он из г. Москвы. ", "Родился в 1999 г. ", "Потом уехал."],
    ],
    ["en", "Mr.\nSmith", ["Mr.\n", "Smith"]],
  ])("cuts in %s %j", (language, text, sentences) => {
    expect([...sentencesOf(text, language)]).toEqual(sentences);
  });

  it("loses no character, and takes a text of initials in time", () => {
    const text = fc.string({ unit: fc.constantFrom(..."аБ. \n!Dr1I") });
    fc.assert(
      fc.property(text, (given) => {
        expect([...sentencesOf(given, "en")].join("")).toBe(given);
      }),
    );
    expect([...sentencesOf("A. ".repeat(50_000), "en")].join("")).toHaveLength(150_000);
  });
});
