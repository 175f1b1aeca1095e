import type { SplitterOptions } from "../../../audiokit/calls/phrase-splitter.ts";
import type { RecognitionRequest } from "../../../audiokit/calls/recognition-request.ts";
import { numberProblem, numbersOfSplitter, readNumber, type NumberName, type NumberProblem } from "./option-numbers.ts";
import type { RecognitionForm, SendingWay } from "./recognition-form.ts";

/** What the form requests of a recognition, whatever its sound. */
export type RequestedOptions = Omit<RecognitionRequest, "audio" | "coding" | "sampleRateHz" | "channelCount">;

/** The numbers that the form would send now: those of its splitter, and of what is switched on. */
export function requestedNumbers(form: RecognitionForm, way: SendingWay): NumberName[] {
  return [
    ...numbersOfSplitter(form.splitter, way),
    ...(form.speakers === "max" || form.speakers === "exact" ? (["speakerCount"] as const) : []),
    ...(form.forgery === "far" || form.forgery === "frr" ? (["falseRate"] as const) : []),
    ...(form.forgery === "off" ? [] : (["maxAnalysisMs"] as const)),
    ...(form.dictionary === "" ? [] : (["dictionaryWeight"] as const)),
  ];
}

/** What is wrong with the numbers that would be sent, each at its field. */
export function formProblems(form: RecognitionForm, way: SendingWay): Partial<Record<NumberName, NumberProblem>> {
  const problems: Partial<Record<NumberName, NumberProblem>> = {};
  const requested = requestedNumbers(form, way);
  for (const name of requested) {
    const problem = numberProblem(name, form.numbers[name] ?? "");
    if (problem) problems[name] = problem;
  }
  const beginning = numberIn(form, "beginningThreshold");
  const ending = numberIn(form, "endingThreshold");
  const isPair = requested.includes("endingThreshold") && beginning !== undefined && ending !== undefined;
  if (isPair && ending >= beginning) problems.endingThreshold ??= "not-below";
  return problems;
}

/** The form as the client's options; those that the way of sending does not have are left out. */
export function requestedOptions(form: RecognitionForm, way: SendingWay): RequestedOptions {
  const { language, model, dictionary, substitution, substitutionText } = form;
  const weight = numberIn(form, "dictionaryWeight");
  const splitterOptions = Object.fromEntries(
    numbersOfSplitter(form.splitter, way).flatMap((name) => {
      const value = numberIn(form, name);
      return value === undefined ? [] : [[name, value]];
    }),
  ) as SplitterOptions;
  if (form.splitter === "vad" && form.silence !== "") splitterOptions.keep = form.silence;
  return {
    wordTimes: form.wordTimes,
    punctuation: form.punctuation,
    denormalization: form.denormalization,
    vaMarks: form.vaMarks,
    phraseSplitter: form.splitter,
    splitterOptions,
    genderAge: form.genderAge,
    ...(language && { language }),
    ...(model && { model }),
    ...(form.splitByChannel && way === "message" && { splitByChannel: true }),
    ...(form.speakers !== "off" && { speakers: speakerHint(form) }),
    ...(form.forgery !== "off" && { antispoofing: forgeryOptions(form) }),
    ...(dictionary && { contextDictionary: { name: dictionary, ...(weight !== undefined && { weight }) } }),
    ...(substitution
      ? { substitution: { name: substitution } }
      : substitutionText.trim() !== "" && { substitution: { contents: substitutionText } }),
  };
}

function speakerHint(form: RecognitionForm): { max?: number; exact?: number } {
  const count = numberIn(form, "speakerCount");
  if (count === undefined || form.speakers === "any") return {};
  return form.speakers === "max" ? { max: count } : { exact: count };
}

function forgeryOptions(form: RecognitionForm): NonNullable<RequestedOptions["antispoofing"]> {
  const rate = numberIn(form, "falseRate");
  const maxAnalysisMs = numberIn(form, "maxAnalysisMs");
  return {
    ...(form.forgery === "far" && rate !== undefined && { falseAcceptance: rate }),
    ...(form.forgery === "frr" && rate !== undefined && { falseRejection: rate }),
    ...(maxAnalysisMs !== undefined && { maxAnalysisMs }),
  };
}

/** A number that is right by itself; undefined for an empty or a wrong one. */
function numberIn(form: RecognitionForm, name: NumberName): number | undefined {
  const typed = form.numbers[name] ?? "";
  return numberProblem(name, typed) ? undefined : readNumber(typed);
}
