import { describe, expect, it } from "vitest";
import { createScriptWriter } from "./script-writer.ts";
import { ownManner } from "./speaker.ts";
import { styleManner } from "./voice-style.ts";
import { readSsml } from "./read-ssml.ts";

function read(source: string, { language = "ru", isStream = false } = {}) {
  const writer = createScriptWriter(language, { min: 0.5, max: 2.5 });
  readSsml(source, { writer, language, isStream }, { voice: "borisova", manner: ownManner }, "neutral");
  const { items, ignored, remarks } = writer.script();
  return {
    items,
    ignored: [...ignored],
    remarks: [...remarks],
    spoken: items.flatMap((item) => (item.kind === "speech" ? [{ voice: item.voice, ...item.span }] : [])),
  };
}

const speak = (inside: string) => `<speak>${inside}</speak>`;

describe("readSsml", () => {
  it("multiplies speeds and adds pitches of nested tags", () => {
    const { spoken } = read('<speak speed="0.8" pitch="0.1">а<prosody speed="1.5" pitch="-.3">б</prosody></speak>');
    expect(spoken[0]).toMatchObject({ text: "а", manner: { speed: 0.8, pitch: 0.1 } });
    expect(spoken[1]?.manner.speed).toBeCloseTo(1.2);
    expect(spoken[1]?.manner.pitch).toBeCloseTo(-0.2);
  });

  it("brings what the engine cannot reach to its nearest, and says so", () => {
    const { spoken, remarks } = read(speak('<prosody speed="0.1" pitch="7">а</prosody>'));
    expect(spoken[0]?.manner).toMatchObject({ speed: 0.5, pitch: 1 });
    expect(remarks).toEqual(["speed 0.1 is spoken as 0.5.", "pitch 7 is spoken as 1."]);
  });

  it("changes voice and style for what stands inside", () => {
    const { spoken } = read(speak('а<voice name="gavrilov" style="sad">б<voice style="angry">в</voice></voice>г'));
    expect(spoken.map(({ voice }) => voice)).toEqual(["borisova", "gavrilov", "gavrilov", "borisova"]);
    expect(spoken.map(({ manner }) => manner)).toEqual(
      (["neutral", "sad", "angry", "neutral"] as const).map((style) => styleManner(style)),
    );
  });

  it("pauses for a break, one second by default", () => {
    const { items } = read(speak('а<break/>б<break time="0.25s"/>'));
    expect(items.filter(({ kind }) => kind === "pause")).toEqual([
      { kind: "pause", durationMs: 1000 },
      { kind: "pause", durationMs: 250 },
    ]);
  });

  it("raises emphasis above its surroundings, strong more than medium", () => {
    const [medium, strong] = read(speak('<emphasis>а</emphasis><emphasis strength="strong">б</emphasis>')).spoken;
    expect(medium!.manner.volume).toBeGreaterThan(1);
    expect(strong!.manner.volume).toBeGreaterThan(medium!.manner.volume);
    expect(strong!.manner.speed).toBeLessThan(medium!.manner.speed);
  });

  it("reads say-as in the language of the call and notes, without the content, what did not fit", () => {
    const date = '<say-as interpret-as="date" format="genitive">01.05.2024</say-as>';
    expect(read(speak(date)).spoken[0]?.text).toBe("первого мая две тысячи двадцать четвёртого");
    expect(read(speak(date), { language: "en" }).spoken[0]?.text).toBe("May 1st, 2024");
    const { remarks } = read(speak('<say-as interpret-as="telephone">тайна</say-as>'));
    expect(remarks).toEqual(["The telephone at line 1, column 8 was read as plain text."]);
  });

  it("reads a word that a comment or CDATA stands in as one, and collapses white space", () => {
    for (const inside of ["Hel<!-- x -->lo world.", "Hel<![CDATA[lo]]> world.", "Hello\n   world."])
      expect(read(speak(inside), { language: "en" }).spoken.map(({ text }) => text)).toEqual(["Hello world."]);
  });

  it("reads numbers outside of say-as as a person would", () => {
    expect(read(speak("Это 1 250 000 ₽.")).spoken[0]?.text).toBe("Это один миллион двести пятьдесят тысяч рублей.");
  });

  it("takes the sounds of a phoneme instead of its text", () => {
    const [span] = read(speak(`<phoneme alphabet="avan" ph="t' +a z">таз</phoneme>`)).spoken;
    expect(span).toMatchObject({
      text: "таз",
      sounds: [
        { name: "t", isSoft: true, isStressed: false },
        { name: "a", isSoft: false, isStressed: true },
        { name: "z", isSoft: false, isStressed: false },
      ],
    });
  });

  it("turns stress marks to U+0301 in Russian and names them as ignored elsewhere", () => {
    expect(read(speak("за{'}мок")).spoken[0]?.text).toBe("за\u0301мок");
    expect(read(speak("ca{'}stle"), { language: "en" })).toMatchObject({
      ignored: ["stress_marks"],
      spoken: [{ text: "castle" }],
    });
  });

  it.each([
    [speak('<prosody speed="0">а</prosody>'), "line 1, column 17: <prosody> speed must be above 0"],
    ['<speak speed="быстро">а</speak>', "line 1, column 8: <speak> speed must be a number, not быстро"],
    [speak('<prosody pitch="">а</prosody>'), "<prosody> pitch must be a number, not empty"],
    [
      speak('\n<break time="1500ms"/>'),
      "line 2, column 8: <break> time must be seconds with their unit, such as 1.5s, not 1500ms",
    ],
    [speak('<break time="1"/>'), "such as 1.5s, not 1"],
    [speak('<break time="61s"/>'), "<break> time must be 60s at most, not 61s"],
    [
      speak('<voice name="нет">а</voice>'),
      "<voice> name must be one of borisova, kishchik, gandzhaev, gavrilov, not нет",
    ],
    [
      speak('<voice style="conversational">а</voice>'),
      "<voice> style must be one of neutral, sad, happy, angry, surprised",
    ],
    [speak('<emphasis strength="weak">а</emphasis>'), "<emphasis> strength must be one of medium, strong, not weak"],
    [
      speak('<say-as interpret-as="currency">1</say-as>'),
      "<say-as> interpret-as must be one of cardinal, ordinal, date",
    ],
    [speak('<phoneme alphabet="ipa" ph="a">а</phoneme>'), "<phoneme> alphabet must be one of avan, not ipa"],
    [speak('<phoneme alphabet="avan" ph="q">а</phoneme>'), "<phoneme> ph: q is not a sound of avan; there are a e i"],
    [speak('<phoneme alphabet="avan" ph="+t">а</phoneme>'), "+t is not a sound"],
    [speak('<phoneme alphabet="avan" ph=" ">а</phoneme>'), "<phoneme> ph is empty"],
  ])("refuses %s", (source, message) => {
    expect(() => read(source)).toThrow(message);
  });

  it("has no emphasis in streams and no phonemes in English", () => {
    const emphasis = speak("<emphasis>а</emphasis>");
    expect(() => read(emphasis, { isStream: true })).toThrow("<emphasis> is available in Synthesize only");
    const phoneme = speak('<phoneme alphabet="avan" ph="a">а</phoneme>');
    expect(() => read(phoneme, { language: "en" })).toThrow("<phoneme> is available in Russian only");
  });
});
