import type { Scalar } from "../../../query/query.ts";
import type { FieldValues } from "../../../store/explore.ts";

/** What a click in the panel of fields asks of the page, which writes it into the query. */
export interface FieldActions {
  /** Show only rows with this value; of a chosen one: no longer. */
  oninclude: (path: string, value: Scalar) => void;
  /** Show no rows with this value; of an excluded one: again. */
  onexclude: (path: string, value: Scalar) => void;
  /** Numbers from and to, both inclusive; undefined is open, and both undefined is no condition. */
  onrange: (path: string, from: number | undefined, to: number | undefined) => void;
  /** The values of a field that contain a text, counted exactly. */
  onfind: (path: string, search: string, signal: AbortSignal) => Promise<FieldValues>;
}
