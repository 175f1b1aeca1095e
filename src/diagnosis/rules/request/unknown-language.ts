import { refusedField } from "../../refused-field.ts";
import type { Rule } from "../../rule.ts";

/** No voice or model supports the language. */
export const unknownLanguage: Rule = {
  cause: "unknown-language",
  about: "request",
  hops: ["platform", "service", "client"],
  refines: ["platform-refused"],
  words: {
    en: {
      title: "The platform does not speak this language",
      why: "No voice or model of the platform has the language that the call named.",
      next: "Choose a language from the list, and a voice or model that has it.",
    },
    ru: {
      title: "Платформа не знает этого языка",
      why: "Ни у одного голоса и ни у одной модели платформы нет языка, названного в вызове.",
      next: "Выберите язык из списка и подходящий к нему голос или модель.",
    },
  },
  find: (clues) =>
    refusedField(
      clues,
      /^language(?:_code)?$/,
      /[Ll]anguage (?:code )?(?:["'\w-]+ )?(?:is |was )?not (?:supported|found|available)|[Uu]n(?:known|supported) language[^;]*/,
    ),
};
