import { findBaseline } from "../../analytics/alerts/find-incidents.ts";
import { combinationOf, type MeasureRequest } from "../../query/measure.ts";
import type { LogReader } from "../../store/log-store.ts";
import { historyBins } from "../alerts/load-history.ts";
import type { Outage } from "./error-group.ts";
import { ended, failed } from "./group-conditions.ts";

/** An incident with fewer failures, or in which a smaller share of the calls failed, is no outage. */
const [leastFailed, leastShare] = [10, 0.2];
/** What lasts for longer than this share of a log is its usual state. */
const greatestShareOfLog = 0.5;
/** Ways to fail that are looked at: the most frequent ones. */
const mostWays = 40;

/**
 * Finds the times in which far more calls of a service failed in one way (status, cause and hop) than usual. The whole log is
 * looked at, without calls of the console itself, so that the same log has the same outages whatever is shown of it.
 *
 * @param range of the log, in milliseconds since the epoch
 * @returns ascending in time
 * @throws whatever the log throws
 */
export async function findOutages(
  source: Pick<LogReader, "measure">,
  range: { firstMs: number; lastMs: number },
  signal?: AbortSignal,
): Promise<Outage[]> {
  const { fromMs, stepMs, bins } = historyBins(range);
  const time = { is: "time", fromMs, toMs: fromMs + bins * stepMs, bins } as const;
  const question = (paths: string[], rest: Pick<MeasureRequest, "query">): MeasureRequest => ({
    ...{ view: "calls", range: {}, hasOwnCalls: false, measures: [{ is: "rows" }], over: time, ...rest },
    by: { is: "combinations", paths, limit: mostWays },
  });
  const ways = await source.measure(
    question(["service", "error.error_type", "diagnosis.cause", "diagnosis.hop"], { query: failed }),
    signal,
  );
  const services = await source.measure(question(["service"], { query: ended }), signal);
  return ways.by
    .flatMap((way, at): Outage[] => {
      const [service, status, cause, hop] = combinationOf(way);
      const ofService = services.by.findIndex((group) => combinationOf(group)[0] === service);
      const [bad, rows] = [ways.numbers[0]![at]!, services.numbers[0]![ofService]];
      if (rows === undefined || sum(bad) < leastFailed) return [];
      const { incidents = [] } = findBaseline(
        { fromMs, stepMs, rows, bad },
        { measure: { is: "failures" }, fires: "over" },
      );
      return incidents
        .map((one): Outage => ({
          service,
          status,
          cause,
          hop,
          fromMs: one.fromMs,
          toMs: one.toMs,
          calls: one.rows,
          failed: one.bad,
        }))
        .filter((outage) => isOutage(outage, bins * stepMs));
    })
    .sort((one, other) => one.fromMs - other.fromMs);
}

function isOutage({ fromMs, toMs, calls, failed: bad }: Outage, logMs: number): boolean {
  return bad >= leastFailed && bad / calls >= leastShare && toMs - fromMs <= logMs * greatestShareOfLog;
}

const sum = (counts: Float64Array) => counts.reduce((total, count) => total + count, 0);
