import type { TimeRange } from "../../analytics/call-rollups.ts";
import type { ComparedSetting } from "../../analytics/compare-logs/compared-side.ts";
import { isChangeEvent, settingEvents, settingPaths } from "../../analytics/compare-logs/setting-fields.ts";
import type { MeasureAnswer } from "../../query/measure.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { LogReader } from "../../store/log-store.ts";

/** Events that are looked at for their fields; the values are counted of all. */
const mostRows = 500;
/** Most values of a setting. */
const mostValues = 30;
/** Lists of models, by what was asked for. */
export const modelLists = {
  event: "request_success",
  path: "response_data.model_names",
  kindPath: "request_data.query_type",
};

const settingsQuery = parseQuery(`event:(${settingEvents.join(" OR ")})`).query;
const modelsQuery = parseQuery(`event:${modelLists.event} ${modelLists.path}:*`).query;

/** The settings and versions that a log speaks of: of all its events, also those of the console itself. */
export async function askSettings(
  { source, range }: { source: Pick<LogReader, "measure" | "exploreRows">; range: TimeRange },
  onStep: () => void,
  signal?: AbortSignal,
): Promise<ComparedSetting[]> {
  const scope = { view: "events", query: settingsQuery, range, hasOwnCalls: true } as const;
  const count = (query: typeof settingsQuery, by: string, path: string) => {
    const values = (path: string) => ({ is: "values", path, limit: mostValues }) as const;
    return source.measure({ ...scope, query, measures: [{ is: "rows" }], by: values(by), over: values(path) }, signal);
  };
  const page = { order: { by: "time", isDescending: true }, at: { index: 0 }, limit: mostRows } as const;
  const { rows } = await source.exploreRows(scope, page, signal);
  const paths = rows.flatMap(({ event }) => settingPaths(event.event, event.data ?? {}).map(([path]) => path));
  const settings: ComparedSetting[] = [];
  for (const path of new Set(paths))
    for (const [event, values] of valuesBySeries(await count(settingsQuery, "event", path)))
      settings.push({ event, path, isChange: isChangeEvent(event), values });
  const { event, path, kindPath } = modelLists;
  for (const [query, values] of valuesBySeries(await count(modelsQuery, kindPath, path)))
    settings.push({ event, path, query, isChange: false, values });
  onStep();
  return settings;
}

/** Of each series with rows the rows with each value. */
function valuesBySeries({ by, over, numbers }: MeasureAnswer): [string, Map<string, number>][] {
  return by.flatMap((series, at): [string, Map<string, number>][] => {
    const counts = over.map((group, one): [string, number] => [
      group.is === "value" ? JSON.stringify(group.value) : "",
      numbers[0]![at]![one]!,
    ]);
    const values = new Map(counts.filter(([, count]) => count > 0));
    return series.is === "value" && values.size > 0 ? [[String(series.value), values]] : [];
  });
}
