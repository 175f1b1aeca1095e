import type { Voice } from "../../audiokit/calls/listed-voices.ts";
import { clonedChoice, type ClonedVoice } from "../cloned-voices.svelte.ts";

/** A voice that can be previewed. */
export interface PreviewedVoice {
  /** Its name, or `clone:` and the id of a cloned one. */
  choice: string;
  /** As people read it. */
  name: string;
  /** Of a cloned one. */
  voiceId?: string;
  /** Of the sample. */
  language: string;
  sampleRateHz: number;
  /** What the catalogue says of the voice, as one text: when it changes, an earlier preview may sound otherwise. */
  listing: string;
}

/** Language of a voice that names none: that of the platform's own voices. */
const usualLanguage = "ru";

/** Largest rate of a preview, in Hz: speech has little above half of it. */
const maxRateHz = 22_050;

/** A voice of the catalogue as its preview needs it. */
export function previewedVoice({ name, languages, sampleRatesHz }: Voice): PreviewedVoice {
  const language = languages.includes(usualLanguage) ? usualLanguage : (languages[0] ?? usualLanguage);
  const sampleRateHz = sampleRatesHz.findLast((rateHz) => rateHz <= maxRateHz) ?? maxRateHz;
  const listing = JSON.stringify([[...languages].sort(), sampleRatesHz]);
  return { choice: name, name, language, sampleRateHz, listing };
}

/** A cloned voice as its preview needs it; it never changes under its id. */
export function previewedClone({ voiceId, name }: ClonedVoice): PreviewedVoice {
  const about = { language: usualLanguage, sampleRateHz: maxRateHz, listing: "" };
  return { ...about, choice: clonedChoice(voiceId), name, voiceId };
}
