import { letterForms, whiteSpaceCharacters } from "./letter-forms.ts";

/** One character, whatever it is. */
const anyCharacter = String.raw`[\s\S]`;

/**
 * The pattern of a text that is looked for without regard to case. White space matches any one white-space character.
 *
 * This and the other patterns of the room mean the same to JavaScript (flag `u`), Oniguruma (jq) and RE2 (DuckDB): case is
 * written into them, so they need no flag.
 */
export function textPattern(text: string): string {
  const blank = charactersPattern(whiteSpaceCharacters);
  return [...text.replaceAll("\r\n", "\n")].map((one) => (/\s/u.test(one) ? blank : characterPattern(one))).join("");
}

/** The pattern of one character, whatever its case. */
export function characterPattern(character: string): string {
  const forms = letterForms(character);
  return forms.length === 1 ? escapeCharacter(character) : charactersPattern(forms.join(""));
}

/** The pattern of one of some characters. */
export function charactersPattern(characters: string): string {
  return `[${[...characters].map(escapeInClass).join("")}]`;
}

/** The parts of a wildcard pattern between its `*`, each as a pattern; `?` is any character, a backslash takes both as they are. */
export function wildcardParts(wildcard: string): string[] {
  const parts = [""];
  for (const [token] of wildcard.matchAll(/\\[\s\S]|[\s\S]/gu)) {
    if (token === "*") parts.push("");
    else parts[parts.length - 1] += token === "?" ? anyCharacter : characterPattern(token.replace(/^\\(?=.)/su, ""));
  }
  return parts;
}

/** The pattern of a whole value that fits a wildcard pattern. */
export function wildcardPattern(wildcard: string): string {
  return `^${wildcardParts(wildcard).join(`${anyCharacter}*`)}${endOfText}`;
}

/** End of the text. In Oniguruma `$` also stands before a last line feed, so its patterns have `\z` instead. */
export const endOfText = "(?:$)";

/** A character outside of a class. */
export function escapeCharacter(character: string): string {
  return /[\\^$.|?*+()[\]{}/]/.test(character) ? `\\${character}` : character;
}

/** A character inside of a class. */
export function escapeInClass(character: string): string {
  return /[\\^\-[\]]/.test(character) ? `\\${character}` : character;
}
