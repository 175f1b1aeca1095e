import type { EventColumns, TextColumn } from "../analytics/event-columns.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { packCodes, packNumbers, unpackCodes, unpackNumbers } from "./packed-numbers.ts";
import { createRecordPacker, openRecord } from "./packed-record.ts";

const numberColumns = ["timeMs", "durationMs", "lineBytes", "requestHash"] as const;
const textColumns = ["level", "event", "service", "operation", "errorType", "session"] as const;

/** What the columns keep of one event. */
export type ColumnRow = Record<(typeof numberColumns)[number], number> &
  Record<(typeof textColumns)[number], string | undefined>;

/**
 * Takes from an event what the columns keep; fields of a foreign type count as absent.
 *
 * @param timeMs the event's time, for a caller that has read it already
 */
export function columnRow(event: LogEvent, lineBytes: number, timeMs = Date.parse(event.timestamp)): ColumnRow {
  return {
    timeMs,
    durationMs: typeof event.duration_ms === "number" ? event.duration_ms : NaN,
    lineBytes,
    requestHash: hashRequestId(event.request_id),
    level: text(event.level),
    event: text(event.event),
    service: text(event.service),
    operation: text(event.operation),
    errorType: text(event.error?.error_type),
    session: text(event.session_id),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** FNV-1a over the characters, in 31 bits and never 0; 0 where there is no id. */
export function hashRequestId(id: unknown): number {
  if (typeof id !== "string") return 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash >>> 1 || 1;
}

interface NumberHead {
  base: number;
  scale: number;
  width: number;
  at: number;
}

interface TextHead {
  values: string[];
  width: number;
  at: number;
}

interface PackedHead {
  firstPosition: number;
  length: number;
  numbers: Record<string, NumberHead>;
  texts: Record<string, TextHead>;
}

/** Packs rows into one byte array. */
export function packColumns(firstPosition: number, rows: ColumnRow[]): Uint8Array<ArrayBuffer> {
  const head: PackedHead = { firstPosition, length: rows.length, numbers: {}, texts: {} };
  const packer = createRecordPacker();
  for (const name of numberColumns) {
    const { bytes, ...shape } = packNumbers(rows.map((row) => row[name]));
    head.numbers[name] = { ...shape, at: packer.place(bytes) };
  }
  for (const name of textColumns) {
    const { values, codes } = encodeTexts(rows, name);
    const { bytes, width } = packCodes(codes, values.length);
    head.texts[name] = { values, width, at: packer.place(bytes) };
  }
  return packer.pack(head);
}

function encodeTexts(rows: ColumnRow[], name: (typeof textColumns)[number]): { values: string[]; codes: number[] } {
  const codeOf = new Map<string, number>();
  const codes = rows.map((row) => {
    const value = row[name];
    if (value === undefined) return 0;
    const known = codeOf.get(value);
    if (known !== undefined) return known;
    codeOf.set(value, codeOf.size + 1);
    return codeOf.size;
  });
  return { values: [...codeOf.keys()], codes };
}

/**
 * Opens packed columns; each column is decoded when it is first asked for.
 *
 * @param packed what `packColumns` made, at the start of its buffer
 */
export function openColumns(packed: Uint8Array): EventColumns {
  const { head, bytesAt } = openRecord<PackedHead>(packed);
  const bytesOf = ({ at, width }: { at: number; width: number }) => bytesAt(at, width * head.length);
  const columns = { firstPosition: head.firstPosition, length: head.length } as EventColumns;
  for (const name of numberColumns) {
    const shape = head.numbers[name]!;
    defineLazy(columns, name, () => unpackNumbers({ ...shape, bytes: bytesOf(shape) }, head.length));
  }
  for (const name of textColumns) {
    const shape = head.texts[name]!;
    defineLazy(columns, name, (): TextColumn => ({
      codes: unpackCodes({ width: shape.width, bytes: bytesOf(shape) }, head.length),
      values: shape.values,
    }));
  }
  return columns;
}

function defineLazy(target: object, name: string, decode: () => unknown): void {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = decode();
      Object.defineProperty(target, name, { value, enumerable: true });
      return value;
    },
  });
}
