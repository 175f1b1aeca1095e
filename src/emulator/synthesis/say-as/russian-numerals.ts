import numberToWords from "number-to-words-ru";
import type { Case, Gender, Grammar } from "../../../ssml/grammatical-form.ts";

/** Most digits that are read as one number; longer ones are names, not numbers. */
export const maxDigits = 36;

/** A noun that can be counted: singular and plural in each case. */
export interface Noun {
  gender: Gender;
  /** In the order of `cases`. The genitive plural is the second of the genitive. */
  forms: Record<Case, readonly [string, string]>;
}

const declensions = {
  nominative: "nominative",
  genitive: "genitive",
  dative: "dative",
  accusative: "accusative",
  ablative: "instrumental",
  prepositional: "prepositional",
} as const;
const genderNumbers = { masculine: 0, feminine: 1, neuter: 2 } as const;
const wordsForAll = { integer: true, fractional: true };
const noNames = { integer: false, fractional: false };

const nameless: Noun["forms"] = {
  nominative: ["", ""],
  genitive: ["", ""],
  dative: ["", ""],
  accusative: ["", ""],
  ablative: ["", ""],
  prepositional: ["", ""],
};
const pluralOne: Record<Case, string> = {
  nominative: "одни",
  genitive: "одних",
  dative: "одним",
  accusative: "одни",
  ablative: "одними",
  prepositional: "одних",
};

/** A whole number in words: `21`, feminine genitive: «двадцати одной». The plural differs for one alone: «двадцать одни». */
export function cardinal(digits: string, grammar: Grammar): string {
  if (grammar.form !== "plural") return counted(digits, { gender: grammar.form, forms: nameless }, grammar.case);
  const words = counted(digits, { gender: "masculine", forms: nameless }, grammar.case);
  return /(^|[^1])1$/.test(digits) ? words.replace(/\S+$/, pluralOne[grammar.case]) : words;
}

/** A whole number with the noun that it counts, agreeing: «двадцать одна минута». */
export function counted(digits: string, noun: Noun, inCase: Case): string {
  const { nominative, genitive, dative, accusative, ablative, prepositional } = noun.forms;
  const pair = ([one, many]: readonly [string, string]): [string, string] => [one, many];
  return words(digits, {
    declension: declensions[inCase],
    showNumberParts: { integer: true, fractional: false },
    currency: {
      currencyNameCases: [nominative[0], genitive[0], genitive[1]],
      currencyNameDeclensions: {
        nominative: [nominative[0], ""],
        genitive: pair(genitive),
        dative: pair(dative),
        accusative: pair(accusative),
        instrumental: pair(ablative),
        prepositional: pair(prepositional),
      },
      currencyNounGender: { integer: genderNumbers[noun.gender] },
    },
  });
}

/** An amount: «сто двадцать пять рублей тридцать копеек»; the hundredths are spoken only when they are written. */
export function amount(number: string, currency: "rub" | "usd", inCase: Case): string {
  return words(number, {
    currency,
    declension: declensions[inCase],
    convertNumberToWords: wordsForAll,
    showNumberParts: { integer: true, fractional: number.includes(".") },
  });
}

/** A decimal fraction: «три целых четырнадцать сотых». */
export function decimal(number: string, inCase: Case): string {
  return words(number, {
    currency: "number",
    declension: declensions[inCase],
    convertNumberToWords: wordsForAll,
  });
}

/** A vulgar fraction: «две третьих», one in the feminine: «одна третья». */
export function fraction(upper: string, lower: string, inCase: Case): string {
  return words(`${upper}/${lower}`, {
    declension: declensions[inCase],
    convertNumberToWords: wordsForAll,
    showCurrency: noNames,
  });
}

function words(number: string, options: Parameters<typeof numberToWords.convert>[1]): string {
  return numberToWords.convert(number, options).toLowerCase().replaceAll(/\s+/g, " ").trim();
}
