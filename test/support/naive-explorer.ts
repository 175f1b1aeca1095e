import { foldCall, isCallEnd } from "../../src/query/match/fold-call.ts";
import { callRow } from "../../src/query/match/matches-call.ts";
import { eventRow, parseLine, type ParsedLine } from "../../src/query/match/matches-event.ts";
import type { Query, Scalar } from "../../src/query/query.ts";
import { createRowMatcher, type Row } from "../../src/query/match/row-matcher.ts";
import type { ExploreScope, RowCounts } from "../../src/store/explore.ts";

/** A row of a view, read in the simplest way. */
export interface NaiveRow {
  row: Row;
  position: number;
  lines: number[];
  timeMs: number;
  isOwn: boolean;
  event: Record<string, unknown>;
}

/** The rows of a view, by time. @param first position of the first line */
export function naiveRows(text: string, view: ExploreScope["view"], query: Query, first = 0): NaiveRow[] {
  const lines = text.trimEnd().split("\n").map(parseLine);
  const isSentence = ({ event }: ParsedLine) => event["event"] === "imported_sentence";
  const timeOf = ({ event }: ParsedLine) => Date.parse(String(event["timestamp"]));
  const isOwn = ({ event }: ParsedLine) => event["initiator"] === "console";
  if (view === "events") {
    const isNamed = asksFor("imported_sentence", query);
    const rows = lines.flatMap((line, at): NaiveRow[] => {
      if (isSentence(line) && !isNamed) return [];
      const position = first + at;
      const row = eventRow(line);
      return [{ row, position, lines: [position], timeMs: timeOf(line), isOwn: isOwn(line), event: line.event }];
    });
    return rows.sort(byTime);
  }
  const calls = new Map<unknown, number[]>();
  for (const [at, line] of lines.entries()) {
    const id = line.event["request_id"];
    if (id !== undefined && !isSentence(line)) calls.set(id, [...(calls.get(id) ?? []), at]);
  }
  const rows = [...calls.values()].map((at): NaiveRow => {
    const of = at.map((index) => lines[index]!);
    const end = of.findLastIndex(({ event }) => isCallEnd(event));
    return {
      row: callRow(of),
      position: first + at.at(end)!,
      lines: at.map((index) => first + index),
      timeMs: timeOf(of[0]!),
      isOwn: of.some(isOwn),
      event: foldCall(of.map(({ event }) => event)),
    };
  });
  return rows.sort(byTime);
}

const byTime = (a: NaiveRow, b: NaiveRow) => a.timeMs - b.timeMs || a.lines[0]! - b.lines[0]!;

/** Whether a query has a condition on this event that is not turned round. */
function asksFor(event: string, query: Query): boolean {
  if (query.is === "and" || query.is === "or") return query.parts.some((part) => asksFor(event, part));
  return query.is === "field" && query.path === "event" && query.test.is === "value" && query.test.value === event;
}

/** Rows of a scope, with only some of its conditions. */
export function matching(rows: NaiveRow[], { query, range, hasOwnCalls }: ExploreScope, without?: string): NaiveRow[] {
  const parts = query.is === "and" ? query.parts : [query];
  const tests = parts.filter((part) => without === undefined || onlyPath(part) !== without).map(createRowMatcher);
  const { fromMs = -Infinity, toMs = Infinity } = range;
  return rows.filter(
    ({ row, timeMs, isOwn }) =>
      (hasOwnCalls || !isOwn) && timeMs >= fromMs && timeMs < toMs && tests.every((test) => test(row)),
  );
}

/** The path of a condition on one field. */
function onlyPath(query: Query): string | undefined {
  if (query.is === "field") return query.path;
  if (query.is === "not") return onlyPath(query.part);
  if (query.is !== "and" && query.is !== "or") return undefined;
  const paths = new Set(query.parts.map(onlyPath));
  return paths.size === 1 ? [...paths][0] : undefined;
}

/** Rows by outcome. */
export function countOf(rows: NaiveRow[]): RowCounts {
  const having = (outcome: string) => rows.filter(({ row }) => row.fields.get("outcome") === outcome).length;
  return {
    total: rows.length,
    ok: having("ok"),
    error: having("error"),
    cancelled: having("cancelled"),
    unfinished: having("unfinished"),
  };
}

/** The values that a row has in a field; of a call, each level of its lines. */
export function valuesOf({ row, lines }: NaiveRow, path: string): Scalar[] {
  if (path === "level" && lines.length > 0) return [...new Set(row.lines.flatMap(({ level }) => level ?? []))];
  const value = row.fields.get(path);
  if (value === undefined) return [];
  return [path === "timestamp" && typeof value === "string" ? Date.parse(value) : value];
}
