import { describeProblem, type ProblemCode, type SsmlProblem } from "../../../ssml/ssml-problem.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";

const en = {
  problems: "SSML errors",
  severities: { error: "Error", warning: "Warning" } satisfies Record<SsmlProblem["severity"], string>,
  place: (line: number, column: number) => `line ${line}, column ${column}`,
  help: "Ctrl+Space shows suggestions. Errors are listed here.",
  summary(errors: number, warnings: number) {
    const parts = [
      ...(errors > 0 ? [counted("en", errors, { one: "error", other: "errors" })] : []),
      ...(warnings > 0 ? [counted("en", warnings, { one: "warning", other: "warnings" })] : []),
    ];
    return parts.length === 0 ? "No errors" : `${parts.join(", ")}: select one to go to it`;
  },
};

const ru = {
  problems: "Ошибки SSML",
  severities: { error: "Ошибка", warning: "Предупреждение" },
  place: (line: number, column: number) => `строка ${line}, столбец ${column}`,
  help: "Ctrl+Пробел показывает подсказки. Ошибки перечислены здесь.",
  summary(errors: number, warnings: number) {
    const parts = [
      ...(errors > 0 ? [counted("ru", errors, { one: "ошибка", few: "ошибки", many: "ошибок" })] : []),
      ...(warnings > 0
        ? [counted("ru", warnings, { one: "предупреждение", few: "предупреждения", many: "предупреждений" })]
        : []),
    ];
    return parts.length === 0 ? "Ошибок нет" : `${parts.join(", ")}: нажмите, чтобы перейти`;
  },
} satisfies typeof en;

/** What is said of the mistakes of a text; loaded with their list. */
export const problemText: Dictionary<typeof en> = { en, ru };

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
    "bare-less-than": "одиночный < недопустим, напишите &lt;",
    "entity-unknown": expected
      ? `${value} — не сущность XML; напишите сам знак: ${expected}`
      : `${value} — не сущность XML; есть &amp; &lt; &gt; &quot; &apos;`,
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
