import type { EventColumns, TextColumn } from "./event-columns.ts";

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
export interface OperationCell {
  service: string;
  operation: string;
  calls: number;
  successes: number;
  errors: number;
  cancelled: number;
  durations: GrowingNumbers;
}

/** Counters that blocks of columns are added to, in any order. */
export interface CallCells {
  add(block: EventColumns): void;
  readonly events: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly operations: Map<string, OperationCell>;
  readonly minutes: Map<number, MinutePoint>;
  readonly errorTypes: Map<string, number>;
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

export function createCallCells({ fromMs = -Infinity, toMs = Infinity }: TimeRange): CallCells {
  const operations = new Map<string, OperationCell>();
  const minutes = new Map<number, MinutePoint>();
  const errorTypes = new Map<string, number>();
  const whole = fromMs === -Infinity && toMs === Infinity;
  let events = 0;
  let firstMs = Infinity;
  let lastMs = -Infinity;
  let minute: MinutePoint = { minuteMs: NaN, calls: 0, errors: 0 };

  function minuteOf(timeMs: number): MinutePoint {
    const minuteMs = Math.floor(timeMs / 60_000) * 60_000;
    // Neighbours mostly share their minute.
    if (minute.minuteMs === minuteMs) return minute;
    minute = minutes.get(minuteMs) ?? { minuteMs, calls: 0, errors: 0 };
    minutes.set(minuteMs, minute);
    return minute;
  }

  function add(block: EventColumns): void {
    const { length, timeMs, durationMs } = block;
    const eventCodes = block.event.codes;
    const errorCodes = block.errorType.codes;
    const kindOf = [other, ...block.event.values.map((name) => kinds.get(name) ?? other)];
    const errorCounts = new Float64Array(block.errorType.values.length + 1);
    const cellOf = cellsOf(block, operations);
    for (let row = 0; row < length; row++) {
      const time = timeMs[row]!;
      if (!whole && !(time >= fromMs && time < toMs)) continue;
      events++;
      if (time < firstMs) firstMs = time;
      if (time > lastMs) lastMs = time;
      const kind = kindOf[eventCodes[row]!]!;
      if (kind === other) continue;
      const cell = cellOf(row);
      if (kind === start) {
        cell.calls++;
        if (time === time) minuteOf(time).calls++;
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
        if (time === time) minuteOf(time).errors++;
      }
      const duration = durationMs[row]!;
      if (duration === duration) cell.durations.push(duration);
    }
    addCounts(errorTypes, block.errorType, errorCounts);
  }

  return {
    add,
    get events() {
      return events;
    },
    get firstMs() {
      return firstMs;
    },
    get lastMs() {
      return lastMs;
    },
    operations,
    minutes,
    errorTypes,
  };
}

/** Finds the cell of a row by its two codes; names are looked up once for each pair and block. */
function cellsOf(block: EventColumns, operations: Map<string, OperationCell>): (row: number) => OperationCell {
  const { service, operation } = block;
  const width = operation.values.length + 1;
  const cells: (OperationCell | undefined)[] = new Array((service.values.length + 1) * width).fill(undefined);
  return (row) => {
    const at = service.codes[row]! * width + operation.codes[row]!;
    return (cells[at] ??= cellNamed(operations, nameOf(service, row), nameOf(operation, row)));
  };
}

function nameOf({ codes, values }: TextColumn, row: number): string {
  return values[codes[row]! - 1] ?? "";
}

function cellNamed(operations: Map<string, OperationCell>, service: string, operation: string): OperationCell {
  const key = JSON.stringify([service, operation]);
  const known = operations.get(key);
  if (known !== undefined) return known;
  const counts = { calls: 0, successes: 0, errors: 0, cancelled: 0 };
  const cell = { service, operation, ...counts, durations: createGrowingNumbers() };
  operations.set(key, cell);
  return cell;
}

function addCounts(totals: Map<string, number>, { values }: TextColumn, counts: Float64Array): void {
  for (const [index, value] of values.entries()) {
    const count = counts[index + 1]!;
    if (count > 0) totals.set(value, (totals.get(value) ?? 0) + count);
  }
}

/** Numbers in one array that doubles when it is full. */
interface GrowingNumbers {
  readonly length: number;
  push(value: number): void;
  values(): Float64Array;
}

function createGrowingNumbers(): GrowingNumbers {
  let array = new Float64Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === array.length) {
        const larger = new Float64Array(length * 2);
        larger.set(array);
        array = larger;
      }
      array[length++] = value;
    },
    values: () => array.subarray(0, length),
  };
}
