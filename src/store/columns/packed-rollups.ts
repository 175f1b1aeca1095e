import type { CallRollups, OperationRollup } from "../../analytics/call-rollups.ts";
import type { SortedNumbers } from "../../analytics/percentiles.ts";
import { numberAt, packNumbers, type PackedNumbers } from "./packed-numbers.ts";
import { createRecordPacker, openRecord } from "./packed-record.ts";

const minuteMs = 60_000;

type Durations = Omit<PackedNumbers, "bytes"> & { length: number; at: number };

interface RollupsHead {
  firstPosition: number;
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

/** The rollups of one segment, with the position of its first event. */
export interface SegmentRollups {
  firstPosition: number;
  rollups: CallRollups;
  /** Written by an earlier version, which did not count all of it: the columns do. */
  isPartial?: boolean;
}

/** Packs the rollups of a segment: about two bytes an event, most of them durations. */
export function packRollups({ firstPosition, rollups }: SegmentRollups): Uint8Array<ArrayBuffer> {
  const { events, timeless, firstMs, lastMs, operations, minutes, errorTypes, levels } = rollups;
  const packer = createRecordPacker();
  const head: RollupsHead = {
    firstPosition,
    events,
    timeless,
    ...(firstMs <= lastMs && { span: [firstMs, lastMs] }),
    operations: operations.map(({ durations, ...counts }) => {
      const values = Float64Array.from({ length: durations.length }, (_, index) => durations.at(index)!);
      const { bytes, ...shape } = packNumbers(values);
      return [counts, { ...shape, length: values.length, at: packer.append(bytes) }];
    }),
    minutes: minutes.flatMap((minute) => [minute.minuteMs / minuteMs, minute.calls, minute.errors]),
    errorTypes,
    levels,
  };
  return packer.pack(head);
}

/** Opens packed rollups; durations are decoded on access. */
export function openRollups(packed: Uint8Array): SegmentRollups {
  const { head, bytesAt } = openRecord<RollupsHead>(packed);
  const { firstPosition, events, timeless, span, operations, errorTypes, levels = [] } = head;
  const [firstMs, lastMs] = span ?? [Infinity, -Infinity];
  const minutes = Array.from({ length: head.minutes.length / 3 }, (_, index) => {
    const [minute, calls, errors] = head.minutes.slice(index * 3, index * 3 + 3) as [number, number, number];
    return { minuteMs: minute * minuteMs, calls, errors };
  });
  const opened = operations.map(([counts, shape]): OperationRollup => {
    const bytes = bytesAt(shape.at, shape.width * shape.length);
    return { ...counts, durations: sorted({ ...shape, bytes }, shape.length) };
  });
  return {
    firstPosition,
    rollups: { events, timeless, firstMs, lastMs, operations: opened, minutes, errorTypes, levels },
    isPartial: head.levels === undefined,
  };
}

function sorted(packed: PackedNumbers, length: number): SortedNumbers {
  return { length, at: numberAt(packed, length) };
}
