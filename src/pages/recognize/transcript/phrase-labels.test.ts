import { describe, expect, it } from "vitest";
import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import { createFormat } from "../../../kit/i18n/format.ts";
import { phraseLabels } from "./phrase-labels.ts";
import { transcriptText } from "./transcript-text.ts";

const facts = (phrase: Partial<Phrase>, voice?: string) =>
  phraseLabels({ spoofing: [], ...phrase } as Phrase, voice, transcriptText.en, createFormat("en"));

describe("phraseLabels", () => {
  it("says nothing where the platform sent nothing", () => {
    expect(facts({})).toEqual([]);
    expect(facts({ guess: { gender: "unknown", age: "unknown" } })).toEqual([]);
    const none = { positive: 0, neutral: 0, angry: 0, sad: 0 };
    expect(facts({ guess: { gender: "unknown", age: "unknown", emotion: none } })).toEqual([]);
  });

  it("names the person, the strongest emotion with the others behind it, and the verdict", () => {
    const emotion = { positive: 0.2, neutral: 0.7, angry: 0.1, sad: 0 };
    const spoofing = [{ genuine: true, confidence: 0.98, startMs: 0, endMs: 500 }];
    expect(facts({ guess: { gender: "male", age: "adult", emotion }, spoofing }, "Speaker 2")).toEqual([
      { text: "Speaker 2" },
      { text: "male, adult", title: "Estimated by the platform" },
      { text: "neutral 70%", title: "positive 20% · neutral 70% · angry 10% · sad 0%" },
      { text: "genuine voice 98%" },
    ]);
  });

  it("warns of a forged voice", () => {
    const spoofing = [{ genuine: false, confidence: 0.91, startMs: 0, endMs: 500 }];
    expect(facts({ spoofing })).toEqual([{ text: "spoofed voice 91%", isWarning: true }]);
  });
});
