// A text without an end is taken to the end: its quotes must not be tried one after another.
const stringsAndWords = /"(?:[^"\\]|\\[^])*"?|-?\b(?:NaN|Infinity)\b/g;

/**
 * Parses an object or a list; NaN and Infinity, which Python writes, are null. Byte order marks, NULs and record
 * separators before it are skipped.
 *
 * @returns undefined for what is neither
 */
export function parseLenient(text: string): unknown {
  const start = text.search(/[^\s\0\uFEFF\u001e]/);
  const first = text.charAt(start);
  if (start < 0 || (first !== "{" && first !== "[")) return undefined;
  const json = start === 0 ? text : text.slice(start);
  return parse(json) ?? (/NaN|Infinity/.test(json) ? parse(json.replaceAll(stringsAndWords, nullForWord)) : undefined);
}

const nullForWord = (found: string) => (found.startsWith('"') ? found : "null");

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined; // Not JSON: the caller reads it as text.
  }
}
