import type { TimeRange } from "../../analytics/call-rollups.ts";
import { callsOf, createCallTally, type CallTally } from "../../analytics/overview/call-tally.ts";
import type { Overview, OverviewScope } from "../../analytics/overview/overview.ts";
import { isSameBins, mostBins, overviewBins } from "../../analytics/overview/overview-bins.ts";
import { minuteMs, type TimeBins } from "../../analytics/time-bins.ts";
import type { RollupPart, RollupSnapshot, SnapshotTaker } from "./log-snapshot.ts";
import { withLines } from "./with-lines.ts";

/** Answers all that an overview asks at once. */
export interface OverviewReader {
  overview(scope: OverviewScope): Promise<Overview>;
}

/** Answers over the snapshots of a log. Keeps what the last answer counted, so that a log which has grown costs only what is new. */
export function createOverviewReader(snapshots: SnapshotTaker): OverviewReader {
  const [current, before] = [createKeptTally(), createKeptTally()];
  return {
    async overview({ range, before: beforeRange, hasOwnCalls }) {
      const take = (takesTally: boolean) =>
        withLines(() =>
          snapshots.takeRollups(range, "calls", takesTally, (sealed) => {
            const bins = overviewBins(range, sealed);
            if (fits(sealed, bins)) current.begin(sealed, { range, bins, most: mostBins, hasOwnCalls });
          }),
        );
      const isWhole = range.fromMs === undefined && range.toMs === undefined && !hasOwnCalls;
      let snapshot = await take(isWhole && current.isEmpty());
      if (!fits(snapshot, overviewBins(range, snapshot))) snapshot = await take(false);
      const earlier = beforeRange && (await withLines(() => snapshots.takeRollups(beforeRange, "calls")));
      const { firstMs, lastMs } = snapshot;
      const bins = overviewBins(range, snapshot);
      const { tally, ownCalls } = current.at(snapshot, { range, bins, most: mostBins, hasOwnCalls });
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

interface KeptTally {
  key: string;
  tally: CallTally;
  ownCalls: number;
  /** Position of the first event that is not counted; of a tally that was only begun unknown. */
  nextPosition?: number;
  /** What it was begun with, and the position of the last part of that. */
  begun: { taken: symbol; last: number };
}

/** Counts the rollups of a scope; of one that was counted before, only those of new events. */
function createKeptTally() {
  let kept: KeptTally | undefined;

  /** The kept tally, where it counts the same, else an empty one. */
  function keptFor(
    { epoch, firstPosition, taken, tally: stored }: Pick<RollupSnapshot, "epoch" | "firstPosition" | "taken" | "tally">,
    { range, bins: { startMs, stepMs }, most, hasOwnCalls }: TallyScope,
  ): KeptTally {
    const key = JSON.stringify([epoch, firstPosition, range, startMs, stepMs, hasOwnCalls]);
    if (kept?.key === key) return kept;
    const tally = createCallTally({ startMs, stepMs }, most, stored?.calls);
    return { key, tally, ownCalls: stored?.ownCalls ?? 0, nextPosition: 0, begun: { taken, last: -1 } };
  }

  function add(to: KeptTally, parts: RollupPart[], hasOwnCalls: boolean): void {
    for (const { rollups } of parts) {
      to.tally.add(rollups.others);
      to.ownCalls += callsOf(rollups.own);
      if (hasOwnCalls && rollups.own) to.tally.add(rollups.own);
    }
  }

  return {
    isEmpty: () => kept === undefined,
    /** Counts sealed parts before the tail is there. */
    begin(sealed: Omit<RollupSnapshot, "nextPosition" | "starts">, scope: TallyScope): void {
      const found = keptFor(sealed, scope);
      if (found === kept) return;
      add(found, sealed.parts, scope.hasOwnCalls);
      // Sorts the durations now, and not when everything waits for it.
      found.tally.numbers();
      delete found.nextPosition;
      found.begun.last = sealed.parts.at(-1)?.firstPosition ?? -1;
      kept = found;
    },
    at(snapshot: RollupSnapshot, scope: TallyScope): KeptTally {
      const { nextPosition, starts, parts, taken } = snapshot;
      let found = keptFor(snapshot, scope);
      let from = found.nextPosition;
      if (from === undefined && found.begun.taken === taken) from = found.begun.last + 1;
      else if (found === kept && (from === undefined || !starts.includes(from))) {
        kept = undefined;
        found = keptFor(snapshot, scope);
        from = 0;
      }
      add(
        found,
        parts.filter(({ firstPosition }) => firstPosition >= from!),
        scope.hasOwnCalls,
      );
      found.nextPosition = nextPosition;
      return (kept = found);
    },
  };
}
