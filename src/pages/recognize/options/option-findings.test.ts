import { describe, expect, it } from "vitest";
import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import { findingsOf, mergeFindings, optionOfField, refusedOption } from "./option-findings.ts";
import { untouchedForm } from "./recognition-form.ts";

const phrase = (more: Partial<Phrase> = {}) =>
  ({ text: "Go.", rawText: "go", words: [], spoofing: [], ...more }) as unknown as Phrase;
const answer = (phrases: Phrase[], ignored: string[] = []) => ({ phrases, vaMarks: [], reply: { ignored } });

describe("optionOfField", () => {
  it.each([
    ["genderage_config", "genderAge"],
    ["va_config.usage", "splitter"],
    ["va_config.vad_options.speech_pad_ms", "speechPadMs"],
    ["va_config.vad_options.mode", "silence"],
    ["va_config.enhanced_vad_options", "splitter"],
    ["substitution_dictionary_config.dictionary_data", "substitutionText"],
    ["context_dictionary.dictionary_name", "dictionary"],
    ["stress_marks", undefined],
  ])("places the field %s at %s", (field, option) => {
    expect(optionOfField(field)).toBe(option);
  });
});

describe("refusedOption", () => {
  it("finds the option of a refusal that begins with a field, and none in other words", () => {
    expect(refusedOption("va_config.vad_v2_options.min_silence_ms: must not be negative")).toBe("minSilenceMs");
    expect(refusedOption('context_dictionary.dictionary_name: "x" does not exist')).toBe("dictionary");
    expect(refusedOption("no engine for `ru`")).toBeUndefined();
    expect(refusedOption("audio: is empty")).toBeUndefined();
  });
});

describe("findingsOf", () => {
  it("tells what was ignored, what is missing from the answer, and what is in it", () => {
    const requested = { ...untouchedForm, genderAge: true, speakers: "any" as const, denormalization: true };
    expect(findingsOf(requested, answer([phrase({ speaker: 1 })], ["denormalization_config"]))).toEqual({
      wordTimes: "absent",
      vaMarks: "absent",
      genderAge: "absent",
      speakers: "present",
      punctuation: "present",
      denormalization: "ignored",
    });
  });

  it("learns nothing of options from an answer without words, and nothing of those not asked for", () => {
    expect(findingsOf(untouchedForm, answer([]))).toEqual({});
    expect(findingsOf({ ...untouchedForm, vaMarks: "off" }, answer([phrase()]))).not.toHaveProperty("vaMarks");
  });
});

describe("mergeFindings", () => {
  it("keeps what is known of options that were not asked for now, and drops what no longer holds", () => {
    const before = { genderAge: "ignored", denormalization: "ignored", threshold: "ignored" } as const;
    const requested = { ...untouchedForm, denormalization: true };
    expect(mergeFindings(before, requested, {})).toEqual({ genderAge: "ignored", threshold: "ignored" });
  });
});
