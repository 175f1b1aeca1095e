import type { Category } from "../../../ssml/say-as-values.ts";
import type { Reading } from "./reading.ts";
import { readDate, readTime } from "./clock-and-calendar.ts";
import { sayGroup, splitDigits, telephoneGroups } from "./digit-groups.ts";
import type { Case, Grammar } from "../../../ssml/grammatical-form.ts";
import { amount, cardinal, counted, decimal, fraction, maxDigits, type Noun } from "./russian-numerals.ts";
import { ordinal } from "./russian-ordinals.ts";

const months = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(" ");
const monthGenitives = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" ");

const nouns: Record<"hour" | "minute" | "second", Noun> = {
  hour: {
    gender: "masculine",
    forms: {
      nominative: ["час", "часы"],
      genitive: ["часа", "часов"],
      dative: ["часу", "часам"],
      accusative: ["час", "часы"],
      ablative: ["часом", "часами"],
      prepositional: ["часе", "часах"],
    },
  },
  minute: { gender: "feminine", forms: feminine("минут") },
  second: { gender: "feminine", forms: feminine("секунд") },
};

const letterNames: Record<string, string> = {
  ...{
    a: "а",
    b: "бэ",
    c: "цэ",
    d: "дэ",
    e: "е",
    f: "эф",
    g: "гэ",
    h: "аш",
    i: "и",
    j: "йот",
    k: "ка",
    l: "эль",
    m: "эм",
  },
  ...{ n: "эн", o: "о", p: "пэ", q: "ку", r: "эр", s: "эс", t: "тэ", u: "у", v: "вэ", w: "дубль вэ", x: "икс" },
  ...{ y: "игрек", z: "зет" },
};

/** How a Russian voice reads each category of `<say-as>`. */
export const russianReadings: Record<Category, Reading> = {
  cardinal: (content, _detail, grammar) => whole(content, (digits) => cardinal(digits, grammar)),
  ordinal: (content, _detail, grammar) => whole(content, (digits) => ordinal(digits, grammar)),
  date: sayDate,
  time: (content, detail, { case: inCase }) => {
    const time = readTime(content, detail);
    if (!time) return undefined;
    return [
      counted(String(time.hours), nouns.hour, inCase),
      counted(String(time.minutes), nouns.minute, inCase),
      ...(time.seconds === undefined ? [] : [counted(String(time.seconds), nouns.second, inCase)]),
    ].join(" ");
  },
  telephone: (content, detail, grammar) =>
    /^(RU)?$/.test(detail) ? sayGroups(telephoneGroups(content), grammar) : undefined,
  money: (content, detail, { case: inCase }) => {
    const number = numberIn(content, /^\d+([.,]\d{1,2})?$/);
    const currency = { "": "rub", RUB: "rub", USD: "usd" } as const;
    if (number === undefined || !Object.hasOwn(currency, detail)) return undefined;
    return amount(number, currency[detail as keyof typeof currency], inCase);
  },
  "split-by": (content, detail, grammar) => {
    const digits = content.replaceAll(/\s/g, "");
    if (!/^[123]?$/.test(detail) || !/^\d+$/.test(digits)) return undefined;
    return sayGroups(splitDigits(digits, Number(detail || 1)), grammar);
  },
  fraction: (content, _detail, { case: inCase }) => {
    const [, upper = "", lower = ""] = /^(\d+)\s*\/\s*(\d+)$/.exec(content) ?? [];
    const isNumber = upper !== "" && upper.length + lower.length <= maxDigits && Number(lower) > 0;
    return isNumber ? fraction(upper, lower, inCase) : undefined;
  },
  decimal: (content, _detail, { case: inCase }) => {
    const number = numberIn(content, /^-?\d+[.,]\d+$/);
    return number === undefined ? undefined : decimal(number, inCase);
  },
  "non-roman": (content) => {
    const letters = [...content.toLowerCase().replaceAll(/\s/g, "")];
    return letters.every((letter) => /\p{L}/u.test(letter))
      ? letters.map((letter) => letterNames[letter] ?? letter).join(" ")
      : undefined;
  },
};

function sayDate(content: string, detail: string, grammar: Grammar): string | undefined {
  const date = readDate(content, detail, monthOf);
  if (!date) return undefined;
  const month = date.month === undefined ? undefined : date.month - 1;
  const yearCase = date.day === undefined && month === undefined ? grammar.case : "genitive";
  const yearWord = yearCase === "genitive" ? "года" : "год";
  return [
    ...(date.day === undefined ? [] : [ordinal(String(date.day), { form: "neuter", case: grammar.case })]),
    ...(month === undefined ? [] : [(date.day === undefined ? months : monthGenitives)[month]]),
    ...(date.year === undefined ? [] : [ordinal(date.year, { form: "masculine", case: yearCase })]),
    ...(date.year !== undefined && date.isFull ? [yearWord] : []),
  ].join(" ");
}

function monthOf(word: string): number {
  const lower = word.toLowerCase();
  return Math.max(months.indexOf(lower), monthGenitives.indexOf(lower)) + 1;
}

function whole(content: string, say: (digits: string) => string): string | undefined {
  const digits = content.replaceAll(/(?<=\d)\s+(?=\d)/g, "");
  return /^\d+$/.test(digits) && digits.length <= maxDigits ? say(digits) : undefined;
}

function numberIn(content: string, form: RegExp): string | undefined {
  const number = content.replaceAll(/(?<=\d)\s+(?=\d)/g, "");
  return form.test(number) && number.length <= maxDigits ? number.replace(",", ".") : undefined;
}

function sayGroups(groups: string[] | undefined, grammar: Grammar): string | undefined {
  return groups?.map((group) => sayGroup(group, "ноль", (digits) => cardinal(digits, grammar))).join(", ");
}

function feminine(stem: string): Record<Case, readonly [string, string]> {
  return {
    nominative: [`${stem}а`, `${stem}ы`],
    genitive: [`${stem}ы`, stem],
    dative: [`${stem}е`, `${stem}ам`],
    accusative: [`${stem}у`, `${stem}ы`],
    ablative: [`${stem}ой`, `${stem}ами`],
    prepositional: [`${stem}е`, `${stem}ах`],
  };
}
