import type { Hit } from "./hit.ts";
import type { RegexNode } from "./read-regex.ts";
import { compileRegex, passes, type Place } from "./regex-places.ts";

/**
 * Prepares a search for everything that belongs to some fit of a regular expression; fits that overlap are one hit, empty ones
 * are left out.
 *
 * Each character is looked at once for each place of the expression, whatever both are: the time is bounded by the product of
 * their lengths, where even a search that never goes back may begin anew at every character.
 */
export function createRegexCover(regex: RegexNode): (text: string) => Hit[] {
  const found: Place = { next: [] };
  const first = compileRegex(regex, found);

  return (text) => {
    const hits: Hit[] = [];
    /** The places at which the search is, each with the earliest start that leads to it; earlier starts stand first. */
    let starts = new Map<Place, number>();
    for (let at = 0; ;) {
      const taking = new Map<Place, number>();
      const seen = new Set<Place>();
      const enter = (from: Place, start: number): void => {
        const open = [from];
        for (let place = open.pop(); place; place = open.pop()) {
          if (seen.has(place)) continue;
          seen.add(place);
          if (place === found) addHit(hits, start, at);
          else if (place.accepts) taking.set(place, start);
          else if (passes(place, at === 0, at === text.length)) open.push(...place.next);
        }
      };
      for (const [place, start] of starts) enter(place, start);
      enter(first, at);
      if (at >= text.length) return hits;
      const code = text.codePointAt(at)!;
      starts = new Map();
      for (const [place, start] of taking) {
        if (!place.accepts!(code)) continue;
        for (const next of place.next) if (!starts.has(next)) starts.set(next, start);
      }
      at += code > 0xffff ? 2 : 1;
    }
  };
}

/** Hits come in the order of their ends. One that begins inside of those before it takes them in. */
function addHit(hits: Hit[], start: number, end: number): void {
  if (start === end) return;
  let from = start;
  while (hits.length > 0 && hits.at(-1)!.end > from) from = Math.min(from, hits.pop()!.start);
  hits.push({ start: from, end });
}
