import { describe, expect, it } from "vitest";
import { speechRanges, type SpeechMark } from "./speech-ranges.ts";

const marks = (...list: [SpeechMark["type"], number][]): SpeechMark[] =>
  list.map(([type, offsetMs]) => ({ type, offsetMs }));

describe("speechRanges", () => {
  it("pairs beginnings with ends", () => {
    expect(
      speechRanges(marks(["begin", 300], ["end", 1200], ["none", 1300], ["begin", 2000], ["end", 2500]), 3),
    ).toEqual([
      { fromSeconds: 0.3, toSeconds: 1.2 },
      { fromSeconds: 2, toSeconds: 2.5 },
    ]);
  });

  it("lets speech that never ended last to the end, and speech that never began start at zero", () => {
    expect(speechRanges(marks(["end", 500], ["begin", 2000]), 3)).toEqual([
      { fromSeconds: 0, toSeconds: 0.5 },
      { fromSeconds: 2, toSeconds: 3 },
    ]);
  });

  it("merges channels that speak at once", () => {
    expect(speechRanges(marks(["begin", 0], ["begin", 500], ["end", 1000], ["end", 1500]), 3)).toEqual([
      { fromSeconds: 0, toSeconds: 1.5 },
    ]);
  });

  it("passes over a second end", () => {
    expect(speechRanges(marks(["begin", 0], ["end", 1000], ["end", 1500]), 3)).toEqual([
      { fromSeconds: 0, toSeconds: 1 },
    ]);
  });
});
