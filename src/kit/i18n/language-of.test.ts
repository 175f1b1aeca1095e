import { describe, expect, it } from "vitest";
import { languageOf } from "./language-of.ts";

describe("languageOf", () => {
  it.each([
    ["Привет, мир", "ru"],
    ["Hello world", "en"],
    ["Откройте Wi-Fi", "ru"],
    ['<speak><prosody speed="1.2">Привет</prosody></speak>', "ru"],
    ["<speak>Hello</speak>", "en"],
    ["12:30", undefined],
    ["", undefined],
  ])("takes %j for %s", (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});
