import { readString } from "./read-string.ts";

/** A token of JSON text and its kind. */
export interface JsonToken {
  kind: "key" | "text" | "number" | "word" | "plain";
  text: string;
}

/**
 * Splits pretty-printed JSON into tokens that can be coloured; joined together they are the text again. A text that is no object
 * or list is one token.
 */
export function jsonTokens(json: string): JsonToken[] {
  if (!/^\s*[[{]/.test(json)) return json === "" ? [] : [{ kind: "plain", text: json }];
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

/** The dotted path of each token that is a value, by the keys around it; undefined for others, and inside of a list. */
export function fieldPaths(tokens: readonly JsonToken[]): (string | undefined)[] {
  /** Paths of the objects and lists around a token; undefined in a list. */
  const around: (string | undefined)[] = [];
  let path: string | undefined;
  return tokens.map(({ kind, text }) => {
    if (kind === "key") {
      const outer = around.at(-1);
      const key = readString(text).said;
      path = outer === undefined ? undefined : outer === "" ? key : `${outer}.${key}`;
    } else if (kind === "plain") {
      for (const sign of text) {
        if (sign === "{") around.push(around.length === 0 ? "" : path);
        else if (sign === "[") around.push((path = undefined));
        else if (sign === "}" || sign === "]") path = void around.pop();
      }
    } else return path;
    return undefined;
  });
}
