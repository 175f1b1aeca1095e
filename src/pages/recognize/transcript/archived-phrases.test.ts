import { describe, expect, it } from "vitest";
import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import { archivedPhrases } from "./archived-phrases.ts";

const phrase = (text: string, startMs: number, hasWords = true): Phrase => ({
  text,
  rawText: text.toLowerCase(),
  startMs,
  endMs: startMs + 500,
  confidence: 0.9,
  words: hasWords ? [{ word: text.toLowerCase(), startMs, endMs: startMs + 400, confidence: 0.8 }] : [],
  isFinal: true,
  channel: 1,
  spoofing: [],
});

describe("what the archive stores of phrases", () => {
  it("is the confidence of each, and their words by the time at which they are spoken", () => {
    expect(archivedPhrases([phrase("Second.", 900), phrase("First,", 100)])).toEqual({
      confidenceScores: [0.9, 0.9],
      words: [
        { text: "First,", startMs: 100, endMs: 500, confidence: 0.8 },
        { text: "Second.", startMs: 900, endMs: 1300, confidence: 0.8 },
      ],
    });
  });

  it("has no words where the platform gave no times", () => {
    expect(archivedPhrases([phrase("Plain", 0, false)])).toEqual({ confidenceScores: [0.9] });
  });
});
