import { describe, expect, it } from "vitest";
import { checkSsml, type SsmlDialect } from "./check-ssml.ts";
import { details } from "./say-as-values.ts";

const check = (source: string, dialect: Partial<SsmlDialect> = {}) =>
  checkSsml(source, { language: "ru", isStream: false, ...dialect }).problems.map(({ code, severity, at, to }) => [
    code,
    severity,
    source.slice(at, to),
  ]);

describe("checkSsml", () => {
  it("finds every mistake of a well-formed text, in its order, with what is to be marked", () => {
    const source =
      '<speak speed="0"><mark/><break time="soon"/>\n<say-as>1</say-as><voice name="x" loud="1">а</voice></speak>';
    expect(check(source, { voices: ["anna"] })).toEqual([
      ["not-above-zero", "error", 'speed="0"'],
      ["tag-unknown", "error", "<mark"],
      ["not-seconds", "error", 'time="soon"'],
      ["attribute-missing", "error", "<say-as"],
      ["not-a-choice", "error", 'name="x"'],
      ["attribute-unknown", "error", 'loud="1"'],
    ]);
  });

  it("stops where the text is not well formed", () => {
    expect(check("<speak><mark/>a < b <x/></speak>")).toEqual([
      ["tag-unknown", "error", "<mark"],
      ["bare-less-than", "error", "<"],
    ]);
    expect(check('<speak speed="0">\n<v</speak>').slice(0, 2)).toEqual([
      ["not-above-zero", "error", 'speed="0"'],
      ["tag-unknown", "error", "<v"],
    ]);
    expect(check("<speak><prosody>a</speak>")).toEqual([["not-closed", "error", "<prosody"]]);
    expect(check("no markup\n")).toEqual([["text-outside", "error", "no markup"]]);
  });

  it("warns of what the platform replaces by a default", () => {
    const source =
      '<speak><prosody speed="5">з{\'}а</prosody><say-as interpret-as="date" format="plural_feminine" detail="d.d">1</say-as></speak>';
    expect(check(source)).toEqual([
      ["beyond-advice", "warning", 'speed="5"'],
      ["stress-unfit", "warning", "з{'}"],
      ["format-unfit", "warning", 'format="plural_feminine"'],
      ["detail-unfit", "warning", 'detail="d.d"'],
    ]);
  });

  it("checks voices and sounds only where they are given", () => {
    const source = '<speak><voice name="x"><phoneme alphabet="avan" ph="q">а</phoneme></voice></speak>';
    expect(check(source)).toEqual([]);
    const sounds = { names: ["a"], isSound: (sound: string) => sound === "a" };
    expect(check(source, { voices: ["anna"], sounds }).map(([code]) => code)).toEqual(["not-a-choice", "not-a-sound"]);
  });

  it("finds an attribute by its name, not by a value that reads the same", () => {
    expect(check('<speak><break time="time"/></speak>')).toEqual([["not-seconds", "error", 'time="time"']]);
  });

  it("takes every detail that is offered", () => {
    const said = (category: string, detail: string) =>
      `<speak><say-as interpret-as="${category}" detail="${detail}">1</say-as></speak>`;
    for (const [category, { usual }] of Object.entries(details)) {
      for (const detail of usual) expect(check(said(category, detail))).toEqual([]);
    }
    expect(check(said("date", "d.m.d"))).toHaveLength(1);
    expect(check(said("cardinal", "1"))).toEqual([["detail-unfit", "warning", 'detail="1"']]);
  });
});
