import type { TextRange } from "../../basics/secret-forms.ts";
import { createFieldFinder, personalFields } from "./personal-fields.ts";
import type { RedactionRule } from "./redaction-rules.ts";

/** Personal data that is recognised by its look, and fields that have it by their names. */
export const readySets = ["email", "phone", "card", "passport", "fields"] as const;
export type ReadySet = (typeof readySets)[number];

/** Makes the rule of a ready set. */
export function readySetRule(set: ReadySet): RedactionRule {
  if (set === "fields")
    return { name: set, replacement: "[personal]", ...createFieldFinder(personalFields, "[personal]") };
  const find = { email: findEmails, phone: findPhones, card: findCards, passport: findPassports }[set];
  // Most texts of a log have no digit, and only an e-mail address needs none.
  const findHere = set === "email" ? find : (text: string) => (/\d/.test(text) ? find(text) : []);
  return { name: set, replacement: `[${set}]`, find: findHere, hasField: () => false };
}

// Every repetition has a bound or begins where no other can, so the time is bounded by the length of the text.

/** RFC 5321 (4.5.3.1) bounds both sides. The at sign may be that of a URL. */
const emailPattern =
  /[\p{L}\p{N}._%+-]{0,63}[\p{L}\p{N}_+-](?:@|%40)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}[\p{L}\p{N}-]{1,62}/gu;

function findEmails(text: string): TextRange[] {
  return text.includes("@") || text.includes("%40") ? rangesOf(text, emailPattern) : [];
}

/** A number begins and ends here: it is no part of a word, a date, a version or another number. */
const opens = String.raw`(?<![\p{L}\p{N}_+]|\d[.,:/-]|[-])`;
const closes = String.raw`(?![\p{L}_]|[\d-]|[.,:]\d)`;
const gap = String.raw`[  ]?[-‑–]?[  ]?`;
const area = String.raw`(?:\(\d{3,5}\)|\d{3,5})`;

const phonePatterns = [
  // With the code of a country: 8 to 15 digits (E.164).
  String.raw`\+\d{1,3}${gap}(?:\(\d{1,5}\)|\d)(?:${gap}\d){6,13}`,
  // Of Russia with 7 or 8, in any grouping.
  String.raw`[78]${gap}(?:\(\d{3,5}\)|\d{3})(?:${gap}\d){5,7}`,
  // Without: the area in brackets, or the usual groups.
  String.raw`\(\d{3,5}\)${gap}\d{1,3}${gap}\d{2}${gap}\d{2,4}`,
  String.raw`${area}[- ]\d{3}-\d{2}-\d{2}`,
  String.raw`\d{3}-\d{2}-\d{2}`,
  String.raw`\d{3}-\d{3}-\d{4}`,
].map((pattern) => new RegExp(opens + pattern + closes, "gu"));

function findPhones(text: string): TextRange[] {
  const found = phonePatterns.flatMap((pattern) => rangesOf(text, pattern));
  return joined(found.filter(({ start, end }) => isPhone(text.slice(start, end))));
}

/** A Russian number has eleven digits; one of another country 8 to 15, one without a code 7 or 10. */
function isPhone(text: string): boolean {
  const count = digitsOf(text).length;
  if (text.startsWith("+")) return count >= 8 && count <= 15;
  return count === 7 || count === 10 || (count === 11 && /^[78]/.test(text));
}

/** 13 to 19 digits, together or in groups; networks begin with 2 to 6. */
const cardPattern = /(?<![\p{L}\p{N}_]|\d[ .,:-])[2-6](?:[ -]?\d){12,18}(?![\p{L}_]|[ -]?\d|\.\d)/gu;

function findCards(text: string): TextRange[] {
  return rangesOf(text, cardPattern).filter(({ start, end }) => {
    const digits = digitsOf(text.slice(start, end));
    return new Set(digits).size > 1 && passesLuhn(digits);
  });
}

/** The check digit of ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number).reduceRight((total, digit, index) => {
    const doubled = (digits.length - index) % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const passportPatterns = [
  // Series and number as forms have them.
  String.raw`(?<![\p{L}\p{N}_]|\d[ .,:/-]|-)\d{2} ?\d{2}(?: ?№ ?| )\d{6}(?![\p{L}_\d-]|[ .,:]\d)`,
  // Behind its name, in any form: the passport of the country, or that for travelling.
  String.raw`(?<=(?:паспорт\p{L}{0,5}|passport|серия)[^\p{N}\n]{1,24})(?:(?:\d{2} ?\d{2}|\d{2}|[A-Z]{1,2})(?:[ №N]| (?:номер|number|no\.?) ){0,3})?\d{6,9}(?!\d)`,
].map((pattern) => new RegExp(pattern, "giu"));

function findPassports(text: string): TextRange[] {
  return joined(passportPatterns.flatMap((pattern) => rangesOf(text, pattern)));
}

const digitsOf = (text: string) => text.replaceAll(/\D/g, "");

function rangesOf(text: string, pattern: RegExp): TextRange[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** In order; those that overlap are one. */
function joined(ranges: TextRange[]): TextRange[] {
  const inOrder = ranges.toSorted((one, other) => one.start - other.start);
  const whole: TextRange[] = [];
  for (const range of inOrder) {
    const last = whole.at(-1);
    if (last === undefined || range.start >= last.end) whole.push({ ...range });
    else last.end = Math.max(last.end, range.end);
  }
  return whole;
}
