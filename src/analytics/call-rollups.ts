import type { EventColumns, TextColumn } from "./event-columns.ts";
import type { SortedNumbers } from "./percentiles.ts";

/** A part of a log by time: milliseconds since the epoch, from (inclusive), to (exclusive). Without ends: everything. */
export interface TimeRange {
  fromMs?: number;
  toMs?: number;
}

/** One minute in which something happened. */
export interface MinutePoint {
  /** Its start, in milliseconds since the epoch. */
  minuteMs: number;
  calls: number;
  errors: number;
}

/** What is counted for one operation of one service; an absent name is "". */
export interface OperationRollup {
  service: string;
  operation: string;
  calls: number;
  successes: number;
  errors: number;
  cancelled: number;
  /** Of the calls that ended in success or error and carry one, in milliseconds, ascending. */
  durations: SortedNumbers;
}

/**
 * All that a dashboard needs to know of a block of events: a twentieth of its columns, and exact, because every duration
 * is kept. Cells of many blocks add up to those of the whole.
 */
export interface CallRollups {
  events: number;
  /** Events without a readable time: in the whole, in no range. */
  timeless: number;
  /** Time of the earliest and latest event; Infinity and -Infinity where no event has one. */
  firstMs: number;
  lastMs: number;
  /** Each service and operation once, in any order. */
  operations: OperationRollup[];
  /** Each minute once, in any order. */
  minutes: MinutePoint[];
  /** Errors by type. */
  errorTypes: [type: string, count: number][];
}

const other = 0;
const start = 1;
const success = 2;
const failure = 3;
const cancel = 4;
const kinds = new Map([
  ["request_start", start],
  ["request_success", success],
  ["request_error", failure],
  ["request_cancelled", cancel],
]);

/** Counts the calls of a block, or of the part of it that lies in a range. */
export function countCalls(block: EventColumns, { fromMs = -Infinity, toMs = Infinity }: TimeRange = {}): CallRollups {
  const { length, timeMs, durationMs } = block;
  const whole = fromMs === -Infinity && toMs === Infinity;
  const eventCodes = block.event.codes;
  const errorCodes = block.errorType.codes;
  const kindOf = [other, ...block.event.values.map((name) => kinds.get(name) ?? other)];
  const errorCounts = new Float64Array(block.errorType.values.length + 1);
  const cells = createCellTable(block);
  const minutes = createMinutes();
  let events = 0;
  let timeless = 0;
  let firstMs = Infinity;
  let lastMs = -Infinity;
  for (let row = 0; row < length; row++) {
    const time = timeMs[row]!;
    const timed = time === time;
    if (!whole && !(time >= fromMs && time < toMs)) continue;
    events++;
    if (!timed) timeless++;
    if (time < firstMs) firstMs = time;
    if (time > lastMs) lastMs = time;
    const kind = kindOf[eventCodes[row]!]!;
    if (kind === other) continue;
    const cell = cells.of(row);
    if (kind === start) {
      cell.calls++;
      if (timed) minutes.of(time).calls++;
      continue;
    }
    if (kind === cancel) {
      cell.cancelled++;
      continue;
    }
    if (kind === success) cell.successes++;
    else {
      cell.errors++;
      errorCounts[errorCodes[row]!]!++;
      if (timed) minutes.of(time).errors++;
    }
    const duration = durationMs[row]!;
    if (duration === duration) cell.taken.push(duration);
  }
  const errorTypes = block.errorType.values
    .map((type, index): [string, number] => [type, errorCounts[index + 1]!])
    .filter(([, count]) => count > 0);
  return { events, timeless, firstMs, lastMs, operations: cells.all(), minutes: minutes.all(), errorTypes };
}

type OpenCell = Omit<OperationRollup, "durations"> & { taken: number[] };

/** Finds the cell of a row by its two codes. */
function createCellTable({ service, operation }: EventColumns) {
  const width = operation.values.length + 1;
  const table: (OpenCell | undefined)[] = new Array((service.values.length + 1) * width).fill(undefined);
  return {
    of(row: number): OpenCell {
      const at = service.codes[row]! * width + operation.codes[row]!;
      return (table[at] ??= openCell(nameOf(service, row), nameOf(operation, row)));
    },
    all: (): OperationRollup[] =>
      table
        .filter((cell) => cell !== undefined)
        .map(({ taken, ...cell }) => ({ ...cell, durations: Float64Array.from(taken).sort() })),
  };
}

function openCell(service: string, operation: string): OpenCell {
  return { service, operation, calls: 0, successes: 0, errors: 0, cancelled: 0, taken: [] };
}

function nameOf({ codes, values }: TextColumn, row: number): string {
  return values[codes[row]! - 1] ?? "";
}

function createMinutes() {
  const minutes = new Map<number, MinutePoint>();
  let minute: MinutePoint = { minuteMs: NaN, calls: 0, errors: 0 };
  return {
    of(timeMs: number): MinutePoint {
      const minuteMs = Math.floor(timeMs / 60_000) * 60_000;
      // Neighbours mostly share their minute.
      if (minute.minuteMs === minuteMs) return minute;
      minute = minutes.get(minuteMs) ?? { minuteMs, calls: 0, errors: 0 };
      minutes.set(minuteMs, minute);
      return minute;
    },
    all: () => [...minutes.values()],
  };
}
