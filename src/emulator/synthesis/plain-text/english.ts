import { defaultGrammar } from "../../../ssml/grammatical-form.ts";
import type { Category } from "../../../ssml/say-as-values.ts";
import { englishReadings } from "../say-as/english.ts";
import { romanDigits, romanPattern } from "./roman-numerals.ts";
import { abbreviation, isSentenceEnd, type TextRule } from "./text-rule.ts";

const read = (category: Category, content: string, detail = "") =>
  englishReadings[category](content, detail, defaultGrammar);

const months = "January|February|March|April|May|June|July|August|September|October|November|December";
const currencies: Record<string, string> = { $: "dollar", "€": "euro", "£": "pound", "₽": "ruble" };
const amount = String.raw`(\d+(?:[.,]\d+)?)(?![\d.,]*\d)(?: ?(thousand|million|billion|trillion|[KMB])\b)?`;
const scales: Record<string, string> = { K: "thousand", M: "million", B: "billion" };
/** What is counted in Roman numerals; behind other names they are ordinals: Henry the 8th. */
const counted =
  /(?:Chapter|Part|War|Volume|Act|Scene|Section|Phase|Type|Book|Figure|Table|Appendix|Article|Class|Stage|Level|Bowl|Title|Grade|Mark|Unit) $/i;
/** What a letter behind it names, so that its point ends the sentence. */
const lettered = /\b(?:plan|vitamin|group|class|grade|type|option|part|section|appendix|hepatitis|team|room) $/i;

/**
 * How English text is read. The engine reads digits itself.
 *
 * - `1,250,000` and `1 250 000` are one number; `1.5` is a decimal, `1.2.3` is left as it stands.
 * - `12/25/2024` begins with the month, unless the first number cannot be one.
 * - `10:30` is a time, except behind “score” or “won”; a score such as `3:2` has one digit at its end. It is read with “to”: so are a
 *   ratio and odds, which look the same, and a score in American English.
 * - `(555) 123-4567` is a telephone by the groups that it is written in, the last of four digits.
 * - `3/4` is a fraction where it is less than one and its lower number is 2 to 10 or 100; `24/7` is none.
 * - A Roman numeral has two letters at least and stands behind a name or a counted thing; `I`, `V` and `X` alone are letters.
 * - `St.` is Saint before a name, else Street; `Dr.` is Doctor before a name, else Drive.
 */
export const englishRules: readonly TextRule[] = [
  {
    sign: /(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(?![\d,]*\d| ?-?\d{2,4}\b)/gu,
    say: ([number]) => number!.replaceAll(/[ ,]/g, ""),
  },
  {
    sign: /(?<![\d\w])(\+?)(\d{0,2})[ -]?\(?(\d{3})\)?[ -](\d{3})[ -](\d{4})(?!\d)/gu,
    say: ([plus, ...groups]) => (plus === "" ? "" : "plus ") + groups.filter(Boolean).map(spelled).join(", "),
  },
  {
    sign: /(?<![\d\w])(\+?)([78][ -]?\(?\d{3}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2})(?!\d)/gu,
    say: ([plus, number]) => {
      const words = read("telephone", number!);
      return words && `${plus === "" ? "" : "plus "}${words}`;
    },
  },
  {
    sign: /(?<![\d/.-])(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?![\d/])/gu,
    say: ([first, sign, second, year]) =>
      read("date", `${first!}.${second!}.${year!}`, sign === "/" && Number(first) <= 12 ? "m.d.y" : "d.m.y"),
  },
  { sign: /(?<![\d-])(\d{4}-\d{2}-\d{2})(?![\d-])/gu, say: ([date]) => read("date", date!, "y-m-d") },
  {
    sign: new RegExp(String.raw`\b(${months}) (\d{1,2})(?:st|nd|rd|th)?, (\d{4})\b`, "gu"),
    say: ([month, day, year]) => read("date", `${day!}.${month!}.${year!}`, "d.m.y_word"),
  },
  {
    sign: /(?<![\d:.])(\d{1,2})(?::(\d{2}))? ?([AaPp])(?:\.[Mm]\.|[Mm]\b)/gu,
    say: ([hours, minutes, half], _before, after) => {
      const time = read("time", `${hours!}:${minutes! || "00"}`);
      if (time === undefined) return undefined;
      return `${time.replace(" o'clock", "")} ${half!.toUpperCase()} M${isSentenceEnd(after) && !/^[.!?]/.test(after) && after !== "" ? "." : ""}`;
    },
  },
  {
    sign: /(?<![\d:.])(\d{1,2}:\d{2})(:\d{2})?(?![\d:])/gu,
    say: ([time, seconds], before) =>
      /\b(?:score(?: of| was)?|won|lost) $/i.test(before)
        ? time!.replace(":", " to ")
        : read("time", time! + seconds!, seconds === "" ? "h:m" : "h:m:s"),
  },
  { sign: /(?<![\d:.])(\d{1,3}):(\d)(?![\d:])/gu, say: ([one, other]) => `${one!} to ${other!}` },
  {
    sign: new RegExp(String.raw`([$€£₽]) ?${amount}`, "gu"),
    say: ([sign, number, scale]) => money(sign!, number!, scale!),
  },
  {
    sign: new RegExp(String.raw`(?<![\d.,])${amount} ?([$€£₽])`, "gu"),
    say: ([number, scale, sign]) => money(sign!, number!, scale!),
  },
  { sign: /(?<![\w.)\]])[-\u2212](?=\d)/gu, say: () => "minus " },
  { sign: / ?\u2212 ?/gu, say: () => " minus " },
  {
    sign: /(\d+(?:\.\d+)?) ?°(?: ?([CF])\b)?/gu,
    say: ([number, scale]) =>
      `${number!} degree${number === "1" ? "" : "s"}${{ C: " Celsius", F: " Fahrenheit" }[scale!] ?? ""}`,
  },
  { sign: /(\d) ?%/gu, say: ([digit]) => `${digit!} percent` },
  {
    sign: /(?<![\d/.])(?:(\d+)[ -])?(\d{1,3})[/⁄](\d{1,3})(?![\d/])/gu,
    say: ([whole, upper, lower]) => {
      const isFraction = Number(upper) < Number(lower) && (Number(lower) <= 10 || lower === "100");
      const words = isFraction ? read("fraction", `${upper!}/${lower!}`) : undefined;
      return words && (whole === "" ? words : `${whole!} and ${words}`);
    },
  },
  { sign: /(?<![\d.])(\d+\.\d+)(?!\.?\d)/gu, say: ([number]) => read("decimal", number!) },
  { sign: /(?:\bNo\. ?|№ ?|#)(?=\d)/gu, say: () => "number " },
  { sign: /(\d) ?[–—] ?(?=\d)/gu, say: ([digit]) => `${digit!} to ` },
  {
    sign: new RegExp(String.raw`(?=[IVX]{2})(?<=\b\p{Lu}\p{Ll}{1,30} )(${romanPattern})(?![\p{L}\d'’])`, "gu"),
    say: ([numeral], before) => {
      const digits = romanDigits(numeral!);
      return counted.test(before) ? digits : `the ${read("ordinal", digits) ?? digits}`;
    },
  },
  {
    sign: /\bDr\.(?= \p{Lu})/gu,
    say: (_groups, before) => (/\d+ \p{Lu}\p{Ll}+ $/u.test(before) ? "Drive." : "Doctor"),
  },
  {
    sign: /\bSt\.(?= \p{Lu})/gu,
    say: (_groups, before) => (/\d+ (?:\p{Lu}\p{Ll}+ )+$/u.test(before) ? "Street." : "Saint"),
  },
  abbreviation(/\bDr\./gu, "Drive"),
  abbreviation(/\bSt\./gu, "Street"),
  abbreviation(/\bAve\./gu, "Avenue"),
  abbreviation(/\bRd\./gu, "Road"),
  { sign: /\b(Mr|Mrs|Ms)\. ?(?=\p{Lu})/gu, say: ([title]) => `${title!} ` },
  { sign: /\bProf\. ?(?=\p{Lu})/gu, say: () => "Professor " },
  { sign: /\bvs\.?(?= )/gu, say: () => "versus" },
  { sign: /\be\. ?g\.,?/giu, say: () => "for example" },
  { sign: /\bi\. ?e\.,?/giu, say: () => "that is" },
  { sign: /\bapprox\./giu, say: () => "approximately" },
  abbreviation(/\betc\./giu, "et cetera"),
  abbreviation(/\bJr\./gu, "Junior"),
  abbreviation(/\bSr\./gu, "Senior"),
  abbreviation(/\bInc\./gu, "Incorporated"),
  abbreviation(/\bLtd\./gu, "Limited"),
  abbreviation(/\bDept\./gu, "Department"),
  {
    // U.S. and the like: letter by letter.
    sign: /(?<![\p{L}\d.])((?:\p{Lu}\.){2,})/gu,
    say: ([letters], _before, after) => letters!.replaceAll(".", " ").trimEnd() + (/^\s*$/.test(after) ? "." : ""),
  },
  // An initial: what follows is another one or a name. "So did I. Then" is none.
  {
    sign: /(?<![\p{L}\d.])(\p{Lu})\. ?(?=\p{Lu}(?:\.|\p{Ll}))/gu,
    say: ([letter], before) =>
      (letter === "I" && /\p{L}{2} $/u.test(before)) || /\d [AP] $/.test(before) || lettered.test(before)
        ? undefined
        : `${letter!} `,
  },
];

const spelled = (digits: string): string => [...digits].join(" ");

function money(sign: string, number: string, scale: string): string | undefined {
  const name = currencies[sign]!;
  if (scale !== "") return `${number} ${scales[scale] ?? scale} ${name}s`;
  if (sign === "$" || sign === "₽") return read("money", number, sign === "$" ? "USD" : "RUB");
  return `${number} ${name}${number === "1" ? "" : "s"}`;
}
