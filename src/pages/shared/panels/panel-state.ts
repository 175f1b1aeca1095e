import type { MeasureAnswer, MeasureRequest } from "../../../query/measure.ts";

/** What is known of a panel. */
export type PanelState =
  | { is: "waiting" }
  | { is: "answered"; request: MeasureRequest; answer: MeasureAnswer }
  | { is: "failed"; error: unknown };
