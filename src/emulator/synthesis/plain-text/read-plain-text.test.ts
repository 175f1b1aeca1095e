import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPlainText } from "./read-plain-text.ts";

const russian: [string, string][] = [
  [
    "Всего у компании в прошлом году было 1 250 000 рублей.",
    "Всего у компании в прошлом году было один миллион двести пятьдесят тысяч рублей.",
  ],
  [
    "Встреча 12.03.2024 в 10:30.",
    "Встреча двенадцатого марта две тысячи двадцать четвёртого года в десять часов тридцать минут.",
  ],
  [
    "Он родился 3 марта 1999 г. в г. Москве.",
    "Он родился третьего марта тысяча девятьсот девяносто девятого года в городе Москве.",
  ],
  ["В 1999 г. построили дом.", "В тысяча девятьсот девяносто девятом году построили дом."],
  [
    "Экспозиция рассказывает о творчестве великого поэта А. С. Пушкина в Москве.",
    "Экспозиция рассказывает о творчестве великого поэта а эс Пушкина в Москве.",
  ],
  ["Живу на ул. Ленина, д. 5, кв. 21.", "Живу на улице Ленина, дом пять, квартира двадцать один."],
  ["Проект им. Пушкина закрыт.", "Проект имени Пушкина закрыт."],
  ["Билет стоит 125,30 ₽, а не $2.", "Билет стоит сто двадцать пять рублей тридцать копеек, а не два доллара."],
  [
    "Звоните: +7 (495) 123-05-67.",
    "Звоните: плюс семь, четыреста девяносто пять, сто двадцать три, ноль пять, шестьдесят семь.",
  ],
  ["Ночью −5 °C, днём +21 °C.", "Ночью минус пять градусов Цельсия, днём плюс двадцать один градус Цельсия."],
  ["В XXI веке и в XIX в. жили иначе.", "В двадцать первом веке и в девятнадцатом веке жили иначе."],
  ["При Петре I и Екатерине II строили флот.", "При Петре первом и Екатерине второй строили флот."],
  ["Добавьте 1/2 стакана и 2 1/4 ложки.", "Добавьте одну вторую стакана и две и одна четвёртая ложки."],
  ["Счёт 10:30, а потом 3:2.", "Счёт десять тридцать, а потом три два."],
  [
    "Доля выросла с 10 до 15,5 % за 2 недели.",
    "Доля выросла с десяти до пятнадцати целых пяти десятых процента за две недели.",
  ],
  [
    "Прибыль 1,5 млн руб. Расходы 3 млрд ₽.",
    "Прибыль одна целая пять десятых миллиона рублей. Расходы три миллиарда рублей.",
  ],
  ["У неё 21 книга и 2 стола.", "У неё двадцать одна книга и два стола."],
  ["Это было в 90-х, на 5-м этаже.", "Это было в девяностых, на пятом этаже."],
  ["Яблоки, груши и т. д. лежат тут, т. е. здесь.", "Яблоки, груши и так далее лежат тут, то есть здесь."],
  ["К 8 марта купили № 7 и версию 1.2.3.", "К восьмому марта купили номер семь и версию 1.2.3."],
];
const english: [string, string][] = [
  ["The committee decided that Dr. Smith travelled home.", "The committee decided that Doctor Smith travelled home."],
  ["The train leaves at 12:00\u202fAM today.", "The train leaves at 12 A M today."],
  ["We meet at 10:30 a.m. Then we eat.", "We meet at 10 30 A M. Then we eat."],
  ["The game ended with a score of 10:30.", "The game ended with a score of 10 to 30."],
  ["It cost $1,250,000.50 in all.", "It cost 1250000 dollars 50 cents in all."],
  ["They raised $5 million and €20.", "They raised 5 million dollars and 20 euros."],
  ["On 12/25/2024 and 25/12/2024 it snowed.", "On December 25th, 2024 and December 25th, 2024 it snowed."],
  ["She was born on July 4, 1999.", "She was born on July 4th, 1999."],
  ["The date is 2024-03-12.", "The date is March 12th, 2024."],
  ["Add 3/4 cup, open 24/7.", "Add 3 quarters cup, open 24/7."],
  ["Pi is about 3.14, not version 1.2.3.", "Pi is about 3 point 1 4, not version 1.2.3."],
  [
    "It was −5 °C, then 1 °C and 68 °F.",
    "It was minus 5 degrees Celsius, then 1 degree Celsius and 68 degrees Fahrenheit.",
  ],
  ["Henry VIII and World War II, said Malcolm X.", "Henry the 8th and World War 2, said Malcolm X."],
  ["Call +1 (555) 123-4567 now.", "Call plus 1, 5 5 5, 1 2 3, 4 5 6 7 now."],
  ["J. R. R. Tolkien wrote it, and I did not.", "J R R Tolkien wrote it, and I did not."],
  ["He lives at 12 Baker St. in London, near St. Paul.", "He lives at 12 Baker Street in London, near Saint Paul."],
  ["Mr. Brown vs. Mrs. Green, etc.", "Mr Brown versus Mrs Green, et cetera."],
  ["Pages 10–20 grew by 15 % to 1 250 000.", "Pages 10 to 20 grew by 15 percent to 1250000."],
  ["Use fruit, e.g. apples, i.e. No. 5.", "Use fruit, for example apples, that is number 5."],
  [
    "Pre\u200brequisites of Prof. Lee at\u00a0Smith Inc. Today.",
    "Prerequisites of Professor Lee at Smith Incorporated. Today.",
  ],
];

describe("readPlainText", () => {
  it.each(russian)("reads in Russian %j", (text, words) => {
    expect(readPlainText(text, "ru")).toBe(words);
  });

  it.each(english)("reads in English %j", (text, words) => {
    expect(readPlainText(text, "en")).toBe(words);
  });

  it.each([
    ["с 5 друзьями", "с пятью друзьями"],
    ["с 3 лучшими друзьями", "с тремя лучшими друзьями"],
    ["с 21 другом", "с двадцатью одним другом"],
    ["с 5 утра", "с пяти утра"],
    ["с 10 до 18", "с десяти до восемнадцати"],
    ["с 3 попыток", "с трёх попыток"],
    ["в 5 домах", "в пяти домах"],
    ["на 5 домов больше", "на пять домов больше"],
    ["между 5 и 7", "между пятью и семь"],
    ["в 2/3 случаев", "в двух третьих случаев"],
    ["на 1/2 меньше", "на одну вторую меньше"],
    ["около 3/4 стакана", "около трёх четвёртых стакана"],
    ["1 1/4 часа", "одна и одна четвёртая часа"],
    ["помог 5 друзьям", "помог пять друзьям"],
  ])("takes the case that the words around %j ask for", (text, words) => {
    expect(readPlainText(text, "ru")).toBe(words);
  });

  it.each([
    ["(555) 123-4567", "5 5 5, 1 2 3, 4 5 6 7"],
    ["555-123-4567", "5 5 5, 1 2 3, 4 5 6 7"],
    ["+7 495 123-45-67", "plus 7, 4 9 5, 1 2 3, 4 5, 6 7"],
    ["a score of 3:2", "a score of 3 to 2"],
    ["in a ratio of 3:2", "in a ratio of 3 to 2"],
  ])("reads the telephone or the score %j as English readers do", (text, words) => {
    expect(readPlainText(text, "en")).toBe(words);
  });

  it("joins a line inside a sentence, and keeps the end of a heading, a paragraph and an item", () => {
    const wrapped = "The quick brown fox jumps over the lazy dog and\nthen runs away into the dark forest all alone.";
    expect(readPlainText(wrapped, "en")).toBe(wrapped.replace("\n", " "));
    expect(readPlainText("The quick brown fox jumps over the lazy dog of old\r\nLondon.", "en")).toContain(
      "dog of old London",
    );
    for (const text of ["Heading\nIt begins.", "one\n\ntwo", "to buy:\n- milk\n- bread", "It ends.\nNext."])
      expect(readPlainText(text, "en")).toBe(text);
  });

  it("reads a text without signs that are not seen as the text without them", () => {
    expect(readPlainText("prere\u200bqui\u00adsites\ufeff", "en")).toBe("prerequisites");
    expect(readPlainText("за{'}\u00adмок", "ru")).toBe("за{'}мок");
    expect(readPlainText("👩\u200d💻", "en")).toBe("👩\u200d💻");
    for (const blank of ["\u00a0", "\u2009", "\u202f"])
      expect(readPlainText(`1${blank}250${blank}000`, "ru")).toBe(readPlainText("1 250 000", "ru"));
  });

  it("ends a sentence behind a letter that is no initial, and spells U.S.", () => {
    expect(readPlainText("So did I. Then the U.S. Army chose plan B. It worked.", "en")).toBe(
      "So did I. Then the U S Army chose plan B. It worked.",
    );
    expect(readPlainText("Это витамин А. Потом чай. Глава IV.", "ru")).toBe("Это витамин А. Потом чай. Глава четыре.");
    expect(readPlainText("Стр. 5: около 5 тыс. руб. в год.", "ru")).toBe(
      "страница пять: около пяти тысяч рублей в год.",
    );
  });

  it("leaves words alone, whatever they are", () => {
    const words = fc
      .array(fc.constantFrom("I", "am", "in", "дом", "в", "г", "Mix", "CD", "MC", "слово,", "конец."))
      .map((all) => all.join(" "));
    fc.assert(
      fc.property(words, fc.constantFrom("ru", "en"), (text, language) => {
        expect(readPlainText(text, language)).toBe(text);
      }),
    );
  });

  it("takes any text, a long one in time", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."0123 ./:,-−$₽°CIXVАг.\n№%") }),
        fc.constantFrom("ru", "en"),
        (text, language) => {
          expect(typeof readPlainText(text, language)).toBe("string");
        },
      ),
    );
    // The words of one number take a millisecond.
    const times = (unit: string) => (unit.endsWith("1 ") || unit.endsWith("0 ") ? 1_000 : 10_000);
    for (const unit of ["1", "1 ", "1 000 ", "A. ", "X", " ", "\n", "Аа ", "1."])
      for (const language of ["ru", "en"])
        expect(typeof readPlainText(unit.repeat(times(unit)), language)).toBe("string");
  });
});
