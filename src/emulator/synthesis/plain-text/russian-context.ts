import type { Case, Gender, Grammar } from "../../../ssml/grammatical-form.ts";
import type { Noun } from "../say-as/russian-numerals.ts";

const prepositions: Readonly<Record<Exclude<Case, "nominative">, string>> = {
  genitive: "от до из без для около после у кроме более менее больше меньше свыше порядка",
  dative: "к ко",
  accusative: "в во на за через",
  prepositional: "о об при",
  ablative: "между перед над",
};
const caseOfPreposition = new Map(
  Object.entries(prepositions).flatMap(([inCase, words]) => words.split(" ").map((word) => [word, inCase as Case])),
);
/** The word right in front, in small letters. */
const wordBefore = (before: string): string => /([а-яё]+) $/.exec(before.toLowerCase())?.[1] ?? "";
/** What ends in the ablative within two words, as «друзьями» and «лучшими друзьями» do; in the singular only the next word. */
const ablativeAhead = /^ (?:(?:\p{L}+ )?\p{L}+[аиыья]ми|\p{L}{2,}(?:ом|ем|ой))(?!\p{L})/u;
const genitiveAhead =
  /^(?:[^.!?]{0,12} (?:до|по) | (?:утра|вечера|дня|ночи|часов|лет|\p{L}{2,}(?:ов|ев|ок))(?!\p{L}))/u;
const prepositionalAhead = /^ (?:\p{L}+ )?\p{L}{2,}[ая]х(?!\p{L})/u;

/**
 * Case that the preposition in front asks of a number, by the word behind it where a preposition has several:
 *
 * - «с 5 друзьями» is the ablative, «с 10 до 18», «с 5 утра» and «с 5 рублей» are the genitive; «с 5» alone stays the nominative.
 * - «в» and «на» have the prepositional before «домах», else the accusative, which times and amounts have.
 * - Without a preposition it is the nominative, and so it is where only a verb asks for another case («помог 5 друзьям»): that cannot be
 *   seen without knowing the verb.
 */
export function caseAfter(before: string, after = ""): Case {
  const word = wordBefore(before);
  if (word === "с" || word === "со") {
    if (genitiveAhead.test(after)) return "genitive";
    return ablativeAhead.test(after) ? "ablative" : "nominative";
  }
  const found = caseOfPreposition.get(word) ?? "nominative";
  return found === "accusative" && prepositionalAhead.test(after) ? "prepositional" : found;
}

/**
 * Case of a fraction: «в 2/3 случаев» says where, so it is the prepositional; behind a verb that tells somebody to take or to add it
 * is the accusative: «добавьте 1/2 стакана». Else as `caseAfter`.
 */
export function fractionCase(before: string): Case {
  if (/^во?$/.test(wordBefore(before))) return "prepositional";
  return /\p{L}{2}[йиь]те (?:ещё |еще )?$/iu.test(before) ? "accusative" : caseAfter(before);
}

/** Gender of a number by the end of the word that it counts: «21 книга», «2 книги»; masculine where the word does not say. */
export function genderBy(digits: string, after: string, inCase: Case): Gender {
  const word = /^ ([а-яё]+)/u.exec(after)?.[1] ?? "";
  const isTeen = /1\d$/.test(digits);
  if (isTeen) return "masculine";
  if (digits.endsWith("1")) {
    if (inCase === "accusative" && /[ую]$/u.test(word)) return "feminine";
    if (inCase !== "nominative") return /(?:ой|ы)$/u.test(word) ? "feminine" : "masculine";
    if (/[ая]$/u.test(word)) return "feminine";
    return /(?:ое|о|е)$/u.test(word) ? "neuter" : "masculine";
  }
  return digits.endsWith("2") && /(?:[ыи]|ые|ие)$/u.test(word) ? "feminine" : "masculine";
}

const masculineNames =
  /^(?:П[её]тр|Павел|Павл|Никола|Александр(?!а II?$)|Иван|Васили|Людовик|Карл|Генрих|Фридрих|Вильгельм|Георг|Эдуард|Филипп|Алексе|Фёдор|Федор|Михаил|Константин|Юстиниан|Рамсес|Наполеон|Франциск|Бенедикт|Иоанн|Ричард|Яков|Оттон)/u;

/** Gender and case of the ordinal behind a ruler's name, by the end of the name: «Петра I», «Екатерине II». */
export function rulerGrammar(name: string): Grammar {
  const end = (endings: readonly [RegExp, Case][]) =>
    endings.find(([ending]) => ending.test(name))?.[1] ?? "nominative";
  if (masculineNames.test(name) || /[бвгджзйклмнпрстфхцчшщ]$/u.test(name)) {
    const found = end([
      [/[ая]$/u, "genitive"],
      [/[ую]$/u, "dative"],
      [/(?:ом|ем)$/u, "ablative"],
      [/е$/u, "prepositional"],
    ]);
    return { form: "masculine", case: found };
  }
  const found = end([
    [/[ыи]$/u, "genitive"],
    [/е$/u, "dative"],
    [/[ую]$/u, "accusative"],
    [/(?:ой|ей)$/u, "ablative"],
  ]);
  return { form: "feminine", case: found };
}

/** A masculine noun with a hard end: «градус», «процент». */
export function masculineNoun(stem: string): Noun {
  return {
    gender: "masculine",
    forms: {
      nominative: [stem, `${stem}ы`],
      genitive: [`${stem}а`, `${stem}ов`],
      dative: [`${stem}у`, `${stem}ам`],
      accusative: [stem, `${stem}ы`],
      ablative: [`${stem}ом`, `${stem}ами`],
      prepositional: [`${stem}е`, `${stem}ах`],
    },
  };
}

/** A noun whose forms are all the same: «евро». */
export function fixedNoun(word: string): Noun {
  const pair = [word, word] as const;
  const forms = {
    nominative: pair,
    genitive: pair,
    dative: pair,
    accusative: pair,
    ablative: pair,
    prepositional: pair,
  };
  return { gender: "masculine", forms };
}
