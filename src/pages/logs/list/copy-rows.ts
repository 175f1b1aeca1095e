import { csvTable } from "../../../basics/csv-table.ts";
import { renderJsonLine, renderTextLine } from "../../../logging/render-line.ts";
import { systemText } from "../../../export/other-systems/system-file.ts";
import { redactCell } from "../../../export/redact-file.ts";
import { redactEvent, type RedactionRule } from "../../../logging/redaction/redaction-rules.ts";
import type { ExploreRow } from "../../../store/explore.ts";
import { rowValue } from "../event-fields.ts";

/** In which form of ours rows are copied. */
export const copyForms = ["text", "json", "csv"] as const;
/** Other systems for which rows are copied. */
export const copySystems = ["elasticsearch", "splunk", "loki"] as const;
export type CopyForm = (typeof copyForms | typeof copySystems)[number];

/**
 * Rows as a text for the clipboard: lines as in the text file, lines of JSON, a table of the shown columns, or records for
 * another system, oldest first.
 *
 * @param paths the columns of the table
 * @param rules take out what they name
 */
export function copiedRows(
  rows: readonly ExploreRow[],
  form: CopyForm,
  paths: readonly string[],
  rules: readonly RedactionRule[],
): string {
  if (form === "text") return rows.map(({ event }) => `${renderTextLine(redactEvent(event, rules))}\n`).join("");
  if (form === "json") return rows.map(({ event }) => `${renderJsonLine(redactEvent(event, rules))}\n`).join("");
  if (form !== "csv") {
    const inOrder = rows.toSorted((one, other) => one.timeMs - other.timeMs || one.position - other.position);
    return systemText(
      inOrder.map(({ event }) => renderJsonLine(redactEvent(event, rules))),
      form,
    );
  }
  const cells = rows.map((row) => paths.map((path) => redactCell(path, rowValue(row, path), rules)));
  return csvTable([paths, ...cells]);
}
