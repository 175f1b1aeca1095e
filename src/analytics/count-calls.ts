import type { BlockRollups, CallRollups, MinutePoint, OperationRollup, TimeRange } from "./call-rollups.ts";
import type { EventColumns, TextColumn } from "./event-columns.ts";

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
export function countCalls(block: EventColumns, { fromMs = -Infinity, toMs = Infinity }: TimeRange = {}): BlockRollups {
  const { length, timeMs, initiator } = block;
  const whole = fromMs === -Infinity && toMs === Infinity;
  const others = createCallCounter(block);
  const own = initiator && createCallCounter(block);
  const counterOf = [others, ...(initiator?.values ?? []).map((who) => (who === "console" ? own! : others))];
  for (let row = 0; row < length; row++) {
    const time = timeMs[row]!;
    if (whole || (time >= fromMs && time < toMs)) counterOf[initiator?.codes[row] ?? 0]!.add(row);
  }
  return { others: others.rollups(), ...(own && { own: own.rollups() }) };
}

/** Adds up rows of a block of columns, in any order. */
interface CallCounter {
  /** Counts a row; each at most once. */
  add(row: number): void;
  rollups(): CallRollups;
}

/** Creates a counter of rows of one block. */
function createCallCounter(block: EventColumns): CallCounter {
  const { timeMs, durationMs } = block;
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

  function add(row: number): void {
    const time = timeMs[row]!;
    const timed = time === time;
    if (!timed) timeless++;
    if (time < firstMs) firstMs = time;
    if (time > lastMs) lastMs = time;
    const kind = kindOf[eventCodes[row]!]!;
    if (kind === sentence) return;
    events++;
    levelCounts[levelCodes[row]!]!++;
    if (kind === line) errorCounts[errorCodes[row]!]!++;
    else if (kind !== other) addOfCall(row, kind, timed ? time : undefined);
  }

  function addOfCall(row: number, kind: number, time: number | undefined): void {
    const rollup = operations.of(row);
    if (kind === start) {
      rollup.calls++;
      if (time !== undefined) minutes.of(time).calls++;
      return;
    }
    if (kind === cancel) {
      rollup.cancelled++;
      return;
    }
    if (kind === success) rollup.successes++;
    else {
      rollup.errors++;
      errorCounts[errorCodes[row]!]!++;
      if (time !== undefined) minutes.of(time).errors++;
    }
    const duration = durationMs[row]!;
    if (duration === duration) rollup.durations.push(duration);
  }

  return {
    add,
    rollups: () => ({
      events,
      timeless,
      firstMs,
      lastMs,
      operations: operations.all(),
      minutes: minutes.all(),
      errorTypes: counted(block.errorType, errorCounts),
      levels: counted(block.level, levelCounts),
    }),
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
