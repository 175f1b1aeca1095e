import type { Query } from "../../../query/query.ts";

/** The conditions of a query: the parts of its outermost `and`. */
export function conditionsOf(query: Query): Query[] {
  if (query.is === "all") return [];
  return query.is === "and" ? query.parts : [query];
}

/** The field that a condition is about, where it is about nothing else. */
export function onlyField(condition: Query): string | undefined {
  const paths = new Set<string | undefined>();
  for (const leaf of leavesOf(condition)) paths.add(leaf.is === "field" ? leaf.path : undefined);
  const [path, ...others] = paths;
  return others.length === 0 ? path : undefined;
}

/** Whether a query names the sentences of an import that repeat an event, which are left out otherwise. */
export function namesSentences(query: Query): boolean {
  if (query.is === "and" || query.is === "or") return query.parts.some(namesSentences);
  return (
    query.is === "field" &&
    query.path === "event" &&
    query.test.is === "value" &&
    query.test.value === "imported_sentence"
  );
}

function* leavesOf(query: Query): Generator<Query> {
  if (query.is === "and" || query.is === "or") for (const part of query.parts) yield* leavesOf(part);
  else if (query.is === "not") yield* leavesOf(query.part);
  else yield query;
}
