/**
 * Replaces each part of a text that fits a pattern by a word. `*` stands for any characters, as few as there are until the next
 * ones of the pattern; at the end of the pattern for all the rest. Case counts. Takes time in proportion to the text.
 *
 * @param pattern with at least one other character than `*`
 */
export function replacePattern(text: string, pattern: string, word: string): string {
  const pieces = pattern.split("*");
  let rest = text;
  let done = "";
  for (;;) {
    const place = findPieces(rest, pieces);
    if (place === undefined) return done + rest;
    done += rest.slice(0, place.from) + word;
    rest = rest.slice(place.to);
    if (rest === "") return done;
  }
}

/** The first place with all pieces in their order; an empty one at an end reaches to that end of the text. */
function findPieces(text: string, pieces: string[]): { from: number; to: number } | undefined {
  let from = -1;
  let to = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, to);
    if (at < 0) return undefined;
    if (from < 0 && piece !== "") from = at;
    to = at + piece.length;
  }
  return { from: pieces[0] === "" ? 0 : from, to: pieces.at(-1) === "" ? text.length : to };
}
