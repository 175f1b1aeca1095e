import * as v from "valibot";

/** Longest texts of a panel. */
const [maxTitle, maxQuery, maxPath] = [120, 4_000, 200];
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(maxPath));
const query = v.pipe(v.string(), v.maxLength(maxQuery));
const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));

const measureSchema = v.variant("is", [
  v.object({ is: v.literal("rows") }),
  v.object({ is: v.literal("share"), part: query, of: v.optional(query) }),
  v.object({ is: v.picklist(["sum", "mean", "least", "most", "distinct"]), path }),
  v.object({ is: v.literal("percentile"), path, percent: v.pipe(v.number(), v.gtValue(0), v.maxValue(100)) }),
]);

const divisionSchema = v.variant("is", [
  v.object({ is: v.literal("time") }),
  v.object({ is: v.literal("week") }),
  v.object({ is: v.literal("values"), path, limit: count(50) }),
  v.object({ is: v.literal("numbers"), path, bins: count(60), isLogarithmic: v.optional(v.boolean()) }),
]);

/**
 * A panel of a dashboard: a question for numbers, and how they are drawn. It can be kept and shared as JSON.
 *
 * Queries are texts in the language of the explorer. `by` makes series, or the rows of a heat map; `over` the groups along the chart.
 */
const panelSchema = v.object({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxTitle)),
  view: v.picklist(["calls", "events"]),
  query,
  measures: v.pipe(v.array(measureSchema), v.minLength(1), v.maxLength(4)),
  by: v.optional(divisionSchema),
  over: v.optional(divisionSchema),
  /** `lines` and `bars` are drawn over time; `heat` as rows and columns of cells; `list` as a table, longest first. */
  form: v.picklist(["lines", "bars", "heat", "list"]),
  unit: v.picklist(["count", "ms", "s", "bytes", "share", "number"]),
  /** The axis of values is logarithmic: they are far apart. */
  isLogarithmic: v.optional(v.boolean()),
  /** Counts calls of the console itself even where the page leaves them out: only it makes them. */
  hasOwnCalls: v.optional(v.boolean()),
  /** As wide as the page instead of half of it. */
  isWide: v.optional(v.boolean()),
});

/** A panel, see `panelSchema`. */
export type Panel = v.InferOutput<typeof panelSchema>;
/** What divides the rows of a panel; `time` over the range of the page. */
export type PanelDivision = v.InferOutput<typeof divisionSchema>;
/** A number of a panel. */
export type PanelMeasure = v.InferOutput<typeof measureSchema>;

const dashboardSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  panels: v.pipe(v.array(panelSchema), v.maxLength(40)),
});

/** Panels under a name. */
export type Dashboard = v.InferOutput<typeof dashboardSchema>;

/** What is wrong in a file, and where: `panels.2.query`. */
export interface DashboardProblem {
  place: string;
  problem: string;
}

/** Whether a value is a dashboard. */
export const isDashboard = (value: unknown): value is Dashboard => v.is(dashboardSchema, value);

/** Reads a dashboard from JSON; never throws. */
export function readDashboard(json: string): Dashboard | DashboardProblem[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return [{ place: "", problem: String(error instanceof Error ? error.message : error) }];
  }
  const read = v.safeParse(dashboardSchema, value);
  if (read.success) return read.output;
  return read.issues.map((issue) => ({ place: v.getDotPath(issue) ?? "", problem: issue.message }));
}
