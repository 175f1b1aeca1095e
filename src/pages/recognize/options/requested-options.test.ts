import { describe, expect, it } from "vitest";
import { recognitionConfig } from "../../../audiokit/calls/recognition-request.ts";
import { numberProblem, type NumberName, type NumberProblem } from "./option-numbers.ts";
import { untouchedForm, type RecognitionForm } from "./recognition-form.ts";
import { formProblems, requestedOptions } from "./requested-options.ts";

const form = (chosen: Partial<RecognitionForm>): RecognitionForm => ({ ...untouchedForm, ...chosen });
const sound = { audio: new Uint8Array(2), coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
const configOf = (chosen: Partial<RecognitionForm>) =>
  recognitionConfig({ ...sound, ...requestedOptions(form(chosen), "message") });

describe("numberProblem", () => {
  it.each<[NumberName, string, NumberProblem | undefined]>([
    ["threshold", "", undefined],
    ["threshold", "0,5", undefined],
    ["threshold", "0", "range"],
    ["threshold", "1", "range"],
    ["threshold", "half", "no-number"],
    ["minSilenceMs", "0", undefined],
    ["minSilenceMs", "-1", "range"],
    ["minSilenceMs", "1.5", "not-whole"],
    ["speechPadMs", "-200", undefined],
    ["endingThreshold", "1", undefined],
    ["beginningWindowMs", "360", undefined],
    ["beginningWindowMs", "350", "multiple"],
    ["beginningWindowMs", "0", "range"],
    ["speakerCount", "", "needed"],
    ["speakerCount", "0", "range"],
    ["falseRate", "1.1", "range"],
    ["dictionaryWeight", "-1", undefined],
    ["dictionaryWeight", "−0,5", undefined],
    ["dictionaryWeight", "2", "range"],
  ])("finds in %s %j: %s", (name, typed, problem) => {
    expect(numberProblem(name, typed)).toBe(problem);
  });
});

describe("formProblems", () => {
  it("looks only at what would be sent", () => {
    const numbers = { threshold: "7", beginningWindowMs: "41", speakerCount: "0", minSpeechMs: "x" };
    expect(formProblems(form({ numbers }), "message")).toEqual({ threshold: "range", minSpeechMs: "no-number" });
    expect(formProblems(form({ numbers }), "stream")).toEqual({ threshold: "range" });
    expect(formProblems(form({ numbers, splitter: "enhanced-vad", speakers: "max" }), "message")).toEqual({
      beginningWindowMs: "multiple",
      speakerCount: "range",
    });
    expect(formProblems(form({ numbers, splitter: "none" }), "message")).toEqual({});
  });

  it("wants the threshold of the end below that of the beginning", () => {
    const numbers = (beginningThreshold: string, endingThreshold: string) =>
      formProblems(form({ splitter: "vad-v2", numbers: { beginningThreshold, endingThreshold } }), "message");
    expect(numbers("0.5", "0.5")).toEqual({ endingThreshold: "not-below" });
    expect(numbers("0.5", "0.4")).toEqual({});
    expect(numbers("", "0.4")).toEqual({});
  });
});

describe("requestedOptions", () => {
  it("brings every option into the platform's configuration", () => {
    const numbers = {
      beginningThreshold: "0,4",
      endingThreshold: "0.1",
      beginningWindowMs: "360",
      endingWindowMs: "400",
      speakerCount: "3",
      falseRate: "0.25",
      maxAnalysisMs: "4000",
      dictionaryWeight: "-0.5",
    };
    const chosen = form({
      language: "en",
      model: "e2e-v3",
      wordTimes: false,
      punctuation: false,
      denormalization: true,
      vaMarks: "as-soon-as-known",
      splitter: "target-speech-vad",
      splitByChannel: true,
      speakers: "exact",
      genderAge: true,
      forgery: "frr",
      dictionary: "medicine",
      substitutionText: "a;b",
      numbers,
    });
    expect(configOf(chosen)).toMatchObject({
      languageCode: "en",
      model: "e2e-v3",
      enableWordTimeOffsets: false,
      punctuationConfig: { enable: false },
      denormalizationConfig: { enable: true },
      vaResponseMode: 2,
      splitByChannel: true,
      vaConfig: {
        usage: 4,
        algoOptions: {
          case: "targetSpeechVadOptions",
          value: { beginningThreshold: 0.4, endingThreshold: 0.1, beginningWindowMs: 360, endingWindowMs: 400 },
        },
      },
      genderageConfig: { enable: true },
      speakerLabelingConfig: { enable: true, speakers: { case: "numSpeakers", value: 3 } },
      antispoofingConfig: { enable: true, falseRateType: { case: "FRR", value: 0.25 }, maxDurationForAnalysisMs: 4000 },
      contextDictionary: { dictionaryName: "medicine", weight: -0.5 },
      substitutionDictionaryConfig: { dictionary: { case: "dictionaryData", value: "a;b" } },
    });
  });

  it("names the algorithm's options in its own message, and leaves the platform's defaults where nothing is typed", () => {
    expect(configOf({}).vaConfig).toMatchObject({ usage: 0, algoOptions: { case: undefined } });
    expect(configOf({ silence: "speech", numbers: { speechPadMs: "-40" } }).vaConfig).toMatchObject({
      algoOptions: { case: "vadOptions", value: { mode: 2, speechPadMs: -40 } },
    });
    expect(configOf({ speakers: "any", forgery: "plain" })).toMatchObject({
      speakerLabelingConfig: { enable: true, speakers: { case: undefined } },
      antispoofingConfig: { enable: true, falseRateType: { case: undefined } },
    });
  });

  it("sends a dictionary's name before its contents, and no channels apart through the stream", () => {
    expect(configOf({ substitution: "names", substitutionText: "a;b" })).toMatchObject({
      substitutionDictionaryConfig: { dictionary: { case: "dictionaryName", value: "names" } },
    });
    expect(requestedOptions(form({ splitByChannel: true }), "stream")).not.toHaveProperty("splitByChannel");
  });
});
