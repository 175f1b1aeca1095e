import type { Query } from "../query.ts";

/** Which rows of a log are meant. The times of the query are resolved (`resolveTimes`). */
export interface QueryScope {
  view: "calls" | "events";
  query: Query;
  /** Of the time of a line, or of the first line of a call, in milliseconds since the epoch; `toMs` is the first after it. */
  range: { fromMs?: number; toMs?: number };
  /** Whether calls that the console made by itself are among them. */
  hasOwnCalls: boolean;
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

/** More parts than a path of ours has; of a longer one only the plain reading is tried. */
const maxParts = 5;

/** The keys that a path may stand for, from the outermost one: a key may hold dots itself. */
export function keysOfPath(path: string): string[][] {
  const parts = path.split(".");
  if (parts.length > maxParts) return [parts];
  return parts.slice(1).reduce<string[][]>(
    (ways, part) =>
      ways.flatMap((keys) => [
        [...keys, part],
        [...keys.slice(0, -1), `${keys.at(-1)!}.${part}`],
      ]),
    [[parts[0]!]],
  );
}

/** The leaves of a query. */
export function* leavesOf(query: Query): Generator<Query> {
  if (query.is === "and" || query.is === "or") for (const part of query.parts) yield* leavesOf(part);
  else if (query.is === "not") yield* leavesOf(query.part);
  else yield query;
}
