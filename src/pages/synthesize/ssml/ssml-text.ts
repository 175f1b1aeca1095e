import type { Completion } from "../../../ssml/complete-ssml.ts";
import { describeProblem, type ProblemCode, type SsmlProblem } from "../../../ssml/ssml-problem.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  completions: "What can be written here",
  kinds: { tag: "tag", "end-tag": "end tag", attribute: "attribute", value: "value" } satisfies Record<
    Completion["kind"],
    string
  >,
  problems: "Mistakes in the markup",
  severities: { error: "Mistake", warning: "Warning" } satisfies Record<SsmlProblem["severity"], string>,
  place: (line: number, column: number) => `line ${line}, column ${column}`,
  help: "Ctrl+Space shows what can be written; mistakes are listed here.",
  summary(errors: number, warnings: number) {
    const parts = [
      ...(errors > 0 ? [counted("en", errors, { one: "mistake", other: "mistakes" })] : []),
      ...(warnings > 0 ? [counted("en", warnings, { one: "warning", other: "warnings" })] : []),
    ];
    return parts.length === 0 ? "No mistakes" : `${parts.join(", ")}: choose one to go to its place`;
  },
  tools: "Insert",
  pause: "Pause",
  stress: "Stress mark",
  stressTitle: "Behind the stressed vowel: за{'}мок. Works in plain text too.",
  sayAs: "Say as…",
  sayAsTitle: "Read the selection as a number, a date, a time, a sum of money…",
  slower: "Speed and pitch",
  emphasis: "Emphasis",
  emphasisTitle: "The platform speaks it in one answer only: it is heard when all of it has come",
  wholeNote: "With <emphasis> the platform answers as a whole: nothing is heard before the end.",
};

const ru = {
  completions: "Что здесь можно написать",
  kinds: { tag: "тег", "end-tag": "конец тега", attribute: "атрибут", value: "значение" },
  problems: "Ошибки разметки",
  severities: { error: "Ошибка", warning: "Замечание" },
  place: (line: number, column: number) => `строка ${line}, символ ${column}`,
  help: "Ctrl+Пробел показывает, что можно написать; ошибки видны здесь.",
  summary(errors: number, warnings: number) {
    const parts = [
      ...(errors > 0 ? [counted("ru", errors, { one: "ошибка", few: "ошибки", many: "ошибок", other: "ошибки" })] : []),
      ...(warnings > 0
        ? [counted("ru", warnings, { one: "замечание", few: "замечания", many: "замечаний", other: "замечания" })]
        : []),
    ];
    return parts.length === 0 ? "Ошибок нет" : `${parts.join(", ")}: нажмите, чтобы перейти к месту`;
  },
  tools: "Вставить",
  pause: "Пауза",
  stress: "Ударение",
  stressTitle: "После ударной гласной: за{'}мок. Действует и в обычном тексте.",
  sayAs: "Прочесть как…",
  sayAsTitle: "Прочесть выделенное как число, дату, время, сумму денег…",
  slower: "Темп и высота",
  emphasis: "Выделение",
  emphasisTitle: "Платформа произносит его только одним ответом: звук будет, когда придёт весь",
  wholeNote: "С <emphasis> платформа отвечает целиком: до конца ничего не слышно.",
} satisfies typeof en;

/** What the editor of SSML says. */
export const ssmlText: Dictionary<typeof en> = { en, ru };

/** A problem as a sentence, without its place. */
export function problemSentence(problem: SsmlProblem, language: Language): string {
  return language === "ru" ? inRussian(problem) : describeProblem(problem);
}

/** What the parser says most, in Russian; the rest is shown as it comes. */
const parserWords: Record<string, string> = {
  "disallowed character in tag name": "недопустимый символ в имени тега",
  "disallowed character in attribute name": "недопустимый символ в имени атрибута",
  "disallowed character": "недопустимый символ",
  "undefined entity": "неизвестная сущность; есть &amp;, &lt;, &gt;, &quot; и &apos;",
  "attribute without value": "у атрибута нет значения",
  "unquoted attribute value": "значение атрибута без кавычек",
  "duplicate attribute": "атрибут повторяется",
  "document must contain a root element": "нет элемента <speak>",
  "documents may contain only one root": "элемент <speak> может быть только один",
};

function inRussian({ code, tag: name, attribute, value, expected }: SsmlProblem): string {
  const tag = `<${name}>`;
  const sentences: Record<ProblemCode, string> = {
    "text-outside": "текст стоит вне <speak>",
    "tag-outside": `${tag} стоит вне <speak>`,
    "tag-misplaced": `${tag} не может стоять внутри <${value}>`,
    "tag-not-nested": `${tag} может содержать другие теги, но не стоять внутри <${value}>`,
    "tag-unknown": `${tag} — такого тега нет; есть ${expected}`,
    "attribute-unknown": `у ${tag} нет атрибута ${attribute}; есть ${expected}`,
    "attribute-missing": `у ${tag} нет обязательного атрибута ${attribute}`,
    "single-quotes": `${tag} ${attribute}: нужны двойные кавычки`,
    "not-closed": `${tag} не закрыт`,
    "closes-nothing": `</${name}> ничего не закрывает`,
    "not-empty": `${tag} должен быть пустым`,
    "no-prolog": "пролог XML не допускается",
    "no-doctype": "DOCTYPE не допускается",
    "no-instruction": `<?${value}?> не допускается`,
    "bare-ampersand": "одиночный & недопустим, напишите &amp;",
    malformed: `разметка нарушена: ${parserWords[value.replace(/:.*/, "")] ?? value}`,
    "too-long": `больше ${expected} символов`,
    "too-many-tags": `больше ${expected} тегов`,
    "too-deep": `вложенность тегов больше ${expected}`,
    "not-a-number": `${tag} ${attribute} должно быть числом, а не ${value || "пустым"}`,
    "not-above-zero": `${tag} ${attribute} должно быть больше 0`,
    "not-a-choice": `${tag} ${attribute} может быть: ${expected}, а не ${value || "пустым"}`,
    "not-seconds": `${tag} ${attribute} — секунды с единицей, например 1.5s, а не ${value || "пусто"}`,
    "too-many-seconds": `${tag} ${attribute} — не больше ${expected}s, а не ${value}`,
    "no-sounds": `${tag} ${attribute} пусто`,
    "not-a-sound": `${tag} ${attribute}: ${value} — такого звука нет; есть ${expected}, ' мягкий, + ударный`,
    "not-in-stream": `${tag} есть только в Synthesize, не в потоке`,
    "only-russian": `${tag} есть только для русского языка`,
    "beyond-advice": `${tag} ${attribute}: рекомендуется ${expected}, а не ${value}`,
    "format-unfit": `${tag} ${attribute}: ${value} не учитывается; нужны род или plural и падеж через _`,
    "detail-unfit": `${tag} ${attribute}: ${value} не подходит к ${expected || "этому виду"} и не учитывается`,
    "stress-unfit": "знак ударения {'} ставится после ударной гласной",
  };
  return sentences[code];
}
