import type { Voice } from "../../../audiokit/calls/listed-voices.ts";
import { languages, type Language } from "../../../kit/i18n/language.ts";

/** What an example is about; the page has a name for each. */
export type ExampleName = "greeting" | "numbers" | "menu" | "pauses" | "pitch";

/** A text that can be heard with one click. */
export interface Example {
  name: ExampleName;
  text: string;
}

const plain: Record<Language, Example[]> = {
  en: [
    {
      name: "greeting",
      text: "Good morning! Your order is ready and will arrive today between three and five o’clock.",
    },
    { name: "numbers", text: "Order No. 1284 costs $56.30. It arrives on November 24, between 10:00 and 14:00." },
    {
      name: "menu",
      text: "Thank you for calling. For opening hours, press one. To speak to a colleague, stay on the line.",
    },
  ],
  ru: [
    { name: "greeting", text: "Доброе утро! Ваш заказ готов, его привезут сегодня с трёх до пяти часов." },
    { name: "numbers", text: "Заказ № 1284 стоит 5630 рублей. Его привезут 24 ноября, с 10 до 14 часов." },
    {
      name: "menu",
      text: "Спасибо за звонок. Чтобы узнать часы работы, нажмите один. Чтобы поговорить с сотрудником, оставайтесь на линии.",
    },
  ],
};

const markup: Record<Language, Example[]> = {
  en: [
    {
      name: "pauses",
      text: '<speak>\n  Good morning!<break time="0.6s"/>\n  Your order is ready.\n</speak>',
    },
    {
      name: "pitch",
      text: '<speak>\n  Good morning!<break time="0.6s"/>\n  <prosody speed="0.8" pitch="0.3">This part is slower and higher.</prosody>\n</speak>',
    },
  ],
  ru: [
    { name: "pauses", text: '<speak>\n  Доброе утро!<break time="0.6s"/>\n  Ваш заказ готов.\n</speak>' },
    {
      name: "pitch",
      text: '<speak>\n  Доброе утро!<break time="0.6s"/>\n  <prosody speed="0.8" pitch="0.3">Эта часть медленнее и выше.</prosody>\n</speak>',
    },
  ],
};

/**
 * Examples in the language of the page where the voice speaks it, or names no language; else in one that it speaks.
 *
 * @param voice undefined for one that no list knows
 */
export function examplesFor(
  isSsml: boolean,
  voice: Pick<Voice, "languages"> | undefined,
  pageLanguage: Language,
): Example[] {
  const spoken = voice?.languages ?? [];
  const speaks = (language: Language): boolean => spoken.some((tag) => tag.split("-")[0] === language);
  const language = speaks(pageLanguage) ? pageLanguage : (languages.find(speaks) ?? pageLanguage);
  return (isSsml ? markup : plain)[language];
}
