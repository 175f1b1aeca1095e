import { isComparedValueField, mostValues } from "../../analytics/compare-logs/compared-value-fields.ts";
import type { FieldInfo } from "../../store/explore.ts";

/** The fields that both logs have and whose values can be compared: with few values. */
export function comparedPaths(left: readonly FieldInfo[], right: readonly FieldInfo[]): string[] {
  const others = new Set(right.filter(hasFewValues).map(({ path }) => path));
  return left
    .filter((field) => hasFewValues(field) && others.has(field.path) && isComparedValueField(field.path))
    .map(({ path }) => path)
    .sort();
}

const hasFewValues = ({ isMany, values }: FieldInfo) => !isMany && values > 0 && values <= mostValues;
