import type { Scalar } from "../../query/query.ts";
import { defineLazy } from "./define-lazy.ts";
import { createFieldBlockBuilder } from "./field-block-builder.ts";
import type { BlockTexts, FieldBlock, FieldColumn, FieldSummary } from "./field-block.ts";
import {
  fieldBlockVersion,
  type CodesHead,
  type ColumnHead,
  type FieldBlockHead,
  type NumbersHead,
} from "./field-block-head.ts";
import { packFieldBlock, type ImportedRows } from "./pack-field-block.ts";
import { unpackCodes, unpackNumbers } from "./packed-numbers.ts";
import { openRecord, type OpenRecord } from "./packed-record.ts";
import { openRows } from "./row-lists.ts";

/** A segment of a block. */
export interface BlockSegment {
  lines: number;
  /** Absent where a search has to read the lines. */
  texts?: BlockTexts;
}

/** A block that was opened from its bytes. */
export interface OpenFieldBlock extends FieldBlock {
  /** The segments that the block has rows of, mostly one. */
  segments: readonly BlockSegment[];
  /** Imported logs only. */
  imported: ImportedRows | undefined;
}

/** The fields of the lines of a segment, read from the lines themselves: for segments that earlier versions have sealed, and the tail. */
export function fieldBlockOf(bytes: Uint8Array, firstPosition: number): OpenFieldBlock {
  const builder = createFieldBlockBuilder();
  builder.add(bytes);
  return openFieldBlock(packFieldBlock(builder.block(), firstPosition))!;
}

const decoder = new TextDecoder();
const noValues = new TextEncoder().encode("[]");
const opened = new WeakMap<Uint8Array, OpenFieldBlock>();

/**
 * Opens a packed block without copies; the same bytes once. Columns, and the rows that several of them share, are decoded at
 * the first access and kept until memory is collected: who counts them makes columns of the whole log from them.
 *
 * @param packed at the start of its buffer
 * @returns undefined for a block of an earlier version: `fieldBlockOf` reads its lines
 */
export function openFieldBlock(packed: Uint8Array): OpenFieldBlock | undefined {
  const known = opened.get(packed);
  if (known !== undefined) return known;
  const record = openRecord<Partial<FieldBlockHead>>(packed);
  if (record.head.version !== fieldBlockVersion) return undefined;
  const block = blockOf(record as OpenRecord<FieldBlockHead>);
  opened.set(packed, block);
  return block;
}

function blockOf({ head, bytesAt }: OpenRecord<FieldBlockHead>): OpenFieldBlock {
  const { length } = head;
  const heads = new Map(head.columns.map((column) => [column.path, column]));
  const columns = new Map<string, WeakRef<FieldColumn>>();
  const rowLists = new Map<number, WeakRef<ArrayLike<number> & object>>();

  function rowsOf(index: number | undefined): ArrayLike<number> | undefined {
    if (index === undefined) return undefined;
    const known = rowLists.get(index)?.deref();
    if (known !== undefined) return known;
    const rows = openRows(head.rows[index]!, length, bytesAt);
    rowLists.set(index, new WeakRef(rows));
    return rows;
  }
  const numbersOf = (shape: NumbersHead, count: number) =>
    unpackNumbers({ ...shape, bytes: bytesAt(shape.at, shape.width * count) }, count);
  const codesOf = ({ only, width, at }: CodesHead, count: number) =>
    only === undefined
      ? unpackCodes({ width, bytes: bytesAt(at, width * count) }, count)
      : new Uint8Array(count).fill(only);

  function summaryOf({ path, coded, plain, hasLists }: ColumnHead): FieldSummary {
    return {
      path,
      present: (coded?.count ?? 0) + (plain?.count ?? 0),
      hasLists: hasLists ?? false,
      hasUnlisted: coded !== undefined && holdsUnlisted(coded, bytesAt),
      hasNumbers: plain !== undefined,
      valuesJson: coded === undefined ? noValues : bytesAt(coded.values.at, coded.values.bytes),
    };
  }

  function decode(path: string): FieldColumn | undefined {
    const found = heads.get(path);
    if (found === undefined) return undefined;
    const { coded, plain, hasLists = false } = found;
    const column: FieldColumn = { path, hasLists };
    if (coded !== undefined) {
      const values = JSON.parse(decoder.decode(bytesAt(coded.values.at, coded.values.bytes))) as Scalar[];
      column.coded = { rows: rowsOf(coded.rows), codes: codesOf(coded, coded.count), values };
    }
    if (plain !== undefined) column.plain = { rows: rowsOf(plain.rows), numbers: numbersOf(plain, plain.count) };
    columns.set(path, new WeakRef(column));
    return column;
  }

  const block = {
    firstPosition: head.firstPosition,
    length,
    paths: [...heads.keys()],
    omitted: head.omitted,
    column: (path: string) => columns.get(path)?.deref() ?? decode(path),
    summaries: () => head.columns.map(summaryOf),
  } as unknown as OpenFieldBlock;
  const { requestKeys, imported, filter } = head;
  defineLazy(block, "lineBytes", () => numbersOf(head.lineBytes, length));
  defineLazy(block, "segments", () => {
    const listed = head.columns.flatMap(({ path, coded, hasLists = false }) =>
      coded === undefined ? [] : [{ path, hasLists, json: () => bytesAt(coded.values.at, coded.values.bytes) }],
    );
    const segments = head.segments ?? [{ lines: length, ...(filter && { filter }) }];
    return segments.map(({ lines, filter: own }) => ({
      lines,
      ...(own && { texts: { filter: bytesAt(own.at, own.bytes), unusual: own.unusual, listed } }),
    }));
  });
  if (filter !== undefined) defineLazy(block, "texts", () => block.segments[0]!.texts!);
  defineLazy(block, "requestCodes", () => codesOf(head.requestCodes, length));
  defineLazy(block, "requestKeys", () => {
    const { buffer, byteOffset } = bytesAt(requestKeys.at, requestKeys.count * 8);
    return new Float64Array(buffer, byteOffset, requestKeys.count);
  });
  defineLazy(
    block,
    "imported",
    () => imported && { file: numbersOf(imported.file, length), rendered: numbersOf(imported.rendered, length) },
  );
  return block;
}

/** Whether some code is 0. */
function holdsUnlisted(
  { only, width, at, count }: NonNullable<ColumnHead["coded"]>,
  bytesAt: OpenRecord<FieldBlockHead>["bytesAt"],
): boolean {
  if (only !== undefined || width === 0) return (only ?? 0) === 0;
  const codes = unpackCodes({ width, bytes: bytesAt(at, width * count) }, count);
  return (codes as Uint8Array).includes(0);
}
