import type { Case, Grammar } from "../../../ssml/grammatical-form.ts";
import { fraction } from "./russian-numerals.ts";

type Endings = Record<Case, string>;

const endings = (...list: [string, string, string, string, string, string]): Endings => {
  const [nominative, genitive, dative, accusative, ablative, prepositional] = list;
  return { nominative, genitive, dative, accusative, ablative, prepositional };
};

const hard: Record<Grammar["form"], Endings> = {
  masculine: endings("ый", "ого", "ому", "ый", "ым", "ом"),
  neuter: endings("ое", "ого", "ому", "ое", "ым", "ом"),
  feminine: endings("ая", "ой", "ой", "ую", "ой", "ой"),
  plural: endings("ые", "ых", "ым", "ые", "ыми", "ых"),
};
const third: Record<Grammar["form"], Endings> = {
  masculine: endings("ий", "ьего", "ьему", "ий", "ьим", "ьем"),
  neuter: endings("ье", "ьего", "ьему", "ье", "ьим", "ьем"),
  feminine: endings("ья", "ьей", "ьей", "ью", "ьей", "ьей"),
  plural: endings("ьи", "ьих", "ьим", "ьи", "ьими", "ьих"),
};
/** Their ending is stressed, so the masculine says «-ой». */
const stressedEnding = /(втор|шест|седьм|восьм|сороков|нулев)$/;

/**
 * A whole number as an ordinal: `1945`, neuter genitive: «тысяча девятьсот сорок пятого».
 *
 * The library has ordinals as denominators («одна сорок пятая»), in the feminine; the last word is declined here.
 */
export function ordinal(digits: string, grammar: Grammar): string {
  const feminine = fraction("1", digits, "nominative")
    .replace(/^одна /, "")
    .replace(/^одна тысяча /, "тысяча ");
  const isThird = feminine.endsWith("третья");
  const stem = feminine.slice(0, -2);
  const ending = (isThird ? third : hard)[grammar.form][grammar.case];
  return stem + (ending === "ый" && stressedEnding.test(stem) ? "ой" : ending);
}
