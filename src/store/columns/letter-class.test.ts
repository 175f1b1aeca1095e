import { expect, it } from "vitest";
import { letterForms, whiteSpaceCharacters } from "../../query/text/letter-forms.ts";
import { letterClass } from "./letter-class.ts";

it("gives all characters that a search takes for one another the same class", () => {
  let forms = 0;
  for (let code = 0; code < 0x20000; code++) {
    // Halves of surrogate pairs are no characters; beyond, there is no case.
    if (code >= 0xd800 && code < 0xe000) continue;
    for (const form of letterForms(String.fromCodePoint(code))) {
      const other = form.codePointAt(0)!;
      if (other !== code) forms++;
      if (letterClass(other) !== letterClass(code)) expect.fail(`${code.toString(16)} and ${other.toString(16)}`);
    }
  }
  expect(forms).toBeGreaterThan(2_000);
  for (const blank of whiteSpaceCharacters) expect(letterClass(blank.charCodeAt(0))).toBe(0x20);
  expect(letterClass(0xd83d)).toBe(letterClass(0xfffd));
});

it("keeps letters of one alphabet apart", () => {
  for (const letters of [
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ_",
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
  ]) {
    const classes = new Set([...letters].map((letter) => letterClass(letter.charCodeAt(0)) & 63));
    expect(classes.size).toBe(letters.length);
  }
});
