import { logLevels } from "../../../../logging/log-event.ts";
import type { Division, Group } from "../../../../query/measure.ts";
import type { Scalar } from "../../../../query/query.ts";
import { absent, unlisted, type LogColumn } from "../log-column.ts";
import type { ViewTable } from "../log-tables.ts";
import { binOf, createScale } from "../number-scale.ts";
import { unlistedTexts } from "../order-rows.ts";

/** Rows in groups. */
export interface DividedRows {
  groups: Group[];
  /** For each of the rows that were divided the number of its slot, or -1. */
  slotOf: Int32Array;
  slots: number;
}

/**
 * Puts rows of a view into groups, a slot for each. With a window there are more slots than groups: group `g` holds those from `g` to
 * below `g + window`.
 *
 * @param window of stretches of time
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function divideRows(
  view: ViewTable,
  rows: Int32Array,
  division: Division | undefined,
  window: number,
  signal: AbortSignal | undefined,
): Promise<DividedRows> {
  const { times } = view.table;
  switch (division?.is) {
    case undefined:
      return { groups: [{ is: "all" }], slotOf: new Int32Array(rows.length), slots: 1 };
    case "time": {
      const { fromMs, toMs, bins } = division;
      const width = (toMs - fromMs) / bins;
      const slots = bins + window - 1;
      const slotOf = rows.map((row) => {
        const slot = Math.floor(((times[row]! - fromMs) * bins) / (toMs - fromMs)) + window - 1;
        return slot >= 0 && slot < slots ? slot : -1;
      });
      const groups = Array.from({ length: bins }, (_, bin): Group => {
        const to = bin === bins - 1 ? toMs : fromMs + (bin + 1) * width;
        return { is: "range", from: fromMs + (bin + 1 - window) * width, to };
      });
      return { groups, slotOf, slots };
    }
    case "week": {
      const groups = Array.from({ length: hoursOfWeek }, (_, hour): Group => ({ is: "hour", hour }));
      const hourOf = weekHours(division.offsets);
      return { groups, slotOf: rows.map((row) => hourOf(times[row]!)), slots: hoursOfWeek };
    }
    case "values": {
      const { ids, values } = await valueIds(view, rows, division.path, signal);
      return mostFrequent(ids, values, division.limit, String, (value) => ({ is: "value", value }));
    }
    case "combinations": {
      const { ids, values } = await combinationIds(view, rows, division.paths, signal);
      const name = (some: (Scalar | undefined)[]) => JSON.stringify(some.map((value) => value ?? null));
      return mostFrequent(ids, values, division.limit, name, (some) => ({ is: "combination", values: some }));
    }
    case "numbers":
    case "ranges": {
      const { path } = division;
      const all = view.table.column(path) && view.table.numbers(path);
      const numbers = Float64Array.from(rows, (row) => all?.[row] ?? NaN);
      const edges = division.is === "ranges" ? division.edges : edgesOf(numbers, division);
      const groups = edges.slice(1).map((to, at): Group => ({ is: "range", from: edges[at]!, to }));
      const slotOf = Int32Array.from(numbers, (number) =>
        number >= edges[0]! && number <= edges.at(-1)! ? binOf({ edges }, number) : -1,
      );
      return { groups, slotOf, slots: groups.length };
    }
  }
}

const hourMs = 3_600_000;
const hoursOfWeek = 168;
/** 1970-01-01 was a Thursday. */
const hoursBeforeEpoch = 72;

function weekHours(offsets: { fromMs: number; offsetMs: number }[]): (timeMs: number) => number {
  return (timeMs) => {
    if (Number.isNaN(timeMs)) return -1;
    const { offsetMs = 0 } = offsets.findLast(({ fromMs }) => fromMs <= timeMs) ?? offsets[0] ?? {};
    const hour = (Math.floor((timeMs + offsetMs) / hourMs) + hoursBeforeEpoch) % hoursOfWeek;
    return hour < 0 ? hour + hoursOfWeek : hour;
  };
}

function edgesOf(numbers: Float64Array, { bins, isLogarithmic = false }: { bins: number; isLogarithmic?: boolean }) {
  let [least, most] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > most) most = number;
  }
  if (least > most) return [];
  return least === most ? [least, most] : createScale(least, most, bins, isLogarithmic).edges;
}

/** The most frequent values as groups; of equal ones the first by name. */
function mostFrequent<Value>(
  ids: Int32Array,
  values: Value[],
  limit: number,
  nameOf: (value: Value) => string,
  groupOf: (value: Value) => Group,
): DividedRows {
  const counts = new Uint32Array(values.length);
  for (const id of ids) if (id >= 0) counts[id]!++;
  const most = values
    .map((_, id) => id)
    .sort((a, b) => counts[b]! - counts[a]! || compareText(nameOf(values[a]!), nameOf(values[b]!)))
    .slice(0, limit);
  const slotOfId = new Int32Array(values.length).fill(-1);
  for (const [slot, id] of most.entries()) slotOfId[id] = slot;
  return {
    groups: most.map((id) => groupOf(values[id]!)),
    slotOf: ids.map((id) => (id < 0 ? -1 : slotOfId[id]!)),
    slots: most.length,
  };
}

/** Numbers the combinations of values that rows have. */
async function combinationIds(
  view: ViewTable,
  rows: Int32Array,
  paths: string[],
  signal: AbortSignal | undefined,
): Promise<{ ids: Int32Array; values: (Scalar | undefined)[][] }> {
  let ids = new Int32Array(rows.length);
  let values: (Scalar | undefined)[][] = [[]];
  for (const path of paths) {
    const next = await valueIds(view, rows, path, signal);
    const width = next.values.length + 1;
    const numberOf = new Map<number, number>();
    const combined: (Scalar | undefined)[][] = [];
    const before: Int32Array = ids;
    ids = before.map((id, at) => {
      const key = id * width + next.ids[at]! + 1;
      let number = numberOf.get(key);
      if (number === undefined) {
        numberOf.set(key, (number = combined.length));
        combined.push([...values[id]!, next.values[next.ids[at]!]]);
      }
      return number;
    });
    values = combined;
  }
  return { ids, values };
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Numbers the values that rows have of a field, in the order in which they come; -1 stands for none. */
export async function valueIds(
  { table, lines }: ViewTable,
  rows: Int32Array,
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ ids: Int32Array; values: Scalar[] }> {
  const ids = new Int32Array(rows.length).fill(-1);
  const column = table.column(path);
  if (column === undefined) return { ids, values: [] };
  const texts = column.hasUnlisted ? await unlistedTexts(table, lines, column, signal) : undefined;
  const numbers = column.scale && table.numbers(path);
  const idOf = new Map<Scalar, number>();
  const listed = new Int32Array((column.sets ?? column.values).length).fill(-1);
  const idOfValue = (value: Scalar) => {
    let id = idOf.get(value);
    if (id === undefined) idOf.set(value, (id = idOf.size));
    return id;
  };
  const valueOf = (at: number) => (column.sets ? severestOf(column, at) : column.values[at]!);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const code = column.codes[row]!;
    if (code === absent) continue;
    if (code === unlisted) ids[at] = idOfValue(texts!.get(row)!);
    else if (code < column.firstValue) ids[at] = idOfValue(numbers![row]!);
    else {
      const value = code - column.firstValue;
      if (listed[value]! < 0) listed[value] = idOfValue(valueOf(value));
      ids[at] = listed[value]!;
    }
  }
  return { ids, values: [...idOf.keys()] };
}

const severity = (level: Scalar) => (logLevels as readonly Scalar[]).indexOf(level);

function severestOf({ sets, values }: LogColumn, at: number): Scalar {
  return sets![at]!.map((value) => values[value]!).toSorted((a, b) => severity(b) - severity(a))[0]!;
}
