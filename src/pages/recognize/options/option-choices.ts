import type { Language } from "../../../kit/i18n/language.ts";
import { languageName, languagesInText } from "../../../kit/i18n/language-name.ts";
import type { RecognitionChoices } from "./recognition-choices.svelte.ts";
import { optionOfField, type OptionName } from "./option-findings.ts";
import { numberRules, type NumberName } from "./option-numbers.ts";
import type { optionsText } from "./options-text.ts";
import type { recognizeText } from "../recognize-text.ts";

/** Languages that can always be requested, whatever the list says: the platform decides what it can do. */
const usualLanguages = ["ru", "en"];

/** What can be chosen, as options of selects. What is chosen is always among them, wherever it came from. */
export function optionChoices(
  { form, models, languages }: Pick<RecognitionChoices, "form" | "models" | "languages">,
  text: (typeof recognizeText)["en"],
  inLanguage: Language,
) {
  const tags = new Set([...languages, ...usualLanguages, form.language]);
  const labelOf = (tag: string): string => {
    if (tag === "") return "";
    const name = languageName(tag, inLanguage);
    return languages.length === 0 || isListed(languages, tag) ? name : text.languageUnlisted(name);
  };
  const names = models.map(({ name }) => name);
  const strangers = form.model === "" || names.includes(form.model) ? [] : [form.model];
  return {
    languages: [...tags].map((tag) => ({ value: tag, label: labelOf(tag) })),
    models: [
      { value: "", label: text.chosenByPlatform },
      ...names.map((name) => ({ value: name, label: name })),
      ...strangers.map((name) => ({ value: name, label: text.modelUnlisted(name) })),
    ],
  };
}

/** Which languages the platform recognises, as it lists them; where it does not, or has not yet, just that. */
export function languagesLine(
  { list, languages }: Pick<RecognitionChoices, "list" | "languages">,
  text: (typeof recognizeText)["en"],
  inLanguage: Language,
): string {
  if (!list.value) return list.isLoading ? text.languagesLoading : text.languagesUnknown;
  if (languages.length === 0) return text.languagesNotListed;
  return text.languagesListed(languagesInText(languages, inLanguage));
}

/** Whether a language is among those listed, whatever the regions. */
function isListed(languages: readonly string[], tag: string): boolean {
  const primary = (code: string) => code.toLowerCase().split(/[-_]/, 1)[0];
  return languages.some((each) => primary(each) === primary(tag));
}

/** The context dictionaries that the platform lists, of the chosen model where one is chosen, and the chosen one. */
export function dictionaryChoices(
  { form, list }: Pick<RecognitionChoices, "form" | "list">,
  text: (typeof optionsText)["en"],
  pageText: (typeof recognizeText)["en"],
) {
  const entries = list.value?.models ?? [];
  const own = form.model === "" ? entries : entries.filter(({ name }) => name === form.model);
  const listed = [...new Set(own.flatMap(({ dictionaries }) => dictionaries))].filter((name) => name !== "").sort();
  const strangers = form.dictionary === "" || listed.includes(form.dictionary) ? [] : [form.dictionary];
  return [
    { value: "", label: text.dictionaryNone },
    ...listed.map((name) => ({ value: name, label: name })),
    ...strangers.map((name) => ({ value: name, label: pageText.modelUnlisted(name) })),
  ];
}

/** What the platform reports of itself with its list of models, and what it does not report. */
export function platformLines(
  { list, models, languages }: Pick<RecognitionChoices, "list" | "models" | "languages">,
  text: (typeof optionsText)["en"],
  inLanguage: Language,
): string[] {
  if (!list.value) return [text.knowsChecked, text.knowsRest];
  const names = languagesInText(languages, inLanguage);
  const dictionaries = new Set(list.value.models.flatMap((model) => model.dictionaries)).size;
  const parts = [
    text.knowsModels(models.length),
    names === "" ? text.knowsNoLanguages : text.knowsLanguages(names),
    dictionaries === 0 ? text.knowsNoDictionaries : text.knowsDictionaries(dictionaries),
  ];
  return [`${parts.join(", ")}.`, text.knowsRest];
}

/** The options that a platform ignored, by the names of the panel and of the contract. */
export function ignoredLine(
  fields: readonly string[],
  text: (typeof optionsText)["en"],
  pageText: (typeof recognizeText)["en"],
): string {
  return fields
    .map((field) => {
      const option = optionOfField(field);
      if (option === undefined) return field;
      const name =
        option === "language" || option === "model"
          ? pageText[option]
          : isNumber(option)
            ? text.numbers[option]
            : text[option];
      return `${name} (${field})`;
    })
    .join(", ");
}

const isNumber = (option: OptionName): option is NumberName => option in numberRules;
