import { regexTest } from "../match/create-value-test.ts";
import { hitOf, type Hit } from "./hit.ts";
import type { Query } from "../query.ts";
import { readRegex } from "./read-regex.ts";
import { createRegexHits } from "./regex-hits.ts";
import { textPattern } from "./text-pattern.ts";
import { createWildcardHits } from "./wildcard-hits.ts";

/**
 * Finds the parts of a text that the conditions of a query were looking for, in order, none inside of another.
 *
 * @param path field whose value the text is; without one, conditions on fields are left out
 */
export type HitFinder = (text: string, path?: string) => Hit[];

/** Hits of a condition in one text, and characters of a text that are looked at: what is marked is for the eye. */
const [mostHits, mostCharacters] = [100, 10_000];

/**
 * Prepares the marking of what a query was looking for: its texts and regular expressions anywhere, those of a field and the
 * fixed parts of its wildcards in the value of that field. What must not be there, and values as a whole, are not marked.
 */
export function createHitFinder(query: Query): HitFinder {
  const finders = wantedLeaves(query).flatMap((leaf) => {
    const find = leafHits(leaf);
    return find ? [{ path: leaf.is === "field" ? leaf.path : undefined, find }] : [];
  });
  return (text, path) => {
    const looked = text.slice(0, mostCharacters);
    const hits = finders.flatMap((finder) =>
      finder.path === undefined || finder.path === path ? finder.find(looked) : [],
    );
    return joined(hits);
  };
}

/** The leaves that a row has, where it matches by them. */
function wantedLeaves(query: Query, isWanted = true): Query[] {
  if (query.is === "not") return wantedLeaves(query.part, !isWanted);
  if (query.is === "and" || query.is === "or") return query.parts.flatMap((part) => wantedLeaves(part, isWanted));
  return isWanted ? [query] : [];
}

function leafHits(leaf: Query): ((text: string) => Hit[]) | undefined {
  if (leaf.is === "text") return textHits(leaf.text);
  if (leaf.is === "regex") return regexHits(leaf.source);
  if (leaf.is !== "field") return undefined;
  if (leaf.test.is === "regex") return regexHits(leaf.test.source);
  if (leaf.test.is !== "wildcard") return undefined;
  const find = createWildcardHits(leaf.test.pattern);
  return (text) => find(text) ?? [];
}

function textHits(wanted: string): (text: string) => Hit[] {
  const expression = new RegExp(textPattern(wanted), "gu");
  return (text) => {
    const hits: Hit[] = [];
    for (const match of text.matchAll(expression)) {
      if (match[0] !== "") hits.push(hitOf(match));
      if (hits.length === mostHits) break;
    }
    return hits;
  };
}

function regexHits(source: string): (text: string) => Hit[] {
  const reading = readRegex(source);
  if ("problem" in reading) return () => [];
  const occurs = regexTest(source);
  const find = createRegexHits(reading.regex);
  return (text) => (occurs(text) ? find(text, mostHits) : []);
}

/** In order, those that touch as one, empty ones left out. */
function joined(hits: Hit[]): Hit[] {
  const result: Hit[] = [];
  for (const { start, end } of hits.toSorted((a, b) => a.start - b.start)) {
    const before = result.at(-1);
    if (end === start) continue;
    if (before && start <= before.end) before.end = Math.max(before.end, end);
    else result.push({ start, end });
  }
  return result;
}
