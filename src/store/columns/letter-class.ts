import { letterForms, whiteSpaceCharacters } from "../../query/text/letter-forms.ts";

const blank = 0x20;
/** What stands for half a surrogate pair, as UTF-8 has it. */
const replacement = 0xfffd;

/**
 * A number that is the same for all characters that a search takes for one another: the forms of a letter, and white space.
 *
 * @param code of a character, or half a surrogate pair; characters beyond `FFFF` are all alike
 */
export function letterClass(code: number): number {
  if (code >= 0x10000) return 1;
  if (code >= 0xd800 && code < 0xe000) return replacement;
  const character = String.fromCharCode(code);
  if (whiteSpaceCharacters.includes(character) || /\s/u.test(character)) return blank;
  return otherForm(otherForm(character, "toLowerCase"), "toUpperCase").charCodeAt(0);
}

/** A form that a search takes for the character; itself where there is none. */
function otherForm(character: string, change: "toUpperCase" | "toLowerCase"): string {
  const form = character[change]();
  return letterForms(character).includes(form) ? form : character;
}
