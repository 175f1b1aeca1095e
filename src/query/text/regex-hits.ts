import type { Hit } from "./hit.ts";
import type { RegexNode } from "./read-regex.ts";
import { compileRegex, passes, type Place } from "./regex-places.ts";

/** A way in which a part of the text may fit the expression. */
interface Thread {
  place: Place;
  start: number;
}

/**
 * Prepares a search for all places where a regular expression fits, empty ones left out: those that `RegExp` finds, from left to
 * right. The time of each is bounded by the lengths of text and expression, where `RegExp` would go back.
 */
export function createRegexHits(regex: RegexNode): (text: string, most: number) => Hit[] {
  const found: Place = { next: [] };
  const first = compileRegex(regex, found);
  return (text, most) => {
    const hits: Hit[] = [];
    for (let from = 0; from < text.length && hits.length < most;) {
      const hit = nextHit(text, from, first, found);
      if (!hit) break;
      if (hit.end > hit.start) hits.push(hit);
      from = hit.end > hit.start ? hit.end : hit.end + widthAt(text, hit.end);
    }
    return hits;
  };
}

/** All ways are followed at once, the preferred one first; once one has fitted, only those go on that are preferred to it. */
function nextHit(text: string, from: number, first: Place, found: Place): Hit | undefined {
  let hit: Hit | undefined;
  let threads: Thread[] = [];
  for (let at = from; ;) {
    const taking: Thread[] = [];
    const seen = new Set<Place>();
    const enter = (place: Place, start: number): boolean => {
      if (seen.has(place)) return false;
      seen.add(place);
      if (place === found) {
        hit = { start, end: at };
        return true;
      }
      if (place.accepts) taking.push({ place, start });
      return passes(place, at === 0, at === text.length) && place.next.some((next) => enter(next, start));
    };
    if (!threads.some(({ place, start }) => enter(place, start)) && hit === undefined) enter(first, at);
    if (at >= text.length || (taking.length === 0 && hit !== undefined)) return hit;
    const code = text.codePointAt(at)!;
    threads = taking
      .filter(({ place }) => place.accepts!(code))
      .flatMap(({ place, start }) => place.next.map((next) => ({ place: next, start })));
    at += widthAt(text, at);
  }
}

/** Code units of the character at an index. */
function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
