import { describe, expect, it } from "vitest";
import type { SpokenSpan } from "../../../emulator/synthesis/synthesis-engine.ts";
import { espeakMarkup } from "./espeak-markup.ts";

const normal = { speed: 1, pitch: 0, volume: 1, intonation: 1 };
const phonemesOf = () => "z_a_m_'o_k";

function markup(span: Partial<SpokenSpan>, language = "ru"): string {
  return espeakMarkup({ language, voice: "borisova", spans: [{ text: "", manner: normal, ...span }] }, 80, phonemesOf);
}

describe("espeakMarkup", () => {
  it("turns a manner into espeak-ng's own scales and keeps it within them", () => {
    expect(markup({ text: "да" })).toBe('<prosody rate="100%" pitch="50" range="50" volume="80">да </prosody>');
    const wild = { speed: 0.5, pitch: -7, volume: 9, intonation: 3 };
    expect(markup({ text: "да", manner: wild })).toContain('rate="50%" pitch="0" range="100" volume="200"');
  });

  it("leaves nothing in the text that espeak-ng would take for markup", () => {
    expect(markup({ text: "<b>a&b</b> [[z'a]]\u0001" })).toContain(">&lt;b&gt;a&amp;b&lt;/b&gt;   z'a]]  </prosody>");
  });

  it("says a word with a stress mark by its phonemes, in Russian only", () => {
    expect(markup({ text: "Это за\u0301мок!" })).toContain(">Это [[z|'A|m|V#|k]]! <");
    expect(markup({ text: "cafe\u0301" }, "en")).toContain(">café <");
  });

  it("drops the mark where it cannot be placed", () => {
    expect(markup({ text: "мгу\u0301" })).toContain(">мгу <");
  });

  it("says sounds instead of the text", () => {
    const sounds = [
      { name: "t", isSoft: true, isStressed: false },
      { name: "a", isSoft: false, isStressed: true },
    ] as const;
    expect(markup({ text: "тя", sounds })).toContain(">[[t;|'A]] <");
  });
});
