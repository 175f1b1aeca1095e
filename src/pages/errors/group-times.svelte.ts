import { timeStretches } from "../../app/dashboards/time-stretches.ts";
import type { ErrorGroup } from "../../app/error-groups/error-group.ts";
import { allOf, oneOf, valueIs } from "../../query/conditions.ts";
import type { LogReader } from "../../store/log-store.ts";

/** Bars of the chart, at most; and what is shown around an outage, as a share of it. */
const [mostBars, aroundShare] = [60, 0.4];

/** Calls over the time in which a group failed. */
export interface GroupTimesAnswer {
  fromMs: number;
  toMs: number;
  /** Calls of the group in each stretch, and all others of its services and operations. */
  failed: number[];
  others: number[];
}

/** The calls of a group over time, with all others of its services and operations. */
export class GroupTimes {
  readonly #source: Pick<LogReader, "measure">;
  answer = $state.raw<GroupTimesAnswer>();

  constructor(source: Pick<LogReader, "measure">) {
    this.#source = source;
  }

  /** Counts; a log that does not answer shows nothing. @param zone IANA name, `local` or `utc` */
  async read(group: ErrorGroup, zone: string, signal: AbortSignal): Promise<void> {
    const { scope, services, operations, firstMs, lastMs } = group;
    const aroundMs = Math.max(60_000, (lastMs - firstMs) * aroundShare);
    const isOutage = group.why.some(({ is }) => is === "outage");
    const [startMs, endMs] = isOutage ? [firstMs - aroundMs, lastMs + aroundMs] : [firstMs, lastMs + 1];
    const { fromMs = startMs, toMs = endMs } = scope.range;
    const bins = timeStretches(Math.max(fromMs, startMs), Math.max(fromMs + 1, Math.min(toMs, endMs)), mostBars, zone);
    const among = (path: string, values: string[]) =>
      values.length === 0 ? undefined : oneOf(values.map((value) => valueIs(path, value)));
    const beside = allOf(among("service", services), among("operation", operations));
    const count = async (query: ErrorGroup["scope"]["query"]) => {
      const over = { is: "time", ...bins } as const;
      const { numbers } = await this.#source.measure({ ...scope, query, measures: [{ is: "rows" }], over }, signal);
      return Array.from(numbers[0]![0]!);
    };
    try {
      const failed = await count(scope.query);
      const all = await count(beside);
      if (signal.aborted) return;
      const others = all.map((calls, at) => Math.max(0, calls - failed[at]!));
      this.answer = { fromMs: bins.fromMs, toMs: bins.toMs, failed, others };
    } catch {
      // The counts of the row stay; only the picture is missing.
    }
  }
}
