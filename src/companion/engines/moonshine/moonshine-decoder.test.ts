import { describe, expect, it } from "vitest";
import { repeatedTail } from "./moonshine-decoder.ts";

const tokens = (text: string) => Array.from(text, (letter) => ({ id: letter.charCodeAt(0) }));

describe("repeatedTail", () => {
  it.each([
    ["one token said eight times", "xaaaaaaaa", 7],
    ["a pair said four times", "xyabababab", 6],
    ["eight tokens said four times", "abcdefgh".repeat(4), 24],
  ])("counts the repeats of %s", (_, text, repeats) => {
    expect(repeatedTail(tokens(text))).toBe(repeats);
  });

  it.each([
    ["one token said seven times", "xaaaaaaa"],
    ["a pair said three times", "xyababab"],
    ["a repeat that has ended", "abababababz"],
    ["a block of nine tokens", "abcdefghi".repeat(5)],
  ])("takes %s for speech", (_, text) => {
    expect(repeatedTail(tokens(text))).toBe(0);
  });
});
