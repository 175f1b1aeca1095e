import { caretContext, type CaretContext } from "./caret-context.ts";
import { levelOrder } from "../match/create-value-test.ts";
import { printPath } from "../print-query.ts";
import { printValue } from "./edit-query.ts";
import type { Scalar } from "../query.ts";
import { fieldsNamed } from "./respell.ts";

/** One completion. */
export interface Completion {
  is: "field" | "value" | "operator" | "bound";
  label: string;
  /** Text that replaces the range. */
  insert: string;
  /** Rows that have the field or the value. */
  count?: number;
}

/** What may be written at the caret. */
export interface Completions {
  /** Part of the text that an item replaces. */
  start: number;
  end: number;
  /** Best first, at most 50. */
  items: Completion[];
  /** Values of this field are needed, those that contain the prefix: call again with them. */
  needs?: { path: string; prefix: string };
}

/** Values of a field, most frequent first. */
export interface KnownValues {
  path: string;
  values: readonly { value: Scalar; count: number }[];
}

const maxItems = 50;
/** What may stand behind the colon of a field, beside its values. */
const operators = ["*", ">", ">=", "<", "<=", "[", "("];
const times = ["now-15m", "now-1h", "now-24h", "now-7d", "now-30d"];

/**
 * Completes field names, values, operators and bounds; undefined inside of quoted texts and regular expressions.
 *
 * @param caret offset in the text
 * @param fields all fields, with the rows that have them
 * @param known values of the field at the caret, if they have been fetched
 */
export function completeQuery(
  text: string,
  caret: number,
  fields: readonly { path: string; count: number }[],
  known?: KnownValues,
): Completions | undefined {
  const context = caretContext(text, caret);
  if (context === undefined) return undefined;
  const { start, end, path, prefix, pathSpan } = context;
  if (path === undefined)
    return { start, end, items: [...completeFields(context, fields), ...keywords(context)].slice(0, maxItems) };
  const full = pathSpan && completePath(path, text.slice(pathSpan.end, end), fields);
  if (full?.length) return { start: pathSpan!.start, end, items: full };
  if (context.is === "bound") return { start, end, items: completeBound(path, prefix) };
  const values = known?.path === path ? completeValues(prefix, known) : [];
  const others = prefix === "" && context.start === context.end && text[start - 1] === ":" ? operators : [];
  const items = [...values, ...others.map(operator), ...keywords(context)].slice(0, maxItems);
  return { start, end, items, ...(known?.path !== path && { needs: { path, prefix } }) };
}

/** Names that begin so come first, then those whose last part does, then those that contain it. */
function completeFields({ prefix }: CaretContext, fields: readonly { path: string; count: number }[]): Completion[] {
  const wanted = prefix.toLowerCase();
  const rank = (path: string) => {
    const name = path.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    return name.includes(`.${wanted}`) ? 1 : name.includes(wanted) ? 2 : undefined;
  };
  return fields
    .flatMap((field) => ({ ...field, rank: rank(field.path) ?? -1 }))
    .filter((field) => field.rank >= 0)
    .sort((one, other) => one.rank - other.rank || other.count - one.count)
    .map(({ path, count }) => ({ is: "field", label: path, insert: `${printPath(path)}:`, count }));
}

/** The fields that a short name means, with what stands behind it; none where a field has that name. */
function completePath(name: string, behind: string, fields: readonly { path: string; count: number }[]): Completion[] {
  if (fields.some(({ path }) => path === name)) return [];
  const paths = fieldsNamed(
    name,
    fields.map(({ path }) => path),
  );
  return fields
    .filter(({ path }) => paths.includes(path))
    .sort((one, other) => other.count - one.count)
    .map(({ path, count }) => ({ is: "field", label: path, insert: `${printPath(path)}${behind}`, count }));
}

function completeValues(prefix: string, { values }: KnownValues): Completion[] {
  const wanted = prefix.toLowerCase();
  const at = (value: Scalar) => String(value).toLowerCase().indexOf(wanted);
  return values
    .filter(({ value }) => at(value) >= 0)
    .sort((one, other) => Math.sign(at(one.value)) - Math.sign(at(other.value)) || other.count - one.count)
    .map(({ value, count }) => ({ is: "value", label: String(value), insert: printValue(value), count }));
}

function completeBound(path: string, prefix: string): Completion[] {
  const bounds = path === "level" ? levelOrder : path === "timestamp" ? times : [];
  const fitting = bounds.filter((bound) => bound.toLowerCase().startsWith(prefix.toLowerCase()));
  return fitting.map((bound) => ({ is: "bound", label: bound, insert: bound }));
}

function keywords({ prefix, followsCondition }: CaretContext): Completion[] {
  const words = followsCondition ? ["AND", "OR", "NOT"] : ["NOT"];
  return words.filter((word) => word.startsWith(prefix)).map(operator);
}

const operator = (sign: string): Completion => ({ is: "operator", label: sign, insert: sign });
