/** A string of JSON text as it reads. */
export interface ReadString {
  said: string;
  /** Where a character of `said`, or its end, stands in the string with its quotes and escapes. */
  offsetOf: (index: number) => number;
}

const controls: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Reads a string of JSON text, with the place of each character. */
export function readString(quoted: string): ReadString {
  const inner = quoted.slice(1, -1);
  if (!inner.includes("\\")) return { said: inner, offsetOf: (index) => index + 1 };
  let said = "";
  const offsets: number[] = [];
  for (const { 0: spelled, index } of inner.matchAll(/\\u[0-9a-fA-F]{4}|\\[^]|[^]/g)) {
    said += spelled.length === 1 ? spelled : unescape(spelled);
    offsets.push(index + 1);
  }
  offsets.push(inner.length + 1);
  return { said, offsetOf: (index) => offsets[index]! };
}

/** One code unit: the halves of a character are escapes of their own. */
function unescape(escape: string): string {
  const letter = escape[1]!;
  if (letter === "u" && escape.length === 6) return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  return controls[letter] ?? letter;
}
