/** White space in a searched text matches any one of these. */
export const whiteSpaceCharacters = " \t\n\r\v\f\u00a0\u0085\u2028\u2029";

/**
 * The forms of a character that count as the same where case is ignored, first as given: those with the same number of bytes in
 * UTF-8 (Latin, Cyrillic, Greek), so that a search may compare bytes.
 *
 * @param character one code point
 */
export function letterForms(character: string): string[] {
  const width = utf8Width(character);
  return [...new Set([character, character.toLowerCase(), character.toUpperCase()])].filter(
    (form) => form.length === character.length && utf8Width(form) === width,
  );
}

/** Bytes of a character's UTF-8 form. */
function utf8Width(character: string): number {
  const code = character.codePointAt(0)!;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
