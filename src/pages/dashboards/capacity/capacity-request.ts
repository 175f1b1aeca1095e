import { panelRequest, type PanelFrame } from "../../../app/dashboards/panel-request.ts";
import type { Panel } from "../../../app/dashboards/panel.ts";
import { zoneOffsets } from "../../../basics/zone-offsets.ts";
import { leastDays } from "../../../analytics/forecast/fit-series.ts";
import { leastDaysOfPattern } from "../../../analytics/forecast/weekly-pattern.ts";
import type { MeasureAnswer, MeasureRequest } from "../../../query/measure.ts";
import { measureName } from "../../../query/tools/measure-to-jq.ts";
import { panelJq } from "../../shared/panels/panel-jq.ts";
import { measuredQuantities, type Quantity } from "./quantities.ts";
import { wholeDays, type WholeDays } from "./whole-days.ts";

const hourMs = 3_600_000;

/** The questions about a quantity: of each whole day, of the 168 hours of a week, and of each hour while there are few days. */
export interface CapacityRequest {
  quantity: Quantity;
  days: WholeDays;
  ofDays: MeasureRequest;
  ofHours: MeasureRequest;
  /** From the first whole day to the last whole hour; absent below three days, and from two weeks on. */
  ofEachHour?: MeasureRequest;
}

/** Asks for the whole days of a range; undefined where there is none. The size of the log is that of all its events. */
export function capacityRequest(quantity: Quantity, frame: PanelFrame): CapacityRequest | undefined {
  const { view, query, sums } = measuredQuantities[quantity];
  const days = wholeDays(frame.fromMs, frame.toMs, frame.zone);
  if (days === undefined) return undefined;
  const isLog = quantity === "log";
  const panel: Panel = {
    ...{ title: quantity, view, query, form: "lines", unit: "number", hasOwnCalls: isLog },
    measures: sums.length === 0 ? [{ is: "rows" }] : sums.map((path) => ({ is: "sum", path })),
  };
  const { fromMs, toMs, bins } = days;
  const request = panelRequest(panel, { ...frame, fromMs, toMs, ...(isLog && { filter: "" }) });
  const hours = Math.floor((frame.toMs - fromMs) / hourMs);
  const each = { ...request, range: { fromMs, toMs: fromMs + hours * hourMs } };
  return {
    ...{ quantity, days },
    ...(bins >= leastDays &&
      bins < leastDaysOfPattern && { ofEachHour: { ...each, over: { is: "time", ...each.range, bins: hours } } }),
    ofDays: { ...request, over: { is: "time", fromMs, toMs, bins } },
    ofHours: { ...request, over: { is: "week", offsets: zoneOffsets(frame.zone, fromMs, toMs) } },
  };
}

/** The quantity in each group of an answer, 0 where there is nothing to add up. @param each what one of it counts */
export function quantityOf({ numbers, over }: MeasureAnswer, each = 1): number[] {
  return over.map((_, at) => each * numbers.reduce((sum, [series]) => sum + (series![at]! || 0), 0));
}

/** A shell line that gives the quantity of each day, or hour, with the moment at which it begins. @param each what one of it counts */
export function capacityJq(
  { quantity, days }: CapacityRequest,
  asked: MeasureRequest,
  answer: MeasureAnswer,
  each = 1,
): string {
  const [name, seconds] = asked.over?.is === "time" && asked.over.bins > days.bins ? ["hour", 3_600] : ["day", 86_400];
  const names = asked.measures.map((measure) => `.[${JSON.stringify(measureName(measure))}]`).join(", ");
  const start = `((${String(days.fromMs / 1000)} + .over * ${String(seconds)}) | todate)`;
  const sum = `([${names} | numbers] | add // 0 | . * ${String(each)})`;
  return panelJq(asked, answer, `| map({${name}: ${start}, ${quantity}: ${sum}})`);
}
