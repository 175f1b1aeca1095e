import type { Scalar } from "../../../query/query.ts";
import type { FieldValues } from "../../explore.ts";
import { onlyField } from "./match/conditions.ts";
import { absent, unlisted } from "./log-column.ts";
import type { ViewTable } from "./log-tables.ts";
import type { Mask } from "./masks.ts";
import type { ScopeMatch } from "./match/match-scope.ts";
import { unlistedTexts } from "./order-rows.ts";
import { outcomes } from "./row-table.ts";
import { rowCounts } from "./match/select-rows.ts";

/** Counts all values of a field among the rows that match without its own conditions, also those that are only in lines. */
export async function countValues(
  { table, lines }: ViewTable,
  path: string,
  { failed, conditions }: ScopeMatch,
  { search = "", limit }: { search?: string; limit: number },
  signal?: AbortSignal,
): Promise<FieldValues> {
  const column = table.column(path);
  if (column === undefined) return { path, values: [], distinct: 0 };
  const own = conditions.filter(({ query }) => onlyField(query) === path).map(({ failures }) => failures);
  const passes = (row: number) => failed[row]! - own.reduce((sum, mask: Mask) => sum + mask[row]!, 0) === 0;
  const { codes, values, firstValue, sets } = column;
  const numbers = column.scale && table.numbers(path);
  const texts = column.hasUnlisted ? await unlistedTexts(table, lines, column, signal) : undefined;
  const counts = new Map<Scalar, number[]>();
  const add = (value: Scalar, row: number) => {
    let ofValue = counts.get(value);
    if (ofValue === undefined) counts.set(value, (ofValue = new Array<number>(outcomes.length).fill(0)));
    ofValue[table.outcomes[row]!]!++;
  };
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code === absent || !passes(row)) continue;
    if (code === unlisted) add(texts!.get(row)!, row);
    else if (code < firstValue) add(numbers![row]!, row);
    else if (sets === undefined) add(values[code - firstValue]!, row);
    else for (const value of sets[code - firstValue]!) add(values[value]!, row);
  }
  const wanted = search.toLowerCase();
  const found = [...counts]
    .filter(([value]) => String(value).toLowerCase().includes(wanted))
    .map(([value, ofValue]) => ({ value, ...rowCounts(ofValue) }))
    .sort((a, b) => b.total - a.total);
  return { path, values: found.slice(0, limit), distinct: found.length };
}
