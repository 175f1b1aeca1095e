import { spanOf } from "../../analytics/cut-rollups.ts";
import { callsOf, createCallTally } from "../../analytics/overview/call-tally.ts";
import { isSameBins, mostBins, overviewBins } from "../../analytics/overview/overview-bins.ts";
import { openRollups, type SegmentRollups } from "../columns/packed-rollups.ts";
import { firstStoredLine } from "../storage/log-state.ts";
import { isTallyOf, type LogStorage, type LogTally } from "../storage/log-storage.ts";

/** Segments that are counted at once: a worker counts the others when it is asked. */
const segmentsOfTally = 16;

const file = "tts_structured.jsonl";

/**
 * Counts sealed segments for an overview of the whole log, where enough of them came since the last time: a new worker reads that
 * in a quarter of the time that their rollups take.
 */
export async function tallyLog(storage: LogStorage): Promise<void> {
  const { log, before, packed } = await storage.read(async (transaction) => {
    const state = await transaction.readState();
    const log = { epoch: state.epoch, firstPosition: firstStoredLine(state.files[file]) };
    const stored = await transaction.readTally();
    const before = isTallyOf(state, stored) ? stored : undefined;
    return { log, before, packed: await transaction.rollupsFrom(before?.nextPosition ?? log.firstPosition) };
  });
  if (packed.length <= segmentsOfTally) return;
  const [next, ...segments] = packed.map(openRollups).reverse();
  // Earlier versions did not count all: their columns are needed.
  if (segments.some(({ isPartial }) => isPartial)) return;
  const counted = addSegments(before, segments, next!.firstPosition);
  if (counted === undefined) {
    // Its bins have become too narrow: all is counted anew.
    await storage.write((transaction) => transaction.writeTally(undefined));
    return tallyLog(storage);
  }
  const tally = { ...log, ...counted };
  await storage.write(async (transaction) => {
    if (isTallyOf(await transaction.readState(), tally)) await transaction.writeTally(tally);
  });
}

function addSegments(
  before: LogTally | undefined,
  segments: SegmentRollups[],
  nextPosition: number,
): Omit<LogTally, "epoch" | "firstPosition"> | undefined {
  let { firstMs = Infinity, lastMs = -Infinity, ownCalls = 0 } = before ?? {};
  for (const { rollups } of segments) {
    const [first, last] = spanOf(rollups);
    firstMs = Math.min(firstMs, first);
    lastMs = Math.max(lastMs, last);
    ownCalls += callsOf(rollups.own);
  }
  const bins = overviewBins({}, { firstMs, lastMs });
  if (before && !isSameBins(before.calls, bins)) return undefined;
  const calls = createCallTally(bins, mostBins, before?.calls);
  for (const { rollups } of segments) calls.add(rollups.others);
  return { nextPosition, firstMs, lastMs, ownCalls, calls: calls.copy() };
}
