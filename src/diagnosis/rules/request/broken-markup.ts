import { refusedField } from "../../refused-field.ts";
import type { Rule } from "../../rule.ts";

/** The platform rejected the SSML. */
export const brokenMarkup: Rule = {
  cause: "broken-markup",
  about: "request",
  hops: ["platform", "service", "client"],
  refines: ["platform-refused"],
  words: {
    en: {
      title: "The SSML is not one the platform takes",
      why: "A tag is not closed, or the platform does not know it, its attribute or a value. The text itself may be fine.",
      next: "Fix what the answer names, at the position it names: the editor marks it.",
    },
    ru: {
      title: "Платформа не принимает эту разметку SSML",
      why: "Тег не закрыт, либо платформа не знает его, его атрибут или значение. Сам текст может быть в порядке.",
      next: "Исправьте то, что названо в ответе, в указанном там месте: редактор его отмечает.",
    },
  },
  // XML parsers of Python (expat, lxml) and what the platform calls them.
  find: (clues) =>
    refusedField(
      clues,
      /^ssml$/,
      /[Cc]ould not parse SSML[^;]*|[Ii]nvalid SSML[^;]*|not well-formed \(invalid token\)|mismatched tag/,
    ),
};
