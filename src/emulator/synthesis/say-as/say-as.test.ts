import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { categories } from "../../../ssml/say-as-values.ts";
import { cases, genders } from "../../../ssml/grammatical-form.ts";
import { sayAs } from "./say-as.ts";

describe("sayAs in Russian", () => {
  it.each([
    ["cardinal", "21", "", "", "двадцать один"],
    ["cardinal", "21", "feminine", "", "двадцать одна"],
    ["cardinal", "2", "neuter_genitive", "", "двух"],
    ["cardinal", "345", "ablative", "", "тремястами сорока пятью"],
    ["cardinal", "1 000 000", "dative", "", "одному миллиону"],
    ["cardinal", "21", "plural", "", "двадцать одни"],
    ["cardinal", "11", "plural", "", "одиннадцать"],
    ["cardinal", "1", "genitive_plural", "", "одних"],
    ["ordinal", "1", "", "", "первый"],
    ["ordinal", "2", "", "", "второй"],
    ["ordinal", "3", "feminine_accusative", "", "третью"],
    ["ordinal", "3", "prepositional_neuter", "", "третьем"],
    ["ordinal", "40", "", "", "сороковой"],
    ["ordinal", "1945", "genitive", "", "тысяча девятьсот сорок пятого"],
    ["ordinal", "2000", "neuter", "", "двухтысячное"],
    ["ordinal", "8", "plural_ablative", "", "восьмыми"],
    ["ordinal", "0", "", "", "нулевой"],
    ["date", "23.11.2025", "", "", "двадцать третье ноября две тысячи двадцать пятого"],
    ["date", "23.11.2025", "genitive", "d.m.y_fulldate", "двадцать третьего ноября две тысячи двадцать пятого года"],
    ["date", "2025-11-23", "", "y-m-d", "двадцать третье ноября две тысячи двадцать пятого"],
    ["date", "11/1999", "", "m/y", "ноябрь тысяча девятьсот девяносто девятого"],
    ["date", "3 марта", "genitive", "d.m_word", "третьего марта"],
    ["date", "1999", "", "y_fulldate", "тысяча девятьсот девяносто девятый год"],
    ["time", "21:02", "", "", "двадцать один час две минуты"],
    ["time", "10-30-01", "genitive", "h-m-s", "десяти часов тридцати минут одной секунды"],
    [
      "telephone",
      "8 (495) 123-05-67",
      "",
      "RU",
      "восемь, четыреста девяносто пять, сто двадцать три, ноль пять, шестьдесят семь",
    ],
    ["telephone", "9161230045", "", "", "девятьсот шестнадцать, сто двадцать три, ноль ноль, сорок пять"],
    ["money", "125.30", "", "", "сто двадцать пять рублей тридцать копеек"],
    ["money", "1", "accusative", "USD", "один доллар"],
    ["money", "21,02", "ablative", "RUB", "двадцатью одним рублём двумя копейками"],
    ["split-by", "1024", "", "", "один, ноль, два, четыре"],
    ["split-by", "10240", "", "2", "десять, двадцать четыре, ноль"],
    ["split-by", "100007", "genitive", "3", "ста, ноль ноль семи"],
    ["fraction", "2/3", "", "", "две третьих"],
    ["fraction", "1/21", "accusative", "", "одну двадцать первую"],
    ["decimal", "1.1", "", "", "одна целая одна десятая"],
    ["decimal", "3,14", "genitive", "", "трёх целых четырнадцати сотых"],
    ["non-roman", "XL", "", "", "икс эль"],
    ["non-roman", "M", "", "", "эм"],
  ] as const)("reads %s of %j (%s, %s)", (category, content, format, detail, words) => {
    expect(sayAs(category, content, format, detail, "ru")).toEqual({ text: words });
  });

  it.each([
    ["cardinal", "пять", "", "", "пять"],
    ["date", "31.13.2025", "", "", "31.13.2025"],
    ["date", "23.11", "", "d.x", "23.11"],
    ["time", "10:61", "", "", "10:61"],
    ["telephone", "12", "", "", "12"],
    ["money", "5", "", "EUR", "5"],
    ["money", "5", "", "toString", "5"],
    ["date", "23", "", "constructor", "23"],
    ["split-by", "123", "", "4", "123"],
    ["fraction", "1/0", "", "", "1/0"],
    ["decimal", "1", "", "", "1"],
    ["non-roman", "4", "", "", "4"],
    ["cardinal", "9".repeat(37), "", "", "9".repeat(37)],
  ] as const)("reads %s of %j (%s, %s) as it stands and says so", (category, content, format, detail, words) => {
    expect(sayAs(category, content, format, detail, "ru")).toEqual({ text: words, misfit: "content" });
  });

  it("passes over a format that does not fit", () => {
    for (const format of ["plural_feminine", "feminine_neuter", "singular"]) {
      const said = sayAs("cardinal", "1", format, "", "ru");
      expect(said).toEqual({ text: "один", misfit: "format" });
    }
  });

  it("leaves no digit in a number, in any form", () => {
    const number = fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String);
    const format = fc
      .tuple(fc.constantFrom(...genders, "plural"), fc.constantFrom(...cases))
      .map((words) => words.join("_"));
    fc.assert(
      fc.property(number, format, fc.constantFrom("cardinal", "ordinal", "money"), (digits, form, category) => {
        expect(sayAs(category, digits, form, "", "ru").text).toMatch(/^[а-яё ]+$/);
      }),
    );
  });
});

describe("sayAs in English", () => {
  it.each([
    ["cardinal", "1 000", "", "1000"],
    ["ordinal", "23", "", "23rd"],
    ["ordinal", "111", "", "111th"],
    ["date", "23.11.2025", "", "November 23rd, 2025"],
    ["time", "10:00", "", "10 o'clock"],
    ["time", "10:05:01", "h:m:s", "10 oh 5 and 1 second"],
    ["telephone", "84951230567", "", "8, 4 9 5, 1 2 3, 0 5, 6 7"],
    ["money", "1.5", "USD", "1 dollar 50 cents"],
    ["split-by", "1204", "2", "12, zero 4"],
    ["fraction", "2/3", "", "2 thirds"],
    ["fraction", "1/2", "", "1 half"],
    ["fraction", "5/37", "", "5 over 37"],
    ["decimal", "1.15", "", "1 point 1 5"],
    ["non-roman", "xl", "", "X L"],
  ] as const)("reads %s of %j (%s)", (category, content, detail, words) => {
    expect(sayAs(category, content, "", detail, "en")).toEqual({ text: words });
  });
});

describe("sayAs", () => {
  it("always has something to say and never throws", () => {
    const any = fc.string({ maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom(...categories), any, any, any, fc.constantFrom("ru", "en"), (category, ...rest) => {
        expect(typeof sayAs(category, ...rest).text).toBe("string");
      }),
    );
  });
});
