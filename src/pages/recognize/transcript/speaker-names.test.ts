import { describe, expect, it } from "vitest";
import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import { transcriptText } from "./transcript-text.ts";
import { speakerNames } from "./speaker-names.ts";

const phrases = (...voices: { speaker?: number; channel: number }[]) => voices as Phrase[];
const namesOf = (given: Phrase[]) => given.map(speakerNames(given, transcriptText.en));

describe("voiceNames", () => {
  it("names nobody where one voice speaks", () => {
    expect(namesOf(phrases({ speaker: 1, channel: 1 }, { speaker: 1, channel: 1 }))).toEqual([undefined, undefined]);
  });

  it("names several speakers, and channels where they differ too", () => {
    expect(namesOf(phrases({ speaker: 1, channel: 1 }, { speaker: 2, channel: 1 }))).toEqual([
      "Speaker 1",
      "Speaker 2",
    ]);
    expect(namesOf(phrases({ channel: 1 }, { channel: 2 }))).toEqual(["Channel 1", "Channel 2"]);
    expect(namesOf(phrases({ speaker: 1, channel: 1 }, { speaker: 2, channel: 2 }))).toEqual([
      "Speaker 1, Channel 1",
      "Speaker 2, Channel 2",
    ]);
  });
});
