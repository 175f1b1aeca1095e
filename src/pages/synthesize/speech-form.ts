import {
  postprocessingModes,
  voiceStyles,
  type PostprocessingName,
  type VoiceStyleName,
} from "../../audiokit/calls/synthesize.ts";
import type { WavCoding } from "../../audio/wav.ts";

/** Codings that the platform can answer in. */
export const codings = ["pcm16", "mulaw", "alaw"] as const satisfies readonly WavCoding[];

/** Rates that telephony, speech models and sound cards use, in Hz; the platform makes any from 8000 to 48000. */
export const usualRatesHz = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000] as const;

/** What a person chooses beside the text. */
export interface SpeechForm {
  /** A name of the platform, or `clone:` and the id of a cloned voice. Empty until a voice is known. */
  voice: string;
  style: VoiceStyleName;
  /** 0 until a voice is known. */
  sampleRateHz: number;
  /** Empty: the language the text is written in. */
  language: string;
  coding: WavCoding;
  /** Empty: the platform chooses. */
  modelType: string;
  /** 0: the platform uses the next higher one. */
  modelRateHz: number;
  postprocessing: PostprocessingName;
}

/** The form of a person who has chosen nothing yet. */
export const untouchedForm: SpeechForm = {
  voice: "",
  style: "neutral",
  sampleRateHz: 0,
  language: "",
  coding: "pcm16",
  modelType: "",
  modelRateHz: 0,
  postprocessing: "disable",
};

/** The choices as they stand in the address; what is untouched is empty there. The text never stands there. */
export function formToQuery(form: SpeechForm): Record<string, string> {
  return {
    voice: form.voice,
    style: form.style === untouchedForm.style ? "" : form.style,
    rate: form.sampleRateHz === 0 ? "" : String(form.sampleRateHz),
    language: form.language,
    coding: form.coding === untouchedForm.coding ? "" : form.coding,
    "model-type": form.modelType,
    "model-rate": form.modelRateHz === 0 ? "" : String(form.modelRateHz),
    postprocessing: form.postprocessing === untouchedForm.postprocessing ? "" : form.postprocessing,
  };
}

/**
 * Reads what an address holds; whatever is no choice is passed over.
 *
 * @param query gives a value of the address by its name, an empty text for none
 */
export function formFromQuery(query: (name: string) => string): SpeechForm {
  const rate = (name: string): number => {
    const rateHz = Number(query(name));
    return Number.isInteger(rateHz) && rateHz >= 8000 && rateHz <= 48_000 ? rateHz : 0;
  };
  return {
    voice: query("voice").slice(0, 200),
    style: voiceStyles.find((name) => name === query("style")) ?? untouchedForm.style,
    sampleRateHz: rate("rate"),
    language: query("language").slice(0, 35),
    coding: codings.find((name) => name === query("coding")) ?? untouchedForm.coding,
    modelType: query("model-type").slice(0, 100),
    modelRateHz: rate("model-rate"),
    postprocessing: postprocessingModes.find((name) => name === query("postprocessing")) ?? "disable",
  };
}
