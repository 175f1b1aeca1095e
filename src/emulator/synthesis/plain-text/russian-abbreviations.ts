import { caseAfter } from "./russian-context.ts";
import { abbreviation, type TextRule } from "./text-rule.ts";

const start = String.raw`(?<![\p{L}\d.])`;
const name = String.raw`(?= ?[«"]?\p{Lu})`;
const number = String.raw`(?= ?\d)`;

/** Forms of a word: nominative, genitive, dative, accusative, prepositional. */
type Forms = readonly [string, string, string, string, string];

const feminineStreet: Forms = ["улица", "улицы", "улице", "улицу", "улице"];
const square: Forms = ["площадь", "площади", "площади", "площадь", "площади"];
const city: Forms = ["город", "города", "городу", "город", "городе"];
const avenue: Forms = ["проспект", "проспекта", "проспекту", "проспект", "проспекте"];
const lane: Forms = ["переулок", "переулка", "переулку", "переулок", "переулке"];

/** The word in the case that the preposition asks for; «в» and «на» say where, so they ask for the prepositional. */
function place(before: string, [nominative, genitive, dative, accusative, prepositional]: Forms): string {
  if (/(?:^|[^\p{L}])(?:по|к) $/iu.test(before)) return dative;
  if (/(?:^|[^\p{L}])(?:в|во|на|о|об|при) $/iu.test(before)) return prepositional;
  if (/(?:^|[^\p{L}])(?:с|со) $/iu.test(before) || caseAfter(before) === "genitive") return genitive;
  return caseAfter(before) === "accusative" ? accusative : nominative;
}

const before = (sign: string, follows: string, forms: Forms): TextRule => ({
  sign: new RegExp(`${start}${sign}\\. ?${follows}`, "gu"),
  say: (_groups, front) => `${place(front, forms)} `,
});
const word = (sign: string, follows: string, words: string): TextRule => ({
  sign: new RegExp(`${start}${sign}\\. ?${follows}`, "gu"),
  say: () => `${words} `,
});

const letterNames: Record<string, string> = {
  ...{
    А: "а",
    Б: "бэ",
    В: "вэ",
    Г: "гэ",
    Д: "дэ",
    Е: "е",
    Ё: "ё",
    Ж: "жэ",
    З: "зэ",
    И: "и",
    Й: "и",
    К: "ка",
    Л: "эль",
  },
  ...{ М: "эм", Н: "эн", О: "о", П: "пэ", Р: "эр", С: "эс", Т: "тэ", У: "у", Ф: "эф", Х: "ха", Ц: "цэ", Ч: "че" },
  ...{ Ш: "ша", Щ: "ща", Э: "э", Ю: "ю", Я: "я" },
};
/** What a letter behind it names, so that its point ends the sentence. */
const lettered = /(?:^|[^\p{L}])(?:витамин|вариант|групп|класс|план|тип|пункт|част|категори|литер)\p{Ll}* $/iu;

/**
 * Abbreviations with points. «г.» is a city before a name (after a number it is a year, which `russianRules` reads); «д.» is
 * a house and «кв.» a flat before a number only; initials are named letter by letter.
 */
export const russianAbbreviations: readonly TextRule[] = [
  { ...abbreviation(/(?<!\p{L})(?:и )?т\. ?д\./gu, "и так далее") },
  { ...abbreviation(/(?<!\p{L})(?:и )?т\. ?п\./gu, "и тому подобное") },
  { ...abbreviation(/(?<!\p{L})и др\./gu, "и другие") },
  { ...abbreviation(/(?<!\p{L})до н\. ?э\./gu, "до нашей эры") },
  { ...abbreviation(/(?<!\p{L})н\. ?э\./gu, "нашей эры") },
  { sign: /(?<!\p{L})т\. ?е\./gu, say: () => "то есть" },
  { sign: /(?<!\p{L})т\. ?к\./gu, say: () => "так как" },
  before("г", String.raw`(?= ?\p{Lu}\p{Ll})`, city),
  before("[Уу]л", name, feminineStreet),
  before("пл", name, square),
  before("(?:пр|просп)", name, avenue),
  before("пер", name, lane),
  word("им", name, "имени"),
  word("проф", name, "профессор"),
  word("акад", name, "академик"),
  word("доц", name, "доцент"),
  word("д", number, "дом"),
  word("кв", number, "квартира"),
  word("корп", number, "корпус"),
  word("[Сс]тр", number, "страница"),
  word("[Рр]ис", number, "рисунок"),
  word("табл", number, "таблица"),
  word("(?:тел|Тел)", String.raw`(?= ?[+\d])`, "телефон"),
  word("[Сс]м", "", "смотри"),
  word("[Нн]апр", "", "например"),
  {
    // What follows is another initial or a surname, or a surname stands before.
    sign: /(?<![\p{L}\d.])(\p{Lu})\. ?(?:(\p{Lu})\. ?)?(?=\p{Lu}\p{Ll})/gu,
    say: (letters, front) => {
      if (lettered.test(front)) return undefined;
      const names = letters.filter((letter) => letter !== "").map((letter) => letterNames[letter]);
      return names.includes(undefined) ? undefined : `${names.join(" ")} `;
    },
  },
];
