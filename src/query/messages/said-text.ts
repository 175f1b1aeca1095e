/** What a line of JSON says: its text with each escape replaced by the character that it stands for. */
export function saidText(line: string): string {
  // Escapes side by side are read together: two of them may be the halves of one character.
  return line.replace(/(?:\\(?:u[0-9a-fA-F]{4}|[^u]))+/g, (escapes) => JSON.parse(`"${escapes}"`) as string);
}
