/** A piece of a pattern: as the message has it, or what stands for a value. */
export interface PatternPiece {
  text: string;
  /** Where it stands in the pattern, in UTF-16 code units. */
  at: number;
  isValue: boolean;
}

/** Divides a pattern at its placeholders. A `#` that stands in the messages themselves looks like one, too. */
export function patternPieces(pattern: string): PatternPiece[] {
  const pieces: PatternPiece[] = [];
  let done = 0;
  for (const { 0: sign, index } of pattern.matchAll(/#|"…"/g)) {
    if (index > done) pieces.push({ text: pattern.slice(done, index), at: done, isValue: false });
    pieces.push({ text: sign, at: index, isValue: true });
    done = index + sign.length;
  }
  if (done < pattern.length) pieces.push({ text: pattern.slice(done), at: done, isValue: false });
  return pieces;
}
