import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRegex, regexPattern } from "./read-regex.ts";
import { createRegexFinder } from "./regex-finder.ts";

const finds = (source: string, text: string) => {
  const reading = readRegex(source);
  if ("problem" in reading) throw new Error(reading.problem);
  const isFound = createRegexFinder(reading.regex)(text);
  expect(new RegExp(regexPattern(reading.regex), "u").test(text)).toBe(isFound);
  return isFound;
};

describe("readRegex", () => {
  it.each([
    ["a.c", "xABCx", "ac"],
    ["^сбой$", "СБОЙ", "сбой\n"],
    [String.raw`\d{2,3}ms`, "12MS", "1ms"],
    [String.raw`^\w+$`, "слово_1", "два слова"],
    [String.raw`\S\s\S`, "a\u00a0b", "ab"],
    ["[а-я]{3}", "АБВ", "abc"],
    ["[^a-c]", "d", "ABC"],
    [String.raw`[\]\-x]`, "-", "y"],
    ["colou?r|grey", "COLOR", "gray"],
    ["(?:ab){2}", "abAB", "ab"],
    ["(a|b)?c", "c", "d"],
    [String.raw`a\.b\/c`, "a.b/c", "aXb/c"],
    ["a.b", "a😀b", "a\nb"],
    [".*?x", "yyX", "y"],
  ])("%s is in %j, but not in %j", (source, text, other) => {
    expect(finds(source, text)).toBe(true);
    expect(finds(source, other)).toBe(false);
  });

  it.each([
    ["regex-syntax", ["(", ")", "[a", "a)", "*a", "a**", "a{2", "a{x}", "a{3,2}", "[b-a]", "[]", "{", "^*", "\\"]],
    [
      "regex-feature",
      [
        String.raw`(a)\1`,
        "(?=a)",
        "(?!a)",
        "(?<=a)",
        "(?<n>a)",
        String.raw`\bа`,
        String.raw`\p{L}`,
        "(?i)a",
        String.raw`\x41`,
      ],
    ],
    ["regex-slow", ["(a+)+", "(a*)*", "(a|b)+", "((a)?)*", "(?:a{2}){3}", "a{101}", "a*b*c*d*e*f*"]],
  ])("answers %s to what is not allowed", (problem, sources) => {
    for (const source of sources) expect(readRegex(source), source).toEqual({ problem });
  });

  it("finds what its pattern finds, for any expression", () => {
    const tokens = fc.constantFrom(
      ..."aабA1 .^$|*+?()".split(""),
      "[^a]",
      "[а-в]",
      String.raw`\d`,
      "{2}",
      "{1,}",
      "(?:",
      "{0,2}?",
    );
    const texts = fc.array(fc.string({ unit: fc.constantFrom(..."aAабБ1 \n😀"), maxLength: 12 }), {
      minLength: 5,
      maxLength: 5,
    });
    let read = 0;
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 8 }), texts, (parts, samples) => {
        const reading = readRegex(parts.join(""));
        if ("problem" in reading) return;
        read++;
        const find = createRegexFinder(reading.regex);
        const pattern = new RegExp(regexPattern(reading.regex), "u");
        for (const text of samples) expect(find(text), `${pattern.source} in ${text}`).toBe(pattern.test(text));
      }),
      { numRuns: 5_000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  it("looks at each character once where `RegExp` would go back for years", () => {
    const reading = readRegex(`${"a?".repeat(60)}${"a".repeat(60)}$`);
    expect("regex" in reading && createRegexFinder(reading.regex)("a".repeat(59) + "b")).toBe(false);
    expect(finds("a*a*a*a*a*c", "a".repeat(20))).toBe(false);
    const slow = readRegex("a*a*a*a*a*c");
    expect("regex" in slow && createRegexFinder(slow.regex)("a".repeat(100_000))).toBe(false);
  });
});
