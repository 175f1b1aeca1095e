import { callKinds, type BlockRollups, type CallRollups, type CallRun } from "../../analytics/call-rollups.ts";
import type { Durations } from "../../analytics/durations.ts";
import { packCodes, packNumbers, unpackCodes, unpackNumbers, type PackedNumbers } from "./packed-numbers.ts";
import { createRecordPacker, openRecord, type OpenRecord, type RecordPacker } from "./packed-record.ts";

interface CodesHead {
  width: number;
  length: number;
  at: number;
}

/** Durations in milliseconds. */
type NumbersHead = Omit<PackedNumbers, "bytes"> & { length: number; at: number };

interface CountsHead {
  events: number;
  timeless: number;
  /** First and last time, where an event has one. */
  span?: [number, number];
  levels: [string, number][];
  /** Names that the runs refer to by index. */
  names: string[];
  /** For each run: kind, service, operation, error type, number of events, 1 where they have durations, and of entries. */
  runs: number[];
  firstMinute: number;
  timed: { minutes: CodesHead; micros?: CodesHead; millis?: NumbersHead };
  counted: { minutes: CodesHead; counts: CodesHead };
}

/** The counts of others' events, and beside them those of the console's own. */
interface RollupsHead extends CountsHead {
  firstPosition: number;
  own?: CountsHead;
}

/** What earlier versions wrote, with other counts: all that is read of it is which times it covers. */
type OldHead = Pick<RollupsHead, "firstPosition" | "events" | "timeless" | "span"> & {
  own?: Pick<CountsHead, "events" | "timeless" | "span">;
};

/** The rollups of one segment, with the position of its first event. */
export interface SegmentRollups {
  firstPosition: number;
  rollups: BlockRollups;
  /** Written by an earlier version, which did not count all of it: the columns do, or the lines. */
  isPartial?: boolean;
}

const namesOfRun = ["service", "operation", "errorType"] as const;

/** Packs the rollups of a segment: about three bytes an event, most of them durations. */
export function packRollups({ firstPosition, rollups: { others, own } }: SegmentRollups): Uint8Array<ArrayBuffer> {
  const packer = createRecordPacker();
  const head: RollupsHead = { firstPosition, ...headOf(others, packer), ...(own && { own: headOf(own, packer) }) };
  return packer.pack(head);
}

function headOf(rollups: CallRollups, packer: RecordPacker): CountsHead {
  const { events, timeless, firstMs, lastMs, levels, runs, firstMinute, timed, counted } = rollups;
  const names = [...new Set(runs.flatMap((run) => namesOfRun.map((name) => run[name])))];
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const codes = (numbers: ArrayLike<number>): CodesHead => {
    let most = 0;
    for (let at = 0; at < numbers.length; at++) most = Math.max(most, numbers[at]!);
    const { width, bytes } = packCodes(numbers, most);
    return { width, length: numbers.length, at: packer.append(bytes) };
  };
  const millis = (numbers: ArrayLike<number>): NumbersHead => {
    const { bytes, ...shape } = packNumbers(numbers);
    return { ...shape, length: numbers.length, at: packer.append(bytes) };
  };
  const { values, isMicros } = timed.durations;
  return {
    events,
    timeless,
    ...(firstMs <= lastMs && { span: [firstMs, lastMs] }),
    levels,
    names,
    runs: runs.flatMap(({ kind, count, isTimed, length, ...run }) => [
      callKinds.indexOf(kind),
      ...namesOfRun.map((name) => indexOf.get(run[name])!),
      count,
      isTimed ? 1 : 0,
      length,
    ]),
    firstMinute,
    timed: { minutes: codes(timed.minutes), ...(isMicros ? { micros: codes(values) } : { millis: millis(values) }) },
    counted: { minutes: codes(counted.minutes), counts: codes(counted.counts) },
  };
}

/** Opens packed rollups; the numbers are decoded at the first access. */
export function openRollups(packed: Uint8Array): SegmentRollups {
  const { head, bytesAt } = openRecord<RollupsHead | OldHead>(packed);
  const { firstPosition, own } = head;
  const rollups = { others: rollupsOf(head, bytesAt), ...(own && { own: rollupsOf(own, bytesAt) }) };
  return { firstPosition, rollups, isPartial: !("runs" in head) };
}

function rollupsOf(head: CountsHead | NonNullable<OldHead["own"]>, bytesAt: BytesAt): CallRollups {
  const { events, timeless, span } = head;
  const [firstMs, lastMs] = span ?? [Infinity, -Infinity];
  const seen = { events, timeless, firstMs, lastMs };
  if (!("runs" in head)) return { ...seen, levels: [], ...noRuns };
  const codes = ({ at, width, length }: CodesHead) =>
    unpackCodes({ width, bytes: bytesAt(at, width * length) }, length);
  const durationsOf = ({ micros, millis }: CountsHead["timed"]): Durations => {
    if (micros !== undefined) return { values: codes(micros), isMicros: true };
    const { at, length, ...shape } = millis!;
    return { values: unpackNumbers({ ...shape, bytes: bytesAt(at, shape.width * length) }, length), isMicros: false };
  };
  let opened: Pick<CallRollups, "runs" | "timed" | "counted"> | undefined;
  const open = () => {
    if (opened !== undefined) return opened;
    const { timed, counted } = head;
    return (opened = {
      runs: runsOf(head),
      timed: { minutes: codes(timed.minutes), durations: durationsOf(timed) },
      counted: { minutes: codes(counted.minutes), counts: codes(counted.counts) },
    });
  };
  return {
    ...seen,
    levels: head.levels,
    firstMinute: head.firstMinute,
    get runs() {
      return open().runs;
    },
    get timed() {
      return open().timed;
    },
    get counted() {
      return open().counted;
    },
  };
}

const noRuns = {
  runs: [],
  firstMinute: 0,
  timed: { minutes: [], durations: { values: [], isMicros: true } },
  counted: { minutes: [], counts: [] },
};

type BytesAt = OpenRecord<unknown>["bytesAt"];

function runsOf({ names, runs }: CountsHead): CallRun[] {
  const opened: CallRun[] = [];
  const next = [0, 0];
  for (let at = 0; at < runs.length; at += 7) {
    const [timed, length] = [runs[at + 5]!, runs[at + 6]!];
    opened.push({
      kind: callKinds[runs[at]!]!,
      service: names[runs[at + 1]!]!,
      operation: names[runs[at + 2]!]!,
      errorType: names[runs[at + 3]!]!,
      count: runs[at + 4]!,
      isTimed: timed === 1,
      from: next[timed]!,
      length,
    });
    next[timed]! += length;
  }
  return opened;
}
