import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phrasesOf } from "./script-phrases.ts";
import type { PauseItem, SpeechItem } from "./script.ts";
import type { VoiceName } from "./voices.ts";

const manner = { speed: 1, pitch: 0, volume: 1, intonation: 1 };
const say = (text: string, voice: VoiceName = "borisova"): SpeechItem => ({
  kind: "speech",
  voice,
  span: { text, manner },
});
const pause = (durationMs: number): PauseItem => ({ kind: "pause", durationMs });

/** Phrases as their texts, silences as their lengths. */
function cut(...items: (SpeechItem | PauseItem)[]) {
  return [...phrasesOf(items, "ru")].map((part) =>
    part.kind === "silence" ? part.durationMs : part.spans.map(({ text }) => text).join(""),
  );
}

const first = "Первое предложение довольно длинное, дальше точка. ";
const second = "Второе предложение тоже не короткое, правда? ";

describe("phrasesOf", () => {
  it("makes a phrase of each sentence and joins short ones to the next", () => {
    expect(cut(say(first + second))).toEqual([first, second]);
    expect(cut(say(`А. С. Пушкин. Да! ${first}${second}`))).toEqual([`А. С. Пушкин. Да! ${first}`, second]);
  });

  it("keeps a sentence together across spans, and cuts where the voice changes or a pause is asked for", () => {
    expect(cut(say("Раз "), say("два "), say("три."))).toEqual(["Раз два три."]);
    expect(cut(say("Раз "), say("два ", "gavrilov"), say("три."))).toEqual(["Раз ", "два ", "три."]);
    expect(cut(pause(7), say("Раз "), pause(5), say("два."))).toEqual([7, "Раз ", 5, "два."]);
  });

  it("rests after a sentence longer than after a comma, shorter at speed, and not before a pause that is asked for", () => {
    const rests = (...items: (SpeechItem | PauseItem)[]) =>
      [...phrasesOf(items, "ru")].flatMap((part) => (part.kind === "phrase" ? [part.restMs] : []));
    const quick: SpeechItem = {
      kind: "speech",
      voice: "gavrilov",
      span: { text: "Да.", manner: { ...manner, speed: 2 } },
    };
    expect(rests(say("Раз."), quick, say("три,"), say("а", "gavrilov"))).toEqual([290, 145, 145, 0]);
    expect(rests(say("Раз."), pause(100), say("два"))).toEqual([0, 0]);
  });

  it("cuts a sentence that is too long at its last comma, else at a blank, else between characters", () => {
    const clause = `${"слово ".repeat(20)}конец, `;
    expect(cut(say(clause.repeat(5)))[0]).toMatch(/, конец,$|конец,$/);
    expect(cut(say("слово ".repeat(100)))[0]).toMatch(/слово $/);
    expect(cut(say("😀".repeat(300)))).toEqual(["😀".repeat(200), "😀".repeat(100)]);
  });

  it("loses no character and makes no phrase longer than 400", () => {
    const text = fc.string({ unit: fc.constantFrom(..."аб. ,!?\n«»😀A1-"), maxLength: 2000 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        const phrases = cut(...texts.map((one) => say(one)));
        expect(phrases.join("").replaceAll(/\s/g, "")).toBe(texts.join("").replaceAll(/\s/g, ""));
        for (const phrase of phrases) expect(String(phrase).length).toBeLessThanOrEqual(400);
      }),
    );
  });

  it("reads no further than it is asked to", () => {
    const parts = phrasesOf(
      (function* () {
        yield say(first);
        yield say(second);
        throw new Error("read too far");
      })() as unknown as SpeechItem[],
      "ru",
    );
    expect(parts.next().value).toMatchObject({ spans: [{ text: first }] });
  });
});
