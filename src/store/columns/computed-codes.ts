import { computedFields, type ComputedFields } from "../../query/match/computed-fields.ts";
import { codeInRow, codeOf, firstTextCode, listText, textOfCode, type GrowingColumn } from "./growing-column.ts";

/** Codes of computed fields in their columns, 0 for none. */
export interface ComputedCodes {
  outcome: number;
  errorGroup: number;
}

/** What the computed fields are made of, by path. */
const sourcePaths = [
  "event",
  "level",
  "service",
  "operation",
  "message",
  "error.error_type",
  "error.error_message",
] as const;

/**
 * Computes the computed fields of rows from the codes of what they are made of; equal codes give equal fields.
 *
 * @param columns have the columns of all sources, and of the fields themselves
 * @returns a function of the newest row, and of whether it has an `error` object; it gives undefined where a text is not listed, so that the line has to be parsed
 */
export function createComputedCodes(
  columns: ReadonlyMap<string, GrowingColumn>,
): (row: number, hasError: boolean) => ComputedCodes | undefined {
  const sources = sourcePaths.map((path) => columns.get(path)!);
  const [event, level] = sources as [GrowingColumn, GrowingColumn];
  const [ofEvent, ofError] = [columns.get("message")!, columns.get("error.error_message")!];
  const outcomes = columns.get("outcome")!;
  const groups = columns.get("error_group")!;
  /** Of events without an error, by the codes of level and event; null where the level makes one. */
  const plain: (ComputedCodes | null | undefined)[][] = [];
  const failed = new Map<string, ComputedCodes>();

  function codesOf(fields: ComputedFields): ComputedCodes {
    return {
      outcome: fields.outcome === undefined ? codeOf.unlisted : listText(outcomes, fields.outcome),
      errorGroup: fields.error_group === undefined ? codeOf.unlisted : listText(groups, fields.error_group),
    };
  }

  function plainCodes(levelCode: number, eventCode: number): ComputedCodes | null {
    const texts = { event: textOfCode(event, eventCode), level: textOfCode(level, levelCode) };
    const fields = computedFields({ ...texts, message: "any" });
    return fields.error_group === undefined ? codesOf(fields) : null;
  }

  function failedCodes(row: number, hasError: boolean): ComputedCodes | undefined {
    let key = hasError ? "e" : "";
    const isNamed = hasError && codeInRow(ofError, row) >= firstTextCode;
    for (const column of sources) {
      // The message of the error goes before that of the event, which is mostly not listed.
      if (isNamed && column === ofEvent) continue;
      const code = codeInRow(column, row);
      // An array is no text, though it is listed as one.
      if (column.hasLists || (code === codeOf.unlisted && column.row === row)) return undefined;
      key += `${String(code)} `;
    }
    const known = failed.get(key);
    if (known !== undefined) return known;
    const texts = sources.map((column) => textOfCode(column, codeInRow(column, row)));
    const [event, level, service, operation, message, error_type, error_message] = texts;
    const error = hasError && { error: { error_type, error_message } };
    const codes = codesOf(computedFields({ event, level, service, operation, message, ...error }));
    failed.set(key, codes);
    return codes;
  }

  return (row, hasError) => {
    if (hasError) return failedCodes(row, true);
    const levelCode = codeInRow(level, row);
    const eventCode = codeInRow(event, row);
    const codes = ((plain[levelCode] ??= [])[eventCode] ??= plainCodes(levelCode, eventCode));
    return codes ?? failedCodes(row, false);
  };
}
