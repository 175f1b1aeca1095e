import type { EventColumns, TextColumn } from "./event-columns.ts";
import type { SortedNumbers } from "./percentiles.ts";

/** Time range in milliseconds since the epoch, from (inclusive), to (exclusive). A missing end is unbounded. */
export interface TimeRange {
  fromMs?: number;
  toMs?: number;
}

/** Calls and errors of one minute. */
export interface MinutePoint {
  /** Start of the minute, in milliseconds since the epoch. */
  minuteMs: number;
  calls: number;
  errors: number;
}

/** Counts of one operation of one service; an absent name is "". */
export interface OperationRollup {
  service: string;
  operation: string;
  calls: number;
  successes: number;
  errors: number;
  cancelled: number;
  /** Durations of the calls that ended in success or error, where logged; in milliseconds, ascending. */
  durations: SortedNumbers;
}

/**
 * Rollups of a block of events: all that a dashboard needs, in about an eighth of the bytes of its columns. They are exact,
 * because they hold every duration, and rollups of several blocks can be added up.
 */
export interface CallRollups {
  /** Without the sentences of an imported log that repeat an event. */
  events: number;
  /** Events without a valid time: counted without a range, in no range. */
  timeless: number;
  /** Time of the earliest and latest event; Infinity and -Infinity where no event has one. */
  firstMs: number;
  lastMs: number;
  /** Each service and operation once, in any order. */
  operations: OperationRollup[];
  /** Each minute once, in any order. */
  minutes: MinutePoint[];
  /** Number of errors by type, in any order. */
  errorTypes: [type: string, count: number][];
  /** Number of events by level, in any order. */
  levels: [level: string, count: number][];
}

const other = 0;
const start = 1;
const success = 2;
const failure = 3;
const cancel = 4;
/** A record of an import that names no event; its error counts. */
const line = 5;
const sentence = 6;
const kinds = new Map([
  ["request_start", start],
  ["request_success", success],
  ["request_error", failure],
  ["request_cancelled", cancel],
  ["imported_line", line],
  ["imported_sentence", sentence],
]);

/** Counts the calls of a block of columns that lie in a time range. Default: all. */
export function countCalls(block: EventColumns, { fromMs = -Infinity, toMs = Infinity }: TimeRange = {}): CallRollups {
  const { length, timeMs, durationMs } = block;
  const whole = fromMs === -Infinity && toMs === Infinity;
  const eventCodes = block.event.codes;
  const errorCodes = block.errorType.codes;
  const levelCodes = block.level.codes;
  const kindOf = [other, ...block.event.values.map((name) => kinds.get(name) ?? other)];
  const levelCounts = new Float64Array(block.level.values.length + 1);
  const errorCounts = new Float64Array(block.errorType.values.length + 1);
  const operations = createOperationTable(block);
  const minutes = createMinutes();
  let events = 0;
  let timeless = 0;
  let firstMs = Infinity;
  let lastMs = -Infinity;
  for (let row = 0; row < length; row++) {
    const time = timeMs[row]!;
    const timed = time === time;
    if (!whole && !(time >= fromMs && time < toMs)) continue;
    if (!timed) timeless++;
    if (time < firstMs) firstMs = time;
    if (time > lastMs) lastMs = time;
    const kind = kindOf[eventCodes[row]!]!;
    if (kind === sentence) continue;
    events++;
    levelCounts[levelCodes[row]!]!++;
    if (kind === other) continue;
    if (kind === line) {
      errorCounts[errorCodes[row]!]!++;
      continue;
    }
    const rollup = operations.of(row);
    if (kind === start) {
      rollup.calls++;
      if (timed) minutes.of(time).calls++;
      continue;
    }
    if (kind === cancel) {
      rollup.cancelled++;
      continue;
    }
    if (kind === success) rollup.successes++;
    else {
      rollup.errors++;
      errorCounts[errorCodes[row]!]!++;
      if (timed) minutes.of(time).errors++;
    }
    const duration = durationMs[row]!;
    if (duration === duration) rollup.durations.push(duration);
  }
  const errorTypes = counted(block.errorType, errorCounts);
  const levels = counted(block.level, levelCounts);
  return {
    events,
    timeless,
    firstMs,
    lastMs,
    operations: operations.all(),
    minutes: minutes.all(),
    errorTypes,
    levels,
  };
}

/** The values of a column that were counted, by their codes. */
function counted({ values }: TextColumn, byCode: Float64Array): [value: string, count: number][] {
  return values.map((value, index): [string, number] => [value, byCode[index + 1]!]).filter(([, count]) => count > 0);
}

type OpenRollup = Omit<OperationRollup, "durations"> & { durations: number[] };

/** One rollup for each pair of service and operation, found by the two codes of a row. */
function createOperationTable({ service, operation }: EventColumns) {
  const width = operation.values.length + 1;
  const table: (OpenRollup | undefined)[] = new Array((service.values.length + 1) * width).fill(undefined);
  return {
    of(row: number): OpenRollup {
      const at = service.codes[row]! * width + operation.codes[row]!;
      return (table[at] ??= openRollup(nameOf(service, row), nameOf(operation, row)));
    },
    all: (): OperationRollup[] =>
      table
        .filter((rollup) => rollup !== undefined)
        .map(({ durations, ...counts }) => ({ ...counts, durations: Float64Array.from(durations).sort() })),
  };
}

function openRollup(service: string, operation: string): OpenRollup {
  return { service, operation, calls: 0, successes: 0, errors: 0, cancelled: 0, durations: [] };
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
      // Most rows share the minute of the row before.
      if (minute.minuteMs === minuteMs) return minute;
      minute = minutes.get(minuteMs) ?? { minuteMs, calls: 0, errors: 0 };
      minutes.set(minuteMs, minute);
      return minute;
    },
    all: () => [...minutes.values()],
  };
}
