import { refusedField } from "../../refused-field.ts";
import type { Rule } from "../../rule.ts";

/** The platform refused the language of the call. Which voices and models it has, only its own words say. */
export const unknownLanguage: Rule = {
  cause: "unknown-language",
  about: "request",
  hops: ["platform", "service", "client"],
  refines: ["platform-refused"],
  words: {
    en: {
      title: "The platform refused the language of the call",
      why: "Its answer names the language as the reason, in its own words.",
      next: "Choose a language that the platform lists: voices and recognition models each have their own.",
    },
    ru: {
      title: "Платформа не приняла язык вызова",
      why: "Причиной её ответ называет язык, её собственными словами.",
      next: "Выберите язык из списка платформы: у голосов и у моделей распознавания языки разные.",
    },
  },
  find: (clues) =>
    refusedField(
      clues,
      /^language(?:_code)?$/,
      /[Ll]anguage (?:code )?(?:["'\w-]+ )?(?:is |was )?not (?:supported|found|available)|[Uu]n(?:known|supported) language[^;]*/,
    ),
};
