import type { Format } from "../../../kit/i18n/format.ts";
import type { Scalar } from "../../../query/query.ts";

/** A value as it is shown: texts as they are, an empty one as `""`, all others as JSON writes them. */
export function valueText(value: Scalar): string {
  return value === "" ? '""' : String(value);
}

/** A number of a field with its unit, which the last word of the path tells. */
export function numberText(path: string, value: number, format: Format): string {
  if (path.endsWith("_ms")) return format.duration(value);
  if (/(_|\.|^)bytes$/.test(path)) return format.bytes(value);
  return format.number(value, Math.abs(value) < 10 ? 3 : Math.abs(value) < 1000 ? 1 : 0);
}
