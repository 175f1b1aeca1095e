import { editText } from "../../../kit/controls/edit-text.ts";
import { printPath } from "../../../query/print-query.ts";
import type { FieldChoices } from "../fields/field-choices.svelte.ts";

/**
 * Begins a condition with a field behind what stands in the query bar, as if it had been typed: its values are offered. They
 * open in the panel of fields too.
 */
export function beginCondition(path: string, bar: HTMLInputElement | undefined, fields: FieldChoices): void {
  fields.set(path, true);
  if (bar === undefined) return;
  const { value } = bar;
  const space = value === "" || value.endsWith(" ") ? "" : " ";
  editText(bar, value.length, value.length, `${space}${printPath(path)}:`);
}
