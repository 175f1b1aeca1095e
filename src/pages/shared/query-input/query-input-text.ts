import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import { counted } from "../../../kit/i18n/plural.ts";
import type { QueryErrorKind } from "../../../query/query-error.ts";
import type { QueryWarningKind } from "../../../query/edit/query-warnings.ts";

const en = {
  hint: "Words, or fields such as level:ERROR",
  completions: "Fields and values",
  rows: (count: string) => `${count} rows`,
  offered: (count: number) => counted("en", count, { one: "suggestion", other: "suggestions" }),
  at: (place: string) => `At “${place}”: `,
  errors: {
    "too-long": "the query is longer than 4,000 characters",
    "too-deep": "too many brackets inside of one another",
    "quote-open": "the closing quote is missing",
    "bracket-open": "the closing bracket is missing",
    "bracket-extra": "this bracket was never opened",
    "bracket-empty": "nothing is between the brackets",
    "text-empty": "nothing is between the quotes",
    "value-missing": "the value is missing; * means any",
    "operand-missing": "a condition beside this word is missing",
    "range-syntax": "a range reads [5 TO 10], with * for an open end",
    "level-unknown": "levels are DEBUG, INFO, WARNING, ERROR and CRITICAL",
    "time-unknown": "a time reads now-7d, 2026-11-28 or 2026-11-28T12:00",
    "regex-syntax": "the regular expression is incomplete",
    "regex-feature": "this part of regular expressions is not supported",
    "regex-slow": "the regular expression could take very long",
    "regex-long": "the regular expression is longer than 200 characters",
  } satisfies Record<QueryErrorKind, string>,
  warnings: {
    "range-reversed": "nothing is in this range, it ends before it begins",
    "bounds-mixed": "nothing is in this range, one end is a number and the other a text",
    "number-expected": "this field has only numbers, and this is none",
  } satisfies Record<QueryWarningKind, string>,
  help: {
    title: "Query language",
    intro: "Conditions side by side must all hold. Click an example to use it.",
    keys: "Ctrl+Space shows fields and values. Tab completes a word.",
    examples: [
      ["timeout", "a text anywhere in the row"],
      ['"no such voice"', "words in this order"],
      ["service:TTS", "a field has this value"],
      ["-service:Auth", "it does not"],
      ["level:>=WARNING", "at least this level"],
      ["duration_ms:>5000", "a number above this"],
      ["duration_ms:[500 TO 1000]", "between two numbers"],
      ["error.error_type:(UNAVAILABLE OR DEADLINE_EXCEEDED)", "one of several values"],
      ["operation:Streaming*", "begins like this"],
      ["error.error_type:* OR level:ERROR", "either of two"],
      ["error.error_message:/voice \\d+/", "matches a regular expression"],
      ["timestamp:>now-1h", "not older than an hour"],
    ],
  },
};

const ru = {
  hint: "Слова или поля, например level:ERROR",
  completions: "Поля и значения",
  rows: (count: string) => `строк: ${count}`,
  offered: (count: number) => counted("ru", count, { one: "подсказка", few: "подсказки", many: "подсказок" }),
  at: (place: string) => `В «${place}»: `,
  errors: {
    "too-long": "запрос длиннее 4000 символов",
    "too-deep": "слишком много вложенных скобок",
    "quote-open": "нет закрывающей кавычки",
    "bracket-open": "нет закрывающей скобки",
    "bracket-extra": "эта скобка не была открыта",
    "bracket-empty": "между скобками ничего нет",
    "text-empty": "между кавычками ничего нет",
    "value-missing": "нет значения; * означает любое",
    "operand-missing": "рядом с этим словом нет условия",
    "range-syntax": "диапазон пишется [5 TO 10], открытый конец — *",
    "level-unknown": "уровни: DEBUG, INFO, WARNING, ERROR и CRITICAL",
    "time-unknown": "время пишется now-7d, 2026-11-28 или 2026-11-28T12:00",
    "regex-syntax": "регулярное выражение не закончено",
    "regex-feature": "такие регулярные выражения не поддерживаются",
    "regex-slow": "регулярное выражение может работать очень долго",
    "regex-long": "регулярное выражение длиннее 200 символов",
  },
  warnings: {
    "range-reversed": "в этом диапазоне ничего нет, он кончается раньше, чем начинается",
    "bounds-mixed": "в этом диапазоне ничего нет, один его конец — число, а другой — текст",
    "number-expected": "в этом поле только числа, а это не число",
  },
  help: {
    title: "Язык запросов",
    intro: "Условия, стоящие рядом, должны выполняться все. Щёлкните пример, чтобы взять его.",
    keys: "Ctrl+Пробел показывает поля и значения. Tab дополняет слово.",
    examples: [
      ["timeout", "текст в любом месте строки"],
      ['"нет такого голоса"', "слова в этом порядке"],
      ["service:TTS", "у поля это значение"],
      ["-service:Auth", "у поля не это значение"],
      ["level:>=WARNING", "уровень не ниже"],
      ["duration_ms:>5000", "число больше"],
      ["duration_ms:[500 TO 1000]", "между двумя числами"],
      ["error.error_type:(UNAVAILABLE OR DEADLINE_EXCEEDED)", "одно из значений"],
      ["operation:Streaming*", "начинается так"],
      ["error.error_type:* OR level:ERROR", "любое из двух"],
      ["error.error_message:/voice \\d+/", "подходит под регулярное выражение"],
      ["timestamp:>now-1h", "не старше часа"],
    ],
  },
} satisfies typeof en;

/** The words of an input for a query. */
export const queryInputText: Dictionary<typeof en> = { en, ru };
