import type { Recognition as Heard } from "../../../audiokit/calls/recognize-file.ts";
import { numberNames, type NumberName } from "./option-numbers.ts";
import { untouchedForm, type RecognitionForm } from "./recognition-form.ts";

/** An option as it stands in the panel. */
export type OptionName =
  | "language"
  | "model"
  | "wordTimes"
  | "punctuation"
  | "denormalization"
  | "vaMarks"
  | "splitter"
  | "silence"
  | "splitByChannel"
  | "speakers"
  | "genderAge"
  | "forgery"
  | "dictionary"
  | "substitution"
  | "substitutionText"
  | NumberName;

/**
 * What a call taught about an option of the platform: it was named as left out of account (`ignored`), the answer holds
 * nothing of it (`absent`), the answer holds it (`present`), or the platform refused the call for its value (`refused`).
 */
export type OptionFinding = "ignored" | "absent" | "present" | "refused";
export type OptionFindings = Partial<Record<OptionName, OptionFinding>>;

const fields: Record<string, OptionName> = {
  language_code: "language",
  model: "model",
  enable_word_time_offsets: "wordTimes",
  punctuation_config: "punctuation",
  denormalization_config: "denormalization",
  va_response_mode: "vaMarks",
  split_by_channel: "splitByChannel",
  speaker_labeling_config: "speakers",
  genderage_config: "genderAge",
  antispoofing_config: "forgery",
  context_dictionary: "dictionary",
  "context_dictionary.weight": "dictionaryWeight",
  "substitution_dictionary_config.dictionary_name": "substitution",
  "substitution_dictionary_config.dictionary_data": "substitutionText",
  va_config: "splitter",
};

/** The option that a field of the contract belongs to, by its name with dots; undefined for one that the panel has not. */
export function optionOfField(field: string): OptionName | undefined {
  const last = field.slice(field.lastIndexOf(".") + 1);
  if (field.startsWith("va_config.")) {
    if (last === "mode") return "silence";
    const camel = last.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    return numberNames.find((name) => name === camel) ?? "splitter";
  }
  return fields[field] ?? fields[field.slice(0, field.indexOf("."))];
}

/** The option that a refusal names, where it begins with a field: `threshold: must lie between 0 and 1`. */
export function refusedOption(serverMessage: string): OptionName | undefined {
  const field = /^([a-z_]+(?:\.[a-z_0-9]+)*): /.exec(serverMessage)?.[1];
  return field === undefined ? undefined : optionOfField(field);
}

/** Every field that a platform named as ignored, at its option. */
function ignoredOptions(names: readonly string[]): OptionFindings {
  const findings: OptionFindings = {};
  for (const name of names) {
    const option = optionOfField(name);
    if (option) findings[option] = "ignored";
  }
  return findings;
}

/** What an answer shows about the requested options; an answer without words shows only what was ignored. */
export function findingsOf(
  requested: RecognitionForm,
  { phrases, vaMarks, reply }: Pick<Heard, "phrases" | "vaMarks" | "reply">,
): OptionFindings {
  const findings: OptionFindings = {};
  const look = (name: OptionName, isRequested: boolean, isThere: boolean): void => {
    if (isRequested && phrases.length > 0) findings[name] = isThere ? "present" : "absent";
  };
  look(
    "wordTimes",
    requested.wordTimes,
    phrases.some(({ words }) => words.length > 0),
  );
  look("vaMarks", requested.vaMarks !== "off", vaMarks.length > 0);
  look(
    "speakers",
    requested.speakers !== "off",
    phrases.some(({ speaker }) => speaker !== undefined),
  );
  look(
    "genderAge",
    requested.genderAge,
    phrases.some(({ guess }) => guess !== undefined),
  );
  look(
    "forgery",
    requested.forgery !== "off",
    phrases.some(({ spoofing }) => spoofing.length > 0),
  );
  look(
    "punctuation",
    requested.punctuation,
    phrases.some(({ text, rawText }) => text !== rawText),
  );
  return { ...findings, ...ignoredOptions(reply.ignored) };
}

/** What is known after a call: its findings, and for options that it did not request, those from before. */
export function mergeFindings(
  before: OptionFindings,
  requested: RecognitionForm,
  found: OptionFindings,
): OptionFindings {
  const unchanged = Object.entries(before).filter(([name]) => !isRequested(requested, name as OptionName));
  return { ...(Object.fromEntries(unchanged) as OptionFindings), ...found };
}

function isRequested(form: RecognitionForm, name: OptionName): boolean {
  if (!(name in untouchedForm)) return (form.numbers[name as NumberName] ?? "") !== "";
  const value = form[name as Exclude<OptionName, NumberName>];
  return typeof value === "boolean" ? value : value !== untouchedForm[name as "model"] || name === "language";
}
