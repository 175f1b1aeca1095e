import { expect, it } from "vitest";
import { replacePattern } from "./replace-pattern.ts";

it.each([
  ["no model for alpha", "model for *", "M", "no M"],
  ["port 1 and port 2", "port", "P", "P 1 and P 2"],
  ["a <b> c <d> e", "<*>", "#", "a # c # e"],
  ["a b c", "*b", "X", "X c"],
  ["a b c", "a*z", "X", "a b c"],
  ["a.b", ".", "X", "aXb"],
  ["Пример: звук 7", "звук *", "звук", "Пример: звук"],
  ["", "a", "X", ""],
  ["aaa", "a", "aa", "aaaaaa"],
])("%j with %j read as %j is %j", (text, pattern, word, expected) => {
  expect(replacePattern(text, pattern, word)).toBe(expected);
});

it("takes one look at each character of a text that almost fits", () => {
  const pattern = Array.from({ length: 60 }, () => "a*").join("") + "b";
  expect(replacePattern("a".repeat(20_000), pattern, "X")).toBe("a".repeat(20_000));
});
