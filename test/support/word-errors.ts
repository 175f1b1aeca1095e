/** The words of a text in small letters, without punctuation. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}

/** How many words must be changed, put in or taken out to make `heard` say `said`. */
export function wordErrors(said: string, heard: string): number {
  const spoken = wordsOf(said);
  let row = Array.from({ length: spoken.length + 1 }, (_, n) => n);
  for (const word of wordsOf(heard)) {
    const next = [row[0]! + 1];
    spoken.forEach((expected, n) => {
      next.push(Math.min(row[n]! + (expected === word ? 0 : 1), row[n + 1]! + 1, next[n]! + 1));
    });
    row = next;
  }
  return row.at(-1)!;
}
