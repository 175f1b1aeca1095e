import { phraseSplitters, type PhraseSplitter } from "../../../audiokit/calls/phrase-splitter.ts";
import { vaMarkModes, type VaMarkMode } from "../../../audiokit/calls/recognition-request.ts";
import { numberNames, type NumberName } from "./option-numbers.ts";

/** How a recording is sent: whole in one message, or in chunks through the stream. */
export const sendingWays = ["message", "stream"] as const;
export type SendingWay = (typeof sendingWays)[number];

/** Whether speakers are separated, and the number of speakers that is sent. */
export const speakerModes = ["off", "any", "max", "exact"] as const;
export type SpeakerMode = (typeof speakerModes)[number];

/** Which rate of errors the search for forged voices keeps to. */
export const forgeryModes = ["off", "plain", "far", "frr"] as const;
export type ForgeryMode = (typeof forgeryModes)[number];

/** What the splitter `vad` does with silence; empty leaves it to the platform. */
export const silenceModes = ["", "pauses", "speech"] as const;
export type SilenceMode = (typeof silenceModes)[number];

/** What a person chooses beside the recording. */
export interface RecognitionForm {
  /** BCP 47; empty until one is known. */
  language: string;
  /** Empty: the platform chooses. */
  model: string;
  way: SendingWay;
  wordTimes: boolean;
  punctuation: boolean;
  denormalization: boolean;
  vaMarks: VaMarkMode;
  splitter: PhraseSplitter;
  silence: SilenceMode;
  splitByChannel: boolean;
  speakers: SpeakerMode;
  genderAge: boolean;
  forgery: ForgeryMode;
  /** Name of a context dictionary; empty for none. */
  dictionary: string;
  /** Name of a substitution dictionary; empty for none. */
  substitution: string;
  /** Contents of a substitution dictionary; may be personal, so it is never in the address. */
  substitutionText: string;
  /** As typed; empty or absent leaves the platform's default. */
  numbers: Partial<Record<NumberName, string>>;
}

/** The form of a person who has chosen nothing yet. */
export const untouchedForm: RecognitionForm = {
  language: "",
  model: "",
  way: "message",
  wordTimes: true,
  punctuation: true,
  denormalization: false,
  vaMarks: "with-text",
  splitter: "vad",
  silence: "",
  splitByChannel: false,
  speakers: "off",
  genderAge: false,
  forgery: "off",
  dictionary: "",
  substitution: "",
  substitutionText: "",
  numbers: {},
};

const usuallyOn = ["wordTimes", "punctuation"] as const;
const usuallyOff = ["denormalization", "splitByChannel", "genderAge"] as const;
const choices = {
  way: sendingWays,
  vaMarks: vaMarkModes,
  splitter: phraseSplitters,
  silence: silenceModes,
  speakers: speakerModes,
  forgery: forgeryModes,
} as const;
const names = { language: 35, model: 200, dictionary: 200, substitution: 200 } as const;
const longestNumber = 20;

/** The choices as they stand in the address; what is untouched is empty there. */
export function formToQuery(form: RecognitionForm): Record<string, string> {
  const { language, model, dictionary, substitution } = form;
  const query: Record<string, string> = {
    language,
    model,
    dictionary,
    substitution,
    off: usuallyOn.filter((name) => !form[name]).join(","),
    on: usuallyOff.filter((name) => form[name]).join(","),
  };
  for (const name of Object.keys(choices) as (keyof typeof choices)[]) {
    query[name] = form[name] === untouchedForm[name] ? "" : form[name];
  }
  for (const name of numberNames) query[name] = form.numbers[name]?.trim() ?? "";
  return query;
}

/**
 * Reads what an address holds; whatever is no choice is passed over.
 *
 * @param query gives a value of the address by its name, an empty text for none
 */
export function formFromQuery(query: (name: string) => string): RecognitionForm {
  const form: RecognitionForm = { ...untouchedForm, numbers: {} };
  const [off, on] = [query("off").split(","), query("on").split(",")];
  for (const name of usuallyOn) form[name] = !off.includes(name);
  for (const name of usuallyOff) form[name] = on.includes(name);
  for (const [name, length] of Object.entries(names)) form[name as keyof typeof names] = query(name).slice(0, length);
  for (const name of Object.keys(choices) as (keyof typeof choices)[]) {
    const known: readonly string[] = choices[name];
    if (query(name) !== "" && known.includes(query(name))) Object.assign(form, { [name]: query(name) });
  }
  for (const name of numberNames) {
    const typed = query(name).slice(0, longestNumber);
    if (typed !== "") form.numbers[name] = typed;
  }
  return form;
}
