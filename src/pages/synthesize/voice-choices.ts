import { postprocessingModes, voiceStyles } from "../../audiokit/calls/synthesize.ts";
import { clonedIdIn } from "../../app/cloned-voices.svelte.ts";
import { languageName, languagesInText } from "../../kit/i18n/language-name.ts";
import type { Locale } from "../../kit/i18n/locale.svelte.ts";
import { codings, usualRatesHz } from "./speech-form.ts";
import type { Synthesis } from "./synthesis.svelte.ts";
import type { synthesisText } from "./synthesis-text.ts";

/** Languages that are offered for a voice that names none. */
const usualLanguages = ["ru", "en"];

/** The voices that can be chosen, cloned ones in a group of their own. One that is chosen is among them, listed or not. */
export function voiceOptions(
  { voices, cloned, list }: Pick<Synthesis, "voices" | "cloned" | "list">,
  choice: string,
  text: (typeof synthesisText)["en"],
) {
  const unlisted = clonedIdIn(choice);
  const names = voices.map(({ name }): VoiceOption => ({ value: name, label: name }));
  if (unlisted === undefined && !voices.some(({ name }) => name === choice)) {
    const label = choice ? text.voiceUnlisted(choice) : list.isLoading ? text.voiceLoading : "";
    names.unshift({ value: choice, label });
  }
  const clones: VoiceOption[] = cloned.options(text.voicesCloned);
  if (unlisted !== undefined && !cloned.knows(unlisted)) {
    clones.unshift({ value: choice, label: text.voiceUnlisted(unlisted), group: text.voicesCloned });
  }
  return [...names, ...clones];
}

interface VoiceOption {
  value: string;
  label: string;
  group?: string;
}

/** What can be chosen, as options of selects. What is chosen is always among them, wherever it came from. */
export function voiceChoices(
  { form, voice, list, textLanguage }: Pick<Synthesis, "form" | "voice" | "list" | "textLanguage">,
  text: (typeof synthesisText)["en"],
  { format, language: inLanguage }: Pick<Locale, "format" | "language">,
) {
  const own = voice?.sampleRatesHz ?? [];
  const other = [...new Set([...usualRatesHz, ...(form.sampleRateHz ? [form.sampleRateHz] : [])])]
    .filter((rateHz) => !own.includes(rateHz))
    .sort((a, b) => a - b);
  const rate = (group: string) => (rateHz: number) => ({
    value: rateHz,
    label: text.rateUnit(format.number(rateHz / 1000, 3)),
    group: own.length > 0 ? group : undefined,
  });
  const named = voice?.languages ?? [];
  const languages = new Set([
    ...(named.length > 0 ? named : usualLanguages),
    ...(form.language ? [form.language] : []),
  ]);

  const ofVoice = (list.value?.models ?? []).filter(({ name }) => name === form.voice);
  const modelTypes = new Set(ofVoice.map(({ type }) => type).filter((type) => type !== ""));
  if (form.modelType) modelTypes.add(form.modelType);

  return {
    styles: voiceStyles.map((style) => ({ value: style, label: text.styles[style] })),
    languages: [
      { value: "", label: text.languageAuto(languagesInText([textLanguage], inLanguage)) },
      ...[...languages].map((tag) => ({ value: tag, label: languageName(tag, inLanguage) })),
    ],
    rates: [...own.map(rate(text.rateOwn)), ...other.map(rate(text.rateOther))],
    modelTypes: [
      { value: "", label: text.chosenByPlatform },
      ...[...modelTypes].map((type) => ({ value: type, label: type })),
    ],
    modelRates: [
      { value: 0, label: text.modelRateAuto },
      ...[...new Set([...own, ...(form.modelRateHz ? [form.modelRateHz] : [])])]
        .sort((a, b) => a - b)
        .map((rateHz) => ({ value: rateHz, label: text.rateUnit(format.number(rateHz / 1000, 3)) })),
    ],
    postprocessing: postprocessingModes.map((mode) => ({ value: mode, label: text.postprocessings[mode] })),
    codings: codings.map((coding) => ({ value: coding, label: text.codings[coding] })),
  };
}
