import { defaultGrammar, type Case, type Grammar } from "../../../ssml/grammatical-form.ts";
import type { Category } from "../../../ssml/say-as-values.ts";
import { counted, maxDigits, type Noun } from "../say-as/russian-numerals.ts";
import { russianReadings } from "../say-as/russian.ts";
import { romanDigits, romanPattern } from "./roman-numerals.ts";
import { russianAbbreviations } from "./russian-abbreviations.ts";
import { caseAfter, fixedNoun, fractionCase, genderBy, masculineNoun, rulerGrammar } from "./russian-context.ts";
import { isSentenceEnd, type TextRule } from "./text-rule.ts";

const read = (category: Category, content: string, grammar: Partial<Grammar> = {}, detail = "") =>
  russianReadings[category](content, detail, { ...defaultGrammar, ...grammar });

const months = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря";
const percent = masculineNoun("процент");
const degree = masculineNoun("градус");
const euro = fixedNoun("евро");
const thousand: Noun = {
  gender: "feminine",
  forms: {
    nominative: ["тысяча", "тысячи"],
    genitive: ["тысячи", "тысяч"],
    dative: ["тысяче", "тысячам"],
    accusative: ["тысячу", "тысячи"],
    ablative: ["тысячей", "тысячами"],
    prepositional: ["тысяче", "тысячах"],
  },
};
const scales: Record<string, Noun> = {
  ...{ тыс: thousand, млн: masculineNoun("миллион"), млрд: masculineNoun("миллиард") },
};
const number = String.raw`(\d+(?:[.,]\d+)?)(?![\d.,]*\d)`;
/** The point of «руб.», which stays where the sentence may end. */
const point = (sign: string, after: string) => (sign.endsWith(".") && isSentenceEnd(after) ? "." : "");
/** Endings behind a number, and the ordinal that they are the end of. */
const ordinalEndings: Record<string, Partial<Grammar>> = {
  ...{ й: { form: "masculine" }, я: { form: "feminine" }, е: { form: "neuter" }, м: { case: "prepositional" } },
  ...{ го: { case: "genitive" }, му: { case: "dative" }, ю: { form: "feminine", case: "accusative" } },
  ...{ ой: { form: "feminine", case: "genitive" }, х: { form: "plural", case: "genitive" } },
};

/**
 * How Russian text is read.
 *
 * - `1 250 000` is one number: groups of three behind one of one to three digits. `1.5` is a decimal, never a day; `12.03.2024`
 *   is a date, in the genitive; `1.2.3` is left as it stands.
 * - `10:30` is a time, except behind «счёт», «счётом»; a score such as `3:2` has one digit at its end.
 * - `3/4` is a fraction where it is less than one and its lower number is 2 to 10 or 100; `24/7` is none.
 * - «г.» is a year behind a year's four digits, a city before a name. «в 1999 г.» says when, so it is the prepositional.
 * - A Roman numeral stands before «век», «в.», or behind the name of a ruler; alone it is left to the engine.
 * - A number takes the case of the preposition before it and the gender of the word behind it, as far as the two show them
 *   (`caseAfter`). A case that only a verb asks for is not seen, except of a fraction behind «добавьте»: the nominative stands there.
 */
export const russianRules: readonly TextRule[] = [
  {
    sign: /(?<![\d+])(\+7|8)[ -]?(\(?\d{3}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2})(?!\d)/gu,
    say: ([first, rest]) => {
      const words = read("telephone", `${first!.at(-1)!}${rest!}`);
      return words && (first === "8" ? words : `плюс ${words}`);
    },
  },
  { sign: /(?<![\d.,])(\d{1,3}(?: \d{3})+)(?!\d)/gu, say: ([grouped]) => grouped!.replaceAll(" ", "") },
  {
    sign: /(?<![\d.])(\d{1,2}\.\d{1,2}\.\d{4})(?![\d.]\d)(?: ?(г\.|года(?!\p{L})))?/gu,
    say: ([date, word], _before, after) => {
      const words = read("date", date!, { case: "genitive" }, "d.m.y_fulldate");
      return words && words + point(word!, after);
    },
  },
  {
    sign: /(?<![\d-])(\d{4}-\d{2}-\d{2})(?![\d-])/gu,
    say: ([date]) => read("date", date!, { case: "genitive" }, "y-m-d_fulldate"),
  },
  {
    sign: new RegExp(
      String.raw`(?<!\d)(\d{1,2}) (${months})(?!\p{L})(?: (\d{4})(?!\d)(?: ?(г\.|года(?!\p{L})))?)?`,
      "gu",
    ),
    say: ([day, month, year, yearWord], before, after) => {
      const date = [day, month, ...(year === "" ? [] : [year])].join(" ");
      const detail = `${year === "" ? "d.m" : "d.m.y"}_word${year === "" ? "" : "_fulldate"}`;
      const isTo = /(?:^|[^\p{L}])к $/iu.test(before);
      const words = read("date", date, { case: isTo ? "dative" : "genitive" }, detail);
      return words && words + point(yearWord!, after);
    },
  },
  {
    sign: /(?<!\d)(\d{4}) ?(г\.|год[ауе]?(?!\p{L}))/gu,
    say: ([year, word], before, after) => {
      const isWhen = /(?:^|[^\p{L}])[вВо] $/u.test(before);
      const inCase = yearCase(word!, isWhen);
      const words = read("ordinal", year!, { case: inCase });
      return words && `${words} ${word === "г." ? yearWords[inCase] : word!}${point(word!, after)}`;
    },
  },
  {
    sign: /(?<![\d:.])(\d{1,2}:\d{2})(:\d{2})?(?![\d:])/gu,
    say: ([time, seconds], before, after) =>
      /сч[её]т(?:ом)?:? $/iu.test(before)
        ? time!.replace(":", " ")
        : read("time", time! + seconds!, { case: caseAfter(before, after) }, seconds === "" ? "h:m" : "h:m:s"),
  },
  { sign: /(?<![\d:.])(\d{1,3}):(\d)(?![\d:])/gu, say: ([one, other]) => `${one!} ${other!}` },
  {
    sign: new RegExp(String.raw`([$€₽]) ?${number}(?: (тыс|млн|млрд)\.?)?`, "gu"),
    say: ([sign, value, scale], before) => money(value!, scale!, sign!, caseAfter(before)),
  },
  {
    sign: new RegExp(
      String.raw`(?<![\d.,])${number} ?(?:(тыс|млн|млрд)\.? ?)?([$€₽]|руб\.|руб(?!\p{L})|р\.(?! ?\p{Lu}\p{Ll}))`,
      "gu",
    ),
    say: ([value, scale, sign], before, after) => {
      const words = money(value!, scale!, sign!, caseAfter(before));
      return words && words + point(sign!, after);
    },
  },
  {
    sign: new RegExp(String.raw`(?<![\d.,])${number} ?(тыс|млн|млрд)(?!\p{L})(?:\.(?! *(?:\p{Lu}|$)))?`, "gu"),
    say: ([value, scale], before) => measured(value!, scales[scale!]!, caseAfter(before)),
  },
  { sign: /(?<![\p{L}\d.)\]])[-\u2212](?=\d)/gu, say: () => "минус " },
  { sign: / ?\u2212 ?/gu, say: () => " минус " },
  { sign: /(?<![\p{L}\d)])\+(?=\d)/gu, say: () => "плюс " },
  {
    sign: new RegExp(String.raw`${number} ?°(?: ?([CСF])(?!\p{L}))?`, "gu"),
    say: ([value, scale], before) => {
      const words = measured(value!, degree, caseAfter(before));
      return words && words + (scale === "" ? "" : scale === "F" ? " Фаренгейта" : " Цельсия");
    },
  },
  {
    sign: new RegExp(String.raw`${number} ?%`, "gu"),
    say: ([value], before, after) => measured(value!, percent, caseAfter(before, after)),
  },
  {
    sign: /(?<![\d/.])(?:(\d+) )?(\d{1,3})[/⁄](\d{1,3})(?![\d/])/gu,
    say: ([whole, upper, lower], before) => {
      const isFraction = Number(upper) < Number(lower) && (Number(lower) <= 10 || lower === "100");
      const inCase = fractionCase(before);
      const words = isFraction ? read("fraction", `${upper!}/${lower!}`, { case: inCase }) : undefined;
      const first = whole === "" ? "" : read("cardinal", whole!, { form: "feminine", case: inCase });
      return first === "" ? words : words && first && `${first} и ${words}`;
    },
  },
  {
    sign: /(?<![\d.,])(\d+[.,]\d+)(?![.,]?\d)/gu,
    say: ([value], before) => read("decimal", value!, { case: decimalCase(before) }),
  },
  { sign: /№ ?(?=\d)/gu, say: () => "номер " },
  {
    sign: new RegExp(String.raw`(?<![\p{L}\d])(${romanPattern}) (век(?:а|у|ом|е)?(?!\p{L})|в\.)`, "gu"),
    say: ([numeral, word], before, after) => {
      const inCase =
        word === "в." ? (/(?:^|[^\p{L}])[вВ] $/u.test(before) ? "prepositional" : "genitive") : centuryCases[word!]!;
      const noun = word === "в." ? (inCase === "prepositional" ? "веке" : "века") : word!;
      return `${read("ordinal", romanDigits(numeral!), { case: inCase }) ?? ""} ${noun}${point(word!, after)}`;
    },
  },
  {
    sign: new RegExp(
      String.raw`(?<![\p{L}\d])(?=[IVX])(?<=(?:^|[^\p{L}])([\p{Lu}гчтр][а-яё]{2,20}) )(${romanPattern})(?![\p{L}\d])`,
      "gu",
    ),
    say: ([name, numeral]) =>
      /^(?:Глав|Част|Том|Раздел)/u.test(name!)
        ? romanDigits(numeral!)
        : read("ordinal", romanDigits(numeral!), rulerGrammar(name!)),
  },
  {
    sign: /(?<![\d.,-])(\d{1,9})-(й|я|е|м|го|му|ю|ой|х)(?!\p{L})/gu,
    say: ([digits, ending]) =>
      ending === "х" && /^[234]$/.test(digits!)
        ? read("cardinal", digits!, { case: "genitive" })
        : read("ordinal", digits!, ordinalEndings[ending!]),
  },
  ...russianAbbreviations,
  {
    // A number with zeros in front is a code, and one of more than fifteen digits too; the engine spells them.
    sign: /(?<![\p{L}\d.,:/-])(0|[1-9]\d{0,14})(?![\p{L}\d]|[.,:/-]\d)/gu,
    say: ([digits], before, after) => {
      const inCase = caseAfter(before, after);
      return read("cardinal", digits!, { form: genderBy(digits!, after, inCase), case: inCase });
    },
  },
];

const yearWords: Record<Case, string> = {
  ...{ nominative: "год", genitive: "года", dative: "году" },
  ...{ accusative: "год", ablative: "годом", prepositional: "году" },
};
const centuryCases: Record<string, Case> = {
  ...{ век: "nominative", века: "genitive", веку: "dative", веком: "ablative", веке: "prepositional" },
};

function yearCase(word: string, isWhen: boolean): Case {
  if (word === "год") return "nominative";
  if (word === "году") return isWhen ? "prepositional" : "dative";
  return word === "г." && isWhen ? "prepositional" : "genitive";
}

/** Decimals keep the nominative behind «в» and «на»: «увеличили в две целых пять десятых раза» is not said with «одну». */
function decimalCase(before: string): Case {
  const inCase = caseAfter(before);
  return inCase === "accusative" ? "nominative" : inCase;
}

/** A whole number with its noun, or a decimal with the genitive of the noun. */
function measured(value: string, noun: Noun, inCase: Case): string | undefined {
  if (value.length > maxDigits) return undefined;
  if (/^\d+$/.test(value)) return counted(value, noun, inCase);
  const words = read("decimal", value, { case: inCase });
  return words && `${words} ${noun.forms.genitive[0]}`;
}

function money(value: string, scale: string, sign: string, inCase: Case): string | undefined {
  const isDollar = sign === "$";
  if (scale !== "") {
    const words = measured(value, scales[scale]!, inCase);
    return words && `${words} ${sign === "€" ? "евро" : isDollar ? "долларов" : "рублей"}`;
  }
  if (sign === "€") return measured(value, euro, inCase);
  return read("money", value, { case: inCase }, isDollar ? "USD" : "RUB");
}
