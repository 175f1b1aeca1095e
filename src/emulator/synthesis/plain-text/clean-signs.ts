/**
 * Removes signs that are not seen, and makes every blank an ordinary one, so that neither tears a word nor changes what is
 * read: zero-width blanks and joiners, marks of direction, soft hyphens; no-break, narrow and thin blanks. A joiner between
 * two emoji stays.
 */
export function cleanSigns(text: string): string {
  return text
    .replaceAll(/(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu, "")
    .replaceAll(/[\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, "")
    .replaceAll(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, " ");
}

/** From this length on, in characters, a line was probably broken because it was full. */
const fullLineCharacters = 50;

/**
 * Makes a line end inside a sentence a blank. It is inside where the next line goes on in a small letter, or where the line is
 * long enough to be one of a text with fixed line length. It ends a sentence before a blank line and before an item of a list.
 */
export function joinLines(text: string): string {
  let lineStart = 0;
  return text.replaceAll(/[ \t]*(?:\r\n|[\r\n])(?=(.?.?.?))/gu, (end, next: string, at: number) => {
    const line = text.slice(lineStart, at).trim();
    lineStart = at + end.length;
    const isItem = /^\s*(?:[-–—•*]|\d{1,2}[.)])/u.test(next);
    const isInside =
      line !== "" &&
      next.trim() !== "" &&
      !isItem &&
      (/^\s*\p{Ll}/u.test(next) || (line.length >= fullLineCharacters && !/[.!?…:]["»”)]*$/u.test(line)));
    return isInside ? " " : end;
  });
}
