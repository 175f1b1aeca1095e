import type { HitFinder } from "../../../query/text/find-hits.ts";
import type { Hit } from "../../../query/text/hit.ts";
import { fieldPaths, type JsonToken } from "./json-tokens.ts";
import { readString } from "./read-string.ts";

/**
 * Where a record says what a query was looking for, keys and values as they read without escapes. A value is that of a field by
 * the keys that the record itself has.
 *
 * @returns the hits in each token, as offsets in it
 */
export function rawHits(tokens: readonly JsonToken[], find: HitFinder): Hit[][] {
  const paths = fieldPaths(tokens);
  return tokens.map(({ kind, text }, index) => {
    const { said, offsetOf } = kind === "key" || kind === "text" ? readString(text) : { said: text };
    const hits = find(said, paths[index]);
    return offsetOf ? hits.map(({ start, end }) => ({ start: offsetOf(start), end: offsetOf(end) })) : hits;
  });
}
