import { zoneOffsets } from "../../basics/zone-offsets.ts";
import type { Division, Measure, MeasureRequest } from "../../query/measure.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { Query } from "../../query/query.ts";
import { resolveTimes } from "../../query/resolve-times.ts";
import { timeStretches } from "./time-stretches.ts";
import type { Panel, PanelDivision, PanelMeasure } from "./panel.ts";

/** What a dashboard is looked at with. */
export interface PanelFrame {
  /** Both ends of what is shown, in milliseconds since the epoch. */
  fromMs: number;
  toMs: number;
  hasOwnCalls: boolean;
  /** Conditions for every panel, as text; empty: none. */
  filter: string;
  /** Now, or the end of a log that does not grow. */
  nowMs: number;
  /** IANA name, `local` or `utc`. */
  zone: string;
}

/** Stretches of a chart over time, at most. */
const mostStretches = { lines: 60, bars: 60, heat: 48, list: 48 } as const;

/** The question of a panel. @throws RangeError when a query is not understood, naming it */
export function panelRequest(panel: Panel, frame: PanelFrame): MeasureRequest {
  const { view, form, by, over } = panel;
  const { fromMs, toMs, hasOwnCalls, filter } = frame;
  const read = (text: string) => readQuery(text, frame);
  const divide = (division: PanelDivision): Division => divisionOf(division, frame, mostStretches[form]);
  return {
    view,
    query: { is: "and", parts: [read(panel.query), read(filter)] },
    range: { fromMs, toMs },
    hasOwnCalls: hasOwnCalls || panel.hasOwnCalls === true,
    measures: panel.measures.map((measure) => measureOf(measure, read)),
    ...(by && { by: divide(by) }),
    ...(over && { over: divide(over) }),
  };
}

function readQuery(text: string, { nowMs, zone }: PanelFrame): Query {
  const { query, errors } = parseQuery(text);
  if (errors.length > 0) throw new RangeError(text);
  return resolveTimes(query, { nowMs, zone });
}

function measureOf(measure: PanelMeasure, read: (text: string) => Query): Measure {
  if (measure.is !== "share") return measure;
  return { is: "share", part: read(measure.part), ...(measure.of !== undefined && { of: read(measure.of) }) };
}

function divisionOf(division: PanelDivision, { fromMs, toMs, zone }: PanelFrame, most: number): Division {
  switch (division.is) {
    case "time":
      return { is: "time", ...timeStretches(fromMs, toMs, most, zone) };
    case "week":
      return { is: "week", offsets: zoneOffsets(zone, fromMs, toMs) };
    case "numbers":
      return { ...division, isLogarithmic: division.isLogarithmic === true };
    case "values":
      return division;
  }
}
