import { parseQuery } from "../../../query/parse-query.ts";
import type { Query } from "../../../query/query.ts";
import { askedFields, fieldsNamed, respell, type Asked, type Respelled } from "../../../query/edit/respell.ts";
import type { ExploreReader, ExploreScope } from "../../../store/explore.ts";

/** Another way to write a query, with the rows that it finds. */
export interface Spelling extends Respelled {
  total: number;
}

/** What was asked of which log. */
export interface SpellingQuestion {
  source: Pick<ExploreReader, "explore" | "fieldValues">;
  text: string;
  /** Full paths of all fields, those of most lines first. */
  paths: readonly string[];
  scopeOf: (query: Query) => ExploreScope;
}

/** Paths, and values of one, that are offered at most. */
const [mostPaths, mostValues] = [5, 3];
/** Values of these are equal in any case, or are no words. */
const inAnyCase = ["level", "outcome", "timestamp"];

/**
 * Other ways to write a query that finds nothing: with the full path where it names a field that no line has, and with a value
 * that the log has in other case. Where none of them finds a row, those with other fields are told all the same.
 */
export async function findSpellings(question: SpellingQuestion, signal?: AbortSignal): Promise<Spelling[]> {
  const { source, text, scopeOf } = question;
  const wrong: { from: Asked; ways: Asked[] }[] = [];
  for (const from of askedFields(parseQuery(text).query)) {
    const ways = await waysToWrite(from, question, signal);
    if (ways.length > 0) wrong.push({ from, ways });
  }
  const single = wrong.flatMap(({ from, ways }) => ways.map((to) => respell(text, from, to)));
  const all = wrong.reduce(
    (known, { from, ways }) => {
      const next = respell(known.text, from, ways[0]!);
      return { text: next.text, changed: `${known.changed} ${next.changed}`.trim() };
    },
    { text, changed: "" },
  );
  const texts = wrong.length > 1 ? [all, ...single] : single;
  const spellings: Spelling[] = [];
  for (const respelled of new Map(texts.map((one) => [one.text, one])).values()) {
    const { query } = parseQuery(respelled.text);
    const { total } = await source.explore({ ...scopeOf(query), facets: [] }, signal);
    spellings.push({ ...respelled, total });
  }
  const helpful = spellings.filter(({ total }) => total > 0);
  return helpful.length > 0 ? helpful.sort((a, b) => b.total - a.total) : spellings;
}

/** Empty where it stands in the log as it was asked for. */
async function waysToWrite(from: Asked, question: SpellingQuestion, signal?: AbortSignal): Promise<Asked[]> {
  const isKnown = question.paths.includes(from.path);
  const paths = isKnown ? [from.path] : fieldsNamed(from.path, question.paths).slice(0, mostPaths);
  const ways: Asked[] = [];
  for (const path of paths) {
    const values = await otherCases({ ...from, path }, question, signal);
    if (values.length > 0) ways.push(...values.map((value) => ({ path, value })));
    else if (!isKnown) ways.push({ path });
  }
  return ways;
}

/** The values that differ from the one asked for only in case; none where the log has that one itself. */
async function otherCases({ path, value }: Asked, { source, scopeOf }: SpellingQuestion, signal?: AbortSignal) {
  if (value === undefined || inAnyCase.includes(path)) return [];
  const everywhere: ExploreScope = { ...scopeOf({ is: "all" }), range: {} };
  const { values } = await source.fieldValues(everywhere, path, { search: value, limit: 100 }, signal);
  const texts = values.map(({ value: one }) => String(one));
  if (texts.includes(value)) return [];
  return texts.filter((text) => text.toLowerCase() === value.toLowerCase()).slice(0, mostValues);
}
