import type { FieldInfo } from "../../store/explore.ts";
import { shortNames } from "../shared/clauses/field-names.ts";

/** A chart is split by a field with at most so many values. */
const mostSeries = 12;
const usual = ["outcome", "level", "service"];

/** The fields that can split a chart, with their short names: the usual ones, the one that does, and those with few values. */
export function chartSplits(fields: readonly FieldInfo[], by: string): { path: string; name: string }[] {
  const few = fields.filter(({ isMany, values }) => !isMany && values > 1 && values <= mostSeries);
  const paths = [...new Set([...usual, by, ...few.map(({ path }) => path)])];
  const names = shortNames(paths);
  return paths.map((path) => ({ path, name: names.get(path)! }));
}
