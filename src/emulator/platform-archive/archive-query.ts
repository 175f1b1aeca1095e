import type { ArchivedRecognition } from "./archive.ts";

/** An invalid query parameter. */
export interface QueryProblem {
  parameter: string;
  message: string;
  /** Its name in pydantic's list. */
  type: "value_error.datetime" | "type_error.integer" | "value_error.number.not_ge";
}

/** Filter and page of a list. */
export interface ListQuery {
  fromMs: number;
  toMs: number;
  offset: number;
  limit: number;
}

const dateForm = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Parses `dateFrom`, `dateTo` and, in a generation with pages, `limit` and `offset`. */
export function readListQuery(query: URLSearchParams, hasPages: boolean): ListQuery | QueryProblem[] {
  const problems: QueryProblem[] = [];
  const date = (parameter: string, otherwise: number): number => {
    const text = query.get(parameter);
    if (text === null) return otherwise;
    const atMs = parseDate(text);
    if (Number.isNaN(atMs))
      problems.push({ parameter, message: "invalid datetime format", type: "value_error.datetime" });
    return atMs;
  };
  const count = (parameter: string, otherwise: number): number => {
    const text = hasPages ? query.get(parameter) : null;
    if (text === null) return otherwise;
    if (!/^-?\d{1,9}$/.test(text)) {
      problems.push({ parameter, message: "value is not a valid integer", type: "type_error.integer" });
    } else if (text.startsWith("-")) {
      problems.push({
        parameter,
        message: "ensure this value is greater than or equal to 0",
        type: "value_error.number.not_ge",
      });
    }
    return Number(text);
  };
  const read = {
    fromMs: date("dateFrom", -Infinity),
    toMs: date("dateTo", Infinity),
    offset: count("offset", 0),
    limit: count("limit", Infinity),
  };
  return problems.length > 0 ? problems : read;
}

/** The requested page of a list. */
export function select(records: readonly ArchivedRecognition[], query: ListQuery): ArchivedRecognition[] {
  return records
    .filter(({ createdAtMs }) => createdAtMs >= query.fromMs && createdAtMs <= query.toMs)
    .slice(query.offset, query.offset + query.limit);
}

/** Milliseconds since the epoch; a date without a time is its midnight, a time without a zone is UTC. NaN for anything else. */
export function parseDate(text: string): number {
  const [, day, time = "00:00", zone = "Z"] = dateForm.exec(text) ?? [];
  if (day === undefined) return NaN;
  const atMs = Date.parse(`${day}T${time}${zone.toUpperCase()}`);
  // 2026-02-31 would be parsed as the third of March.
  return Number(day.slice(8)) <= daysOf(day) ? atMs : NaN;
}

function daysOf(day: string): number {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
}
