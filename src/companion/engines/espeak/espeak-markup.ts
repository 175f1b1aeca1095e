import { escapeXml } from "../../../basics/xml.ts";
import type { Manner, SpeakJob, SpokenSpan } from "../../../emulator/synthesis/synthesis-engine.ts";
import { espeakPhonemes } from "./espeak-phonemes.ts";
import { placeStress, readStressMark } from "./espeak-stress.ts";

/** espeak-ng's normal speaking rate and its limits, in words per minute. */
export const espeakRate = { normal: 175, min: 80, max: 450 } as const;

/**
 * Writes a job in the markup that espeak-ng's `synthesize()` reads: SSML, with phonemes in double brackets.
 *
 * @param volume espeak-ng volume of the voice at its normal loudness
 * @param phonemesOf espeak-ng's phonemes of a word, `_` between them
 */
export function espeakMarkup(job: SpeakJob, volume: number, phonemesOf: (word: string) => string): string {
  const stress = job.language === "ru" ? phonemesOf : undefined;
  return job.spans.map((span) => prosody(span.manner, volume, spanText(span, stress))).join(" ");
}

function prosody(manner: Manner, volume: number, text: string): string {
  const values = {
    rate: `${String(Math.round(manner.speed * 100))}%`,
    pitch: between(0, 99, 50 + manner.pitch * 49),
    range: between(0, 100, manner.intonation * 50),
    volume: between(0, 200, manner.volume * volume),
  };
  const attributes = Object.entries(values).map(([name, value]) => `${name}="${String(value)}"`);
  // The blank before the closing tag: directly after double brackets the tag would be read aloud.
  return `<prosody ${attributes.join(" ")}>${text} </prosody>`;
}

function between(min: number, max: number, value: number): number {
  return Math.round(Math.min(max, Math.max(min, value)));
}

function spanText(span: SpokenSpan, phonemesOf: ((word: string) => string) | undefined): string {
  if (span.sounds) return `[[${espeakPhonemes(span.sounds)}]]`;
  const plain = escape(span.text.normalize("NFC"));
  if (!phonemesOf) return plain;
  return plain.replaceAll(/[\p{L}\u0301]*\u0301[\p{L}\u0301]*/gu, (marked) => {
    const { word, vowel } = readStressMark(marked);
    const phonemes = placeStress(word, vowel, phonemesOf(word));
    return phonemes === undefined ? marked.replaceAll("\u0301", "") : `[[${phonemes}]]`;
  });
}

/** Removes or escapes what espeak-ng would interpret: tags, entities, double brackets, control characters. */
function escape(text: string): string {
  return escapeXml(text.replaceAll(/[\p{Cc}[]/gu, " "));
}
