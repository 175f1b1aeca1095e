import { describe, expect, it } from "vitest";
import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import type { Recognition } from "../../../audiokit/calls/recognize-file.ts";
import { currentMarks } from "../file/current-marks.ts";
import { transcriptOf } from "./transcript.ts";

const phrase = (text: string, startMs: number, words: Phrase["words"] = []): Phrase => ({
  text,
  rawText: text.toLowerCase(),
  startMs,
  endMs: startMs + 1000,
  confidence: 0.8,
  words,
  isFinal: true,
  channel: 1,
  spoofing: [],
});

const heard: Recognition = {
  phrases: [
    phrase("Go on.", 0, [
      { word: "go", startMs: 100, endMs: 300, confidence: 0.9 },
      { word: "on", startMs: 400, endMs: 600, confidence: 0.3 },
    ]),
    phrase("Ten meters.", 2000),
  ],
  vaMarks: [
    { type: "begin", offsetMs: 100, channel: 1 },
    { type: "end", offsetMs: 700, channel: 1 },
  ],
  transcript: "Go on. Ten meters.",
  audioSeconds: 3,
  totalMs: 50,
  reply: { ignored: [] },
};

describe("transcriptOf", () => {
  it("counts pieces through all phrases and takes a phrase without word times as one piece", () => {
    const transcript = transcriptOf(heard);

    expect(transcript.phrases.map(({ firstWord, words }) => [firstWord, words.map(({ text }) => text)])).toEqual([
      [0, ["Go", "on."]],
      [2, ["Ten meters."]],
    ]);
    expect(transcript).toMatchObject({ wordCount: 4, doubtfulCount: 1 });
    expect(transcriptOf(heard, 0.95).doubtfulCount).toBe(3);
  });

  it("marks speech and every piece on the wave, the doubtful ones apart", () => {
    expect(transcriptOf(heard).marks).toEqual([
      { fromSeconds: 0.1, toSeconds: 0.7, tone: "speech" },
      { fromSeconds: 0.1, toSeconds: 0.3, tone: "word", label: "Go" },
      { fromSeconds: 0.4, toSeconds: 0.6, tone: "doubtful", label: "on." },
      { fromSeconds: 2, toSeconds: 3, tone: "word", label: "Ten meters." },
    ]);
  });
});

describe("currentMarks", () => {
  it("sets off the piece under the playhead and nothing between pieces", () => {
    const transcript = transcriptOf(heard);

    expect(currentMarks(transcript, 0.5).at(-1)).toEqual({ fromSeconds: 0.4, toSeconds: 0.6, tone: "current" });
    expect(currentMarks(transcript, 1)).toEqual(transcript.marks);
    expect(currentMarks(undefined, 1)).toEqual([]);
  });
});
