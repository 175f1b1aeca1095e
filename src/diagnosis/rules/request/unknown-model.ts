import { refusedField } from "../../refused-field.ts";
import type { Rule } from "../../rule.ts";

/** Sentences about a model that is not there. */
export const modelSentence =
  /[Mm]odel (?:["'\w.-]+ )?(?:is |was )?not (?:available|found|supported)|[Mm]odel (?:["'\w.-]+ )?does not exist|[Uu]nknown model[^;]*|[Nn]o such model[^;]*/;

/** The requested model does not exist. */
export const unknownModel: Rule = {
  cause: "unknown-model",
  about: "request",
  hops: ["platform", "service", "client"],
  refines: ["platform-refused"],
  check: { kind: "trial", change: "model" },
  words: {
    en: {
      title: "There is no such model",
      why: "The platform does not know the model that the call named, or not with these settings.",
      next: "Choose a model from the list, or leave the choice to the platform.",
    },
    ru: {
      title: "Такой модели нет",
      why: "Платформа не знает модели, названной в вызове, или не с такими параметрами.",
      next: "Выберите модель из списка или оставьте выбор платформе.",
    },
  },
  find: (clues) =>
    refusedField(clues, /^(?:model|synthesize_options\.model_(?:type|sample_rate_hertz))$/, modelSentence, {
      change: "model",
    }),
};
