import { fieldValues } from "./field-values.ts";
import { foldOrder, isCallEnd, isOfFirstLine } from "./fold-call.ts";
import { eventRow, type ParsedLine } from "./matches-event.ts";
import type { Query, Scalar } from "../query.ts";
import { createRowMatcher, type Row } from "./row-matcher.ts";

/** The lines of a call, as they stand in the log, as a row of the calls view. */
export function callRow(lines: readonly ParsedLine[]): Row {
  const fields = new Map<string, Scalar>([["outcome", "unfinished"]]);
  for (const line of foldOrder(lines, ({ event }) => isCallEnd(event))) {
    for (const [path, value] of fieldValues(line.event)) {
      if (line === lines[0] || !isOfFirstLine(path)) fields.set(path, value);
    }
  }
  return { fields, lines: lines.flatMap((line) => eventRow(line).lines) };
}

/** Whether a call is one that a query asks for, as a row of the calls view. */
export function matchesCall(query: Query, lines: readonly ParsedLine[]): boolean {
  return createRowMatcher(query)(callRow(lines));
}
