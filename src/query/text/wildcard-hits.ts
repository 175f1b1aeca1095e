import { hitOf, type Hit } from "./hit.ts";
import { endOfText, wildcardParts } from "./text-pattern.ts";

/**
 * Prepares a search for the parts between the `*` of a wildcard pattern, in a whole value that fits it; undefined where it does
 * not. They are found one after another, so no pattern takes long.
 */
export function createWildcardHits(wildcard: string): (text: string) => Hit[] | undefined {
  const parts = wildcardParts(wildcard);
  const expressions = parts.map((part, index) => {
    const [start, end] = [index === 0 ? "^" : "", index === parts.length - 1 ? endOfText : ""];
    return new RegExp(`${start}${part}${end}`, "gu");
  });
  return (text) => {
    const hits: Hit[] = [];
    for (const expression of expressions) {
      expression.lastIndex = hits.at(-1)?.end ?? 0;
      const match = expression.exec(text);
      if (!match) return undefined;
      hits.push(hitOf(match));
    }
    return hits;
  };
}
