import { clonedChoice, clonedIdIn } from "../../../app/cloned-voices.svelte.ts";
import { previewedClone, previewedVoice, type PreviewedVoice } from "../../../app/voice-previews/previewed-voice.ts";
import { languageNames } from "../../../kit/i18n/language-name.ts";
import type { Locale } from "../../../kit/i18n/locale.svelte.ts";
import type { Synthesis } from "../synthesis.svelte.ts";
import type { synthesisText } from "../synthesis-text.ts";

/** A voice as it is shown for choosing. */
export interface VoiceCard {
  /** Value of the form. */
  choice: string;
  name: string;
  /** Languages where the platform states them; what the voice is otherwise. */
  about: string;
  /** Absent for a voice that no list knows. */
  preview?: PreviewedVoice;
}

/** Most voices that are shown without a field to find one. */
export const maxCardsWithoutFilter = 12;

/** The voices of the platform, then the cloned ones. The one that is chosen is among them, listed or not. */
export function voiceCards(
  { voices, cloned, form }: Pick<Synthesis, "voices" | "cloned" | "form">,
  text: (typeof synthesisText)["en"],
  { language: inLanguage }: Pick<Locale, "language">,
): VoiceCard[] {
  const own = voices.map((voice): VoiceCard => {
    const about = languageNames(voice.languages, inLanguage);
    return { choice: voice.name, name: voice.name, about, preview: previewedVoice(voice) };
  });
  const clones = cloned.voices.map((voice): VoiceCard => {
    const preview = previewedClone(voice);
    return { choice: clonedChoice(voice.voiceId), name: voice.name, about: text.voiceCloned, preview };
  });
  const cards = [...own, ...clones];
  const { voice: choice } = form;
  if (choice === "" || cards.some((card) => card.choice === choice)) return cards;
  return [{ choice, name: clonedIdIn(choice) ?? choice, about: text.unlisted }, ...cards];
}

/** The cards whose name or line has the text in it, whatever its case. */
export function matchingCards(cards: readonly VoiceCard[], wanted: string): readonly VoiceCard[] {
  const part = wanted.trim().toLocaleLowerCase();
  if (part === "") return cards;
  return cards.filter(({ name, about }) => `${name} ${about}`.toLocaleLowerCase().includes(part));
}
