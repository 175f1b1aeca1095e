import { callKinds, type BlockRollups, type CallRollups, type CallRun, type TimeRange } from "./call-rollups.ts";
import { durationsOf } from "./durations.ts";
import type { EventColumns, TextColumn } from "./event-columns.ts";
import { minuteMs } from "./time-bins.ts";

const other = -1;
const [start, success, failure, cancel, line] = callKinds.map((_, index) => index) as [
  number,
  number,
  number,
  number,
  number,
];
const sentence = callKinds.length;
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
  const { timeMs } = block;
  const eventCodes = block.event.codes;
  const levelCodes = block.level.codes;
  const kindOf = [other, ...block.event.values.map((name) => kinds.get(name) ?? other)];
  const levelCounts = new Float64Array(block.level.values.length + 1);
  const runs = createRunTable(block);
  let events = 0;
  let timeless = 0;
  let firstMs = Infinity;
  let lastMs = -Infinity;

  function add(row: number): void {
    const time = timeMs[row]!;
    if (time !== time) timeless++;
    if (time < firstMs) firstMs = time;
    if (time > lastMs) lastMs = time;
    const kind = kindOf[eventCodes[row]!]!;
    if (kind === sentence) return;
    events++;
    levelCounts[levelCodes[row]!]!++;
    if (kind !== other) runs.add(row, kind);
  }

  return {
    add,
    rollups: () => ({ events, timeless, firstMs, lastMs, ...runs.all(), levels: counted(block.level, levelCounts) }),
  };
}

/** The values of a column that were counted, by their codes. */
function counted({ values }: TextColumn, byCode: Float64Array): [value: string, count: number][] {
  return values.map((value, index): [string, number] => [value, byCode[index + 1]!]).filter(([, count]) => count > 0);
}

type Runs = Pick<CallRollups, "runs" | "firstMinute" | "timed" | "counted">;

/** The rows of a run, in the order of the block. */
type OpenRun = Pick<CallRun, "kind" | "service" | "operation" | "errorType" | "isTimed"> & { rows: number[] };

/** The rows of each run, found by their codes. */
function createRunTable({ service, operation, errorType, timeMs, durationMs }: EventColumns) {
  const [widthOfOperations, widthOfErrors] = [operation.values.length + 1, errorType.values.length + 1];
  const table = new Map<number, OpenRun>();
  let firstMinute = Infinity;

  function add(row: number, kind: number): void {
    const hasError = kind === failure || kind === line;
    const isTimed = (kind === success || kind === failure) && durationMs[row]! === durationMs[row]!;
    const error = hasError ? errorType.codes[row]! : 0;
    const names = service.codes[row]! * widthOfOperations + operation.codes[row]!;
    const key = ((names * widthOfErrors + error) * callKinds.length + kind) * 2 + (isTimed ? 1 : 0);
    let run = table.get(key);
    if (run === undefined) {
      run = {
        kind: callKinds[kind]!,
        service: nameOf(service, row),
        operation: nameOf(operation, row),
        errorType: hasError ? nameOf(errorType, row) : "",
        isTimed,
        rows: [],
      };
      table.set(key, run);
    }
    run.rows.push(row);
    const minute = minuteOf(row);
    if (minute < firstMinute) firstMinute = minute;
  }

  function minuteOf(row: number): number {
    return Math.floor(timeMs[row]! / minuteMs);
  }

  function codeOf(row: number): number {
    const minute = minuteOf(row);
    return minute === minute ? minute - firstMinute + 1 : 0;
  }

  function all(): Runs {
    const timed = { minutes: [] as number[], durations: [] as number[] };
    const counted = { minutes: [] as number[], counts: [] as number[] };
    const runs = [...table.values()].map(({ rows, ...names }): CallRun => {
      const from = names.isTimed ? timed.durations.length : counted.counts.length;
      if (names.isTimed) {
        for (const row of rows.sort((a, b) => durationMs[a]! - durationMs[b]!)) {
          timed.minutes.push(codeOf(row));
          timed.durations.push(durationMs[row]!);
        }
      } else {
        for (const [minute, count] of countEach(rows.map(codeOf))) {
          counted.minutes.push(minute);
          counted.counts.push(count);
        }
      }
      const length = (names.isTimed ? timed.durations.length : counted.counts.length) - from;
      return { ...names, count: rows.length, from, length };
    });
    return {
      runs,
      firstMinute: firstMinute === Infinity ? 0 : firstMinute,
      timed: { minutes: timed.minutes, durations: durationsOf(Float64Array.from(timed.durations)) },
      counted,
    };
  }

  return { add, all };
}

/** How often each number occurs. */
function countEach(numbers: number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

function nameOf({ codes, values }: TextColumn, row: number): string {
  return values[codes[row]! - 1] ?? "";
}
