import type { TimeRange } from "../../analytics/call-rollups.ts";
import { callsOf, createCallTally, type CallTally } from "../../analytics/overview/call-tally.ts";
import type { Overview, OverviewScope } from "../../analytics/overview/overview.ts";
import { isSameBins, mostBins, overviewBins } from "../../analytics/overview/overview-bins.ts";
import { minuteMs, type TimeBins } from "../../analytics/time-bins.ts";
import type { LogTally } from "../storage/log-storage.ts";
import type { RollupPart, RollupSnapshot, SnapshotTaker } from "./log-snapshot.ts";
import { withLines } from "./with-lines.ts";

/** Answers all that an overview asks at once. */
export interface OverviewReader {
  overview(scope: OverviewScope): Promise<Overview>;
}

/** Answers over the snapshots of a log. Keeps what the last answer counted, so that a log which has grown costs only what is new. */
export function createOverviewReader(snapshots: SnapshotTaker): OverviewReader {
  const [current, before] = [createTallyCache(), createTallyCache()];
  return {
    async overview({ range, before: beforeRange, hasOwnCalls }) {
      let begun: CountedTally | undefined;
      const take = (takesTally: boolean) =>
        withLines(() => {
          begun = undefined;
          return snapshots.takeRollups(range, "calls", takesTally, (sealed) => {
            const bins = overviewBins(range, sealed);
            if (fits(sealed, bins)) begun = current.begin(sealed, { range, bins, most: mostBins, hasOwnCalls });
          });
        });
      const isWhole = range.fromMs === undefined && range.toMs === undefined && !hasOwnCalls;
      let snapshot = await take(isWhole && current.isEmpty());
      if (!fits(snapshot, overviewBins(range, snapshot))) snapshot = await take(false);
      const earlier = beforeRange && (await withLines(() => snapshots.takeRollups(beforeRange, "calls")));
      const { firstMs, lastMs } = snapshot;
      const bins = overviewBins(range, snapshot);
      const { tally, ownCalls } = current.at(snapshot, { range, bins, most: mostBins, hasOwnCalls }, begun);
      const { all, services, ...answer } = tally.answer(bins.count);
      const ofBefore = beforeRange && { range: beforeRange, bins: oneBin(beforeRange), most: 1, hasOwnCalls };
      const compared = earlier && ofBefore && before.at(earlier, ofBefore).tally;
      return {
        position: snapshot.nextPosition,
        ...(firstMs <= lastMs && { firstMs, lastMs }),
        bins,
        all: { ...all, ...(compared && { before: compared.numbers()! }) },
        services: services.map((one) => ({ ...one, ...beforeOf(compared, one.service) })),
        ...answer,
        ownCalls,
      };
    },
  };
}

function beforeOf(compared: CallTally | undefined, service: string) {
  const before = compared?.numbers(service);
  return before && { before };
}

/** Whether the tally of a snapshot, where it has one, counts into these bins. */
function fits({ tally }: Pick<RollupSnapshot, "tally">, bins: TimeBins): boolean {
  return tally === undefined || isSameBins(tally.calls, bins);
}

function oneBin({ fromMs, toMs }: Required<TimeRange>): TimeBins {
  const startMs = Math.floor(fromMs / minuteMs) * minuteMs;
  return { startMs, stepMs: Math.max(minuteMs, Math.ceil((toMs - startMs) / minuteMs) * minuteMs), count: 1 };
}

/** What a tally counts, and into which bins. */
interface TallyScope {
  range: TimeRange;
  bins: TimeBins;
  most: number;
  hasOwnCalls: boolean;
}

interface CountedTally {
  key: string;
  tally: CallTally;
  ownCalls: number;
  /** Position from which on nothing is counted; of a tally that was only begun, right behind where its last part begins. */
  nextPosition: number;
}

/** Counts the rollups of a scope; of one that was counted before, only those of new events. */
function createTallyCache() {
  let cached: CountedTally | undefined;

  const keyOf = (
    { epoch, firstPosition }: Pick<RollupSnapshot, "epoch" | "firstPosition">,
    { range, bins: { startMs, stepMs }, hasOwnCalls }: TallyScope,
  ) => JSON.stringify([epoch, firstPosition, range, startMs, stepMs, hasOwnCalls]);

  function count(to: CountedTally, parts: RollupPart[], hasOwnCalls: boolean): void {
    for (const { firstPosition, rollups } of parts) {
      if (firstPosition < to.nextPosition) continue;
      to.tally.add(rollups.others);
      to.ownCalls += callsOf(rollups.own);
      if (hasOwnCalls && rollups.own) to.tally.add(rollups.own);
    }
  }

  return {
    isEmpty: () => cached === undefined,
    /**
     * Counts sealed parts before the tail is there. What it returns is the question's own until `at` takes it, because it has used
     * up the stored tally: none can begin with that a second time.
     *
     * @returns undefined where the cached tally counts the same
     */
    begin(sealed: Omit<RollupSnapshot, "nextPosition" | "starts">, scope: TallyScope): CountedTally | undefined {
      const key = keyOf(sealed, scope);
      if (cached?.key === key) return undefined;
      const begun = emptyTally(key, scope, sealed.tally);
      count(begun, sealed.parts, scope.hasOwnCalls);
      // Sorts the durations now, and not when everything waits for it.
      begun.tally.numbers();
      begun.nextPosition = (sealed.parts.at(-1)?.firstPosition ?? -1) + 1;
      return begun;
    },
    /** @param begun what `begin` returned for the same snapshot */
    at(snapshot: RollupSnapshot, scope: TallyScope, begun?: CountedTally): CountedTally {
      const { nextPosition, starts, parts } = snapshot;
      const key = keyOf(snapshot, scope);
      const usable = cached?.key === key && starts.includes(cached.nextPosition) ? cached : undefined;
      const found = usable ?? (begun?.key === key ? begun : emptyTally(key, scope, snapshot.tally));
      count(found, parts, scope.hasOwnCalls);
      found.nextPosition = nextPosition;
      return (cached = found);
    },
  };
}

function emptyTally(key: string, { bins: { startMs, stepMs }, most }: TallyScope, stored?: LogTally): CountedTally {
  const tally = createCallTally({ startMs, stepMs }, most, stored?.calls);
  return { key, tally, ownCalls: stored?.ownCalls ?? 0, nextPosition: 0 };
}
