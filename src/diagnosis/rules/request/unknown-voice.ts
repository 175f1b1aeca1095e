import { refusedField } from "../../refused-field.ts";
import type { Rule } from "../../rule.ts";
import { canTry } from "../../trial-evidence.ts";
import { modelSentence } from "./unknown-model.ts";

/** The requested voice does not exist. */
export const unknownVoice: Rule = {
  cause: "unknown-voice",
  about: "request",
  hops: ["platform", "service", "client"],
  refines: ["platform-refused"],
  check: { kind: "trial", change: "voice" },
  words: {
    en: {
      title: "There is no such voice",
      why: "The platform does not know the voice that the call named: it is mistyped, was deleted, or belongs to another model.",
      next: "Choose a voice from the list of those that the platform has.",
    },
    ru: {
      title: "Такого голоса нет",
      why: "Платформа не знает голоса, названного в вызове: он написан с ошибкой, удалён или относится к другой модели.",
      next: "Выберите голос из списка тех, что есть у платформы.",
    },
  },
  find: (clues) =>
    refusedField(
      clues,
      /^(?:voice_name|voice_id|voice)$/,
      /[Vv]oice (?:["'\w.-]+ )?(?:is |was )?not (?:available|found|supported)|[Vv]oice (?:["'\w.-]+ )?does not exist|[Uu]nknown voice[^;]*|[Nn]o such voice[^;]*/,
      // The platform finds a model by voice, language and rate.
      { change: "voice", maybe: canTry(clues, "voice") ? modelSentence : undefined },
    ),
};
