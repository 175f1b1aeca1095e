import { fieldValues } from "./field-values.ts";
import type { Query } from "../query.ts";
import { createRowMatcher, type Row } from "./row-matcher.ts";
import { saidText } from "../messages/said-text.ts";

/** A line of the log: its text, and the object that it is. */
export interface ParsedLine {
  text: string;
  event: Record<string, unknown>;
}

/** Reads a line of JSON. */
export function parseLine(text: string): ParsedLine {
  return { text, event: JSON.parse(text) as Record<string, unknown> };
}

/** A line as a row of the events view. */
export function eventRow({ text, event }: ParsedLine): Row {
  const fields = fieldValues(event);
  return { fields, lines: [{ said: saidText(text), level: fields.get("level") }] };
}

/** Whether a line is one that a query asks for, as a row of the events view. */
export function matchesEvent(query: Query, line: ParsedLine): boolean {
  return createRowMatcher(query)(eventRow(line));
}
