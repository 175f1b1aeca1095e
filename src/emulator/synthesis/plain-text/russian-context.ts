import type { Case, Gender, Grammar } from "../../../ssml/grammatical-form.ts";
import type { Noun } from "../say-as/russian-numerals.ts";

const byPreposition: readonly [RegExp, Case][] = [
  [/(?:^|[^\p{L}])(?:от|до|из|без|для|около|после|у|кроме|более|менее|больше|меньше|свыше|порядка) $/iu, "genitive"],
  [/(?:^|[^\p{L}])(?:к|ко) $/iu, "dative"],
  [/(?:^|[^\p{L}])(?:в|во|на|за|через) $/iu, "accusative"],
  [/(?:^|[^\p{L}])(?:о|об|при) $/iu, "prepositional"],
];

/**
 * Case that the preposition in front asks of a number. «с» asks for the genitive only where «до» or «по» follows: «с 10 до 18».
 * After «в» and «на» it is the accusative, which times and amounts have. Without a preposition it is the nominative.
 */
export function caseAfter(before: string, after = ""): Case {
  if (/(?:^|[^\p{L}])(?:с|со) $/iu.test(before))
    return /^[^.!?]{0,12} (?:до|по) /u.test(after) ? "genitive" : "nominative";
  return byPreposition.find(([preposition]) => preposition.test(before))?.[1] ?? "nominative";
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
