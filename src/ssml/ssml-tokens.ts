/** Kind of a token, for highlighting. */
export type TokenKind = "text" | "tag" | "attribute" | "value" | "comment" | "stress";

/** A range of the source with one kind; all tokens together are the source. */
export interface SsmlToken {
  kind: TokenKind;
  at: number;
  text: string;
}

/** Patterns between tags, and inside a tag; the first one that matches is used. */
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

/** Splits SSML into tokens for highlighting. The text need not be well formed. */
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
