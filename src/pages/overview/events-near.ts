import { printValue } from "../../query/edit/edit-query.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { ExploreScope } from "../../store/explore.ts";
import type { LogReader } from "../../store/log-store.ts";
import { changeEvents } from "../shared/change-events.ts";

/** Something that may have to do with a change: another version of the console, other settings, another list of models. */
export interface EventNear {
  is: "version" | "settings" | "models";
  timeMs: number;
  /** The version that came. */
  version?: string;
}

/** Most events of a kind that are looked at. */
const most = 20;

/**
 * The first event of each kind near a moment; of versions the first start of one that the log did not have before, where it had
 * another.
 */
export async function eventsNear(
  source: Pick<LogReader, "exploreRows" | "measure">,
  timeMs: number,
  withinMs: number,
  signal?: AbortSignal,
): Promise<EventNear[]> {
  const range = { fromMs: timeMs - withinMs, toMs: timeMs + withinMs };
  const scopeOf = (text: string): ExploreScope => ({
    ...{ view: "events", query: parseQuery(text).query, range, hasOwnCalls: true },
  });
  const firstOf = async (text: string) => {
    const page = { order: { by: "time", isDescending: false }, at: { index: 0 }, limit: most };
    return (await source.exploreRows(scopeOf(text), page, signal)).rows;
  };
  const near: EventNear[] = [];
  for (const is of ["settings", "models"] as const) {
    const [row] = await firstOf(changeEvents[is]);
    if (row) near.push({ is, timeMs: row.timeMs });
  }
  for (const { event, timeMs: startMs } of await firstOf(`${changeEvents.version} data.version:*`)) {
    const version = (event.data as { version?: unknown } | undefined)?.version;
    if (typeof version !== "string" || near.some((one) => one.version === version)) continue;
    const before = { ...scopeOf(changeEvents.version), range: { toMs: range.fromMs } };
    const isOf = { is: "share", part: parseQuery(`data.version:${printValue(version)}`).query } as const;
    const { numbers } = await source.measure({ ...before, measures: [isOf] }, signal);
    // No start before, or one of this version: nothing new came.
    if (numbers[0]![0]![0] === 0) near.push({ is: "version", timeMs: startMs, version });
  }
  return near.sort((a, b) => a.timeMs - b.timeMs);
}
