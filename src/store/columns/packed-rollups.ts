import type { BlockRollups, CallRollups, OperationRollup } from "../../analytics/call-rollups.ts";
import type { SortedNumbers } from "../../analytics/percentiles.ts";
import { numberAt, packNumbers, type PackedNumbers } from "./packed-numbers.ts";
import { createRecordPacker, openRecord, type OpenRecord, type RecordPacker } from "./packed-record.ts";

const minuteMs = 60_000;

type Durations = Omit<PackedNumbers, "bytes"> & { length: number; at: number };

interface CountsHead {
  events: number;
  timeless: number;
  /** First and last time, where an event has one. */
  span?: [number, number];
  operations: [Omit<OperationRollup, "durations">, Durations][];
  /** Triples of minute since the epoch, calls, errors. */
  minutes: number[];
  errorTypes: [string, number][];
  /** Absent in logs of earlier versions. */
  levels?: [string, number][];
}

/** The counts of others' events, and beside them those of the console's own. */
interface RollupsHead extends CountsHead {
  firstPosition: number;
  /** Absent in logs of earlier versions, which counted all events together. */
  own?: CountsHead;
}

/** The rollups of one segment, with the position of its first event. */
export interface SegmentRollups {
  firstPosition: number;
  rollups: BlockRollups;
  /** Written by an earlier version, which did not count all of it: the columns do, or the lines. */
  isPartial?: boolean;
}

/** Packs the rollups of a segment: about two bytes an event, most of them durations. */
export function packRollups({ firstPosition, rollups: { others, own } }: SegmentRollups): Uint8Array<ArrayBuffer> {
  const packer = createRecordPacker();
  const head: RollupsHead = { firstPosition, ...headOf(others, packer), ...(own && { own: headOf(own, packer) }) };
  return packer.pack(head);
}

function headOf(rollups: CallRollups, packer: RecordPacker): CountsHead {
  const { events, timeless, firstMs, lastMs, operations, minutes, errorTypes, levels } = rollups;
  return {
    events,
    timeless,
    ...(firstMs <= lastMs && { span: [firstMs, lastMs] }),
    operations: operations.map(({ durations, ...counts }) => {
      const values =
        durations instanceof Float64Array
          ? durations
          : Float64Array.from({ length: durations.length }, (_, index) => durations.at(index)!);
      const { bytes, ...shape } = packNumbers(values);
      return [counts, { ...shape, length: values.length, at: packer.append(bytes) }];
    }),
    minutes: minutes.flatMap((minute) => [minute.minuteMs / minuteMs, minute.calls, minute.errors]),
    errorTypes,
    levels,
  };
}

/** Opens packed rollups; durations are decoded on access. */
export function openRollups(packed: Uint8Array): SegmentRollups {
  const { head, bytesAt } = openRecord<RollupsHead>(packed);
  const { firstPosition, own, levels } = head;
  return {
    firstPosition,
    rollups: { others: rollupsOf(head, bytesAt), ...(own && { own: rollupsOf(own, bytesAt) }) },
    isPartial: levels === undefined || own === undefined,
  };
}

function rollupsOf(head: CountsHead, bytesAt: OpenRecord<RollupsHead>["bytesAt"]): CallRollups {
  const { events, timeless, span, operations, errorTypes, levels = [] } = head;
  const [firstMs, lastMs] = span ?? [Infinity, -Infinity];
  const minutes = Array.from({ length: head.minutes.length / 3 }, (_, index) => {
    const [minute, calls, errors] = head.minutes.slice(index * 3, index * 3 + 3) as [number, number, number];
    return { minuteMs: minute * minuteMs, calls, errors };
  });
  const opened = operations.map(([counts, shape]): OperationRollup => {
    const bytes = bytesAt(shape.at, shape.width * shape.length);
    return { ...counts, durations: sorted({ ...shape, bytes }, shape.length) };
  });
  return { events, timeless, firstMs, lastMs, operations: opened, minutes, errorTypes, levels };
}

function sorted(packed: PackedNumbers, length: number): SortedNumbers {
  return { length, at: numberAt(packed, length) };
}
