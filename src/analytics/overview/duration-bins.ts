import type { CallRollups, CallRun } from "../call-rollups.ts";
import { inMillis, limitIn, type Durations } from "../durations.ts";
import { durationEdgesMs } from "./overview.ts";

/** Rows of durations, told apart by `durationEdgesMs`. */
export const durationRows = durationEdgesMs.length + 1;

/** Durations by bin of time, and in a bin by row. */
export interface DurationBins {
  isMicros: boolean;
  /** Durations of each bin, row by row; in any order inside a row. */
  values: (Uint32Array | Float64Array)[];
  /** Durations in each cell: that of row `r` and bin `b` at `b * durationRows + r`. */
  cells: Uint32Array;
  /** Durations in each row, of all bins. */
  rows: Uint32Array;
}

/** The same as few arrays, which a database stores sooner than many. */
export interface StoredDurations extends Omit<DurationBins, "values"> {
  /** Those of all bins, one after the other. */
  values: Uint32Array | Float64Array;
}

/** Durations by bin that grow. */
export interface GrowingDurations {
  /** @param counts of events by bin, which get those of the run too */
  add(run: CallRun, rollups: CallRollups, binOf: ArrayLike<number>, counts: Float64Array): void;
  bins(): DurationBins;
}

/** @param most of bins; one more is for durations without a time */
export function createDurationBins(most: number, stored?: StoredDurations): GrowingDurations {
  const size = (most + 1) * durationRows;
  const bins = stored === undefined ? emptyBins(most) : openDurations(stored);
  let pending: PendingRun[] = [];
  /** Durations of the pending runs by cell. */
  let added = new Uint32Array(size);

  /** Puts the durations of the pending runs into their bins. */
  function place(): void {
    if (bins.isMicros && !pending.every(({ rollups }) => rollups.timed.durations.isMicros)) {
      bins.isMicros = false;
      bins.values = bins.values.map((values) => inMillis({ values, isMicros: true }));
    }
    // Until here the cells are those of the values; from here on they hold the pending runs, too.
    const next = makeRoom(bins, added);
    for (const one of pending) placeRun(one, bins, next);
    pending = [];
    added = new Uint32Array(size);
  }

  return {
    add(run, rollups, binOf, counts) {
      countRun(run, rollups, binOf, counts, added);
      pending.push({ run, rollups, binOf });
    },
    bins() {
      if (pending.length > 0) place();
      return bins;
    },
  };
}

function emptyBins(most: number): DurationBins {
  const none = new Uint32Array(0);
  return {
    isMicros: true,
    values: Array.from({ length: most + 1 }, () => none),
    cells: new Uint32Array((most + 1) * durationRows),
    rows: new Uint32Array(durationRows),
  };
}

/** Copies of all durations. */
export function copyDurations({ values, cells, rows, isMicros }: DurationBins): StoredDurations {
  const length = values.reduce((sum, ofBin) => sum + ofBin.length, 0);
  const joined = isMicros ? new Uint32Array(length) : new Float64Array(length);
  let at = 0;
  for (const ofBin of values) {
    joined.set(ofBin, at);
    at += ofBin.length;
  }
  return { isMicros, values: joined, cells: cells.slice(), rows: rows.slice() };
}

function openDurations({ values, cells, ...stored }: StoredDurations): DurationBins {
  const bins: DurationBins["values"] = [];
  let from = 0;
  for (let cell = 0; cell < cells.length; cell += durationRows) {
    let to = from;
    for (let row = 0; row < durationRows; row++) to += cells[cell + row]!;
    bins.push(values.subarray(from, to));
    from = to;
  }
  return { ...stored, cells, values: bins };
}

/** A run whose durations are not in the bins yet. */
interface PendingRun {
  run: CallRun;
  rollups: CallRollups;
  binOf: ArrayLike<number>;
}

const edgesMs = Float64Array.from([...durationEdgesMs, Infinity]);
const edgesMicros = edgesMs.map((edge) => limitIn(edge, true));

// Loops over all events are functions of the module: those of a closure are compiled again for each of it.

/** Counts the durations of a run by bin and by cell. They ascend, so that the row seldom changes. */
function countRun(
  { from, length }: CallRun,
  { timed: { minutes, durations } }: CallRollups,
  binOf: ArrayLike<number>,
  counts: Float64Array,
  cells: Uint32Array,
): void {
  const { values, isMicros } = durations;
  const edges = isMicros ? edgesMicros : edgesMs;
  let row = 0;
  for (let at = from; at < from + length; at++) {
    row = rowOf(values[at]!, row, edges);
    const bin = binOf[minutes[at]!]!;
    counts[bin]!++;
    cells[bin * durationRows + row]!++;
  }
}

/** Makes room for durations to come in bins that get some, with those that are there; returns where in a bin each cell goes on. */
function makeRoom({ values, cells, rows, isMicros }: DurationBins, added: Uint32Array): Uint32Array {
  const next = new Uint32Array(added.length);
  for (let bin = 0, cell = 0; bin < values.length; bin++, cell += durationRows) {
    let length = 0;
    for (let row = 0; row < durationRows; row++) length += added[cell + row]!;
    if (length === 0) continue;
    const before = values[bin]!;
    const joined = isMicros ? new Uint32Array(before.length + length) : new Float64Array(before.length + length);
    let [from, to] = [0, 0];
    for (let row = 0; row < durationRows; row++) {
      const [placed, more] = [cells[cell + row]!, added[cell + row]!];
      for (let at = 0; at < placed; at++) joined[to + at] = before[from + at]!;
      next[cell + row] = to + placed;
      from += placed;
      to += placed + more;
      cells[cell + row] = placed + more;
      rows[row]! += more;
    }
    values[bin] = joined;
  }
  return next;
}

/** Writes the durations of a run where those of their cells end so far. */
function placeRun(
  { run, rollups, binOf }: PendingRun,
  { values: bins, isMicros }: DurationBins,
  next: Uint32Array,
): void {
  const { minutes, durations } = rollups.timed;
  const values = unitOf(durations, isMicros);
  const edges = isMicros ? edgesMicros : edgesMs;
  let row = 0;
  for (let at = run.from; at < run.from + run.length; at++) {
    const value = values[at]!;
    row = rowOf(value, row, edges);
    const bin = binOf[minutes[at]!]!;
    bins[bin]![next[bin * durationRows + row]!++] = value;
  }
}

function unitOf(durations: Durations, isMicros: boolean): ArrayLike<number> {
  return isMicros || !durations.isMicros ? durations.values : inMillis(durations);
}

/** The row of a duration, looked for from a row on that is probably right. */
function rowOf(value: number, near: number, edges: Float64Array): number {
  let row = near > 0 && value < edges[near - 1]! ? 0 : near;
  while (value >= edges[row]!) row++;
  return row;
}
