import type { Category } from "../../../ssml/say-as-values.ts";
import type { Reading } from "./reading.ts";
import { readDate, readTime } from "./clock-and-calendar.ts";
import { sayGroup, splitDigits, telephoneGroups } from "./digit-groups.ts";

const months = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
const currencies: Record<string, readonly [string, string]> = {
  "": ["ruble", "kopeck"],
  RUB: ["ruble", "kopeck"],
  USD: ["dollar", "cent"],
};
const denominators: Record<string, string> = {
  ...{
    "3": "third",
    "4": "quarter",
    "5": "fifth",
    "6": "sixth",
    "7": "seventh",
    "8": "eighth",
    "9": "ninth",
    "10": "tenth",
  },
};

/**
 * How an English voice reads each category of `<say-as>`. English engines read digits and `23rd` themselves, and English
 * numbers have no case or gender, so `format` changes nothing.
 */
export const englishReadings: Record<Category, Reading> = {
  cardinal: (content) => /^\d[\d\s]*$/.exec(content)?.[0].replaceAll(/\s/g, ""),
  ordinal: (content) => (/^\d+$/.test(content) ? ordinal(content) : undefined),
  date: (content, detail) => {
    const date = readDate(content, detail, monthOf);
    if (!date) return undefined;
    return [
      ...(date.month === undefined ? [] : [months[date.month - 1]]),
      ...(date.day === undefined ? [] : [ordinal(String(date.day)) + (date.year === undefined ? "" : ",")]),
      ...(date.year === undefined ? [] : [date.year]),
    ].join(" ");
  },
  time: (content, detail) => {
    const time = readTime(content, detail);
    if (!time) return undefined;
    const minutes = time.minutes === 0 ? "o'clock" : `${time.minutes < 10 ? "oh " : ""}${String(time.minutes)}`;
    const seconds = time.seconds === undefined ? "" : ` and ${count(String(time.seconds), "second")}`;
    return `${String(time.hours)} ${minutes}${seconds}`;
  },
  telephone: (content, detail) =>
    /^(RU)?$/.test(detail)
      ? telephoneGroups(content)
          ?.map((group) => spell(group))
          .join(", ")
      : undefined,
  money: (content, detail) => {
    const [, units, hundredths] = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(content.replaceAll(/\s/g, "")) ?? [];
    const names = Object.hasOwn(currencies, detail) ? currencies[detail] : undefined;
    if (units === undefined || !names) return undefined;
    const parts = hundredths === undefined ? [] : [count(String(Number(hundredths.padEnd(2, "0"))), names[1])];
    return [count(units, names[0]), ...parts].join(" ");
  },
  "split-by": (content, detail) => {
    const digits = content.replaceAll(/\s/g, "");
    if (!/^[123]?$/.test(detail) || !/^\d+$/.test(digits)) return undefined;
    return splitDigits(digits, Number(detail || 1))
      .map((group) => sayGroup(group, "zero", (rest) => rest))
      .join(", ");
  },
  fraction: (content) => {
    const [, upper, lower] = /^(\d+)\s*\/\s*(\d+)$/.exec(content) ?? [];
    if (upper === undefined || lower === undefined) return undefined;
    if (lower === "2") return `${upper} ${upper === "1" ? "half" : "halves"}`;
    const name = denominators[lower];
    return name === undefined ? `${upper} over ${lower}` : count(upper, name);
  },
  decimal: (content) => {
    const [, units, rest] = /^(-?\d+)[.,](\d+)$/.exec(content) ?? [];
    return units === undefined || rest === undefined ? undefined : `${units} point ${spell(rest)}`;
  },
  "non-roman": (content) => {
    const letters = content.replaceAll(/\s/g, "");
    return /^\p{L}+$/u.test(letters) ? [...letters.toUpperCase()].join(" ") : undefined;
  },
};

function ordinal(digits: string): string {
  const isTeen = /1\d$/.test(digits);
  const ending = isTeen ? "th" : ({ "1": "st", "2": "nd", "3": "rd" }[digits.slice(-1)] ?? "th");
  return digits + ending;
}

function count(digits: string, noun: string): string {
  return `${digits} ${noun}${digits === "1" ? "" : "s"}`;
}

function spell(digits: string): string {
  return [...digits].join(" ");
}

function monthOf(word: string): number {
  return months.findIndex((month) => month.toLowerCase() === word.toLowerCase()) + 1;
}
