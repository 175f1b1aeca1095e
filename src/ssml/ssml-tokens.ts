/** What a stretch of a text is. */
export type TokenKind = "text" | "tag" | "attribute" | "value" | "comment" | "stress";

/** A stretch of a text; all tokens in a row are the text. */
export interface SsmlToken {
  kind: TokenKind;
  at: number;
  text: string;
}

/** What may come next between tags, and inside of one; the first that fits at the place is taken. */
const between: readonly [TokenKind, RegExp][] = [
  ["comment", /<!--[^]*?(?:-->|$)/y],
  ["stress", /\{'\}/y],
  ["tag", /<\/?[\w-]*/y],
  ["text", /[^<{]+|\{/y],
];
const inside: readonly [TokenKind, RegExp][] = [
  ["tag", /\/?>/y],
  ["attribute", /[\w-]+/y],
  ["value", /"[^"<]*"?/y],
  ["text", /[^\w\-"<>/]+|\//y],
];

/** Cuts a text into what is painted alike; works in a text that is not well formed. */
export function ssmlTokens(source: string): SsmlToken[] {
  const tokens: SsmlToken[] = [];
  let isInTag = false;
  for (let at = 0; at < source.length;) {
    // A new tag begins even where the last one was not ended.
    if (source[at] === "<") isInTag = false;
    const [kind, text] = first(isInTag ? inside : between, source, at);
    if (kind === "tag") isInTag = !text.endsWith(">");
    tokens.push({ kind, at, text });
    at += text.length;
  }
  return tokens;
}

function first(kinds: readonly [TokenKind, RegExp][], source: string, at: number): [TokenKind, string] {
  for (const [kind, form] of kinds) {
    form.lastIndex = at;
    const found = form.exec(source)?.[0];
    if (found) return [kind, found];
  }
  return ["text", source.slice(at, at + 1)];
}
