import { describe, expect, it } from "vitest";
import { patternPieces } from "./pattern-pieces.ts";

describe("patternPieces", () => {
  it("divides a pattern at its placeholders, with their places, and loses nothing", () => {
    for (const pattern of ['Voice "…" at # Hz', "#", "##", "plain", "", '"…"#']) {
      const pieces = patternPieces(pattern);
      expect(pieces.map(({ text }) => text).join("")).toBe(pattern);
      for (const { text, at } of pieces) expect(pattern.slice(at, at + text.length)).toBe(text);
    }
    expect(patternPieces('Voice "…" at # Hz').filter(({ isValue }) => isValue)).toEqual([
      { text: '"…"', at: 6, isValue: true },
      { text: "#", at: 13, isValue: true },
    ]);
  });
});
