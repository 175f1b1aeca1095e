/** A token of JSON text and its kind. */
export interface JsonToken {
  kind: "key" | "text" | "number" | "word" | "plain";
  text: string;
}

/** Splits pretty-printed JSON into tokens that can be coloured; joined together they are the text again. */
export function jsonTokens(json: string): JsonToken[] {
  const pattern = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)/g;
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of json.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: "plain", text: json.slice(end, match.index) });
    const [, text, colon, number, word] = match;
    if (text !== undefined) tokens.push({ kind: colon === undefined ? "text" : "key", text });
    if (colon !== undefined) tokens.push({ kind: "plain", text: colon });
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    if (word !== undefined) tokens.push({ kind: "word", text: word });
    end = match.index + match[0].length;
  }
  if (end < json.length) tokens.push({ kind: "plain", text: json.slice(end) });
  return tokens;
}
