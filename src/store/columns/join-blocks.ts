import type { Scalar } from "../../query/query.ts";
import type { CodedValues, FieldColumn, PlainNumbers } from "./field-block.ts";
import { fieldBlockVersion, type ColumnHead, type FieldBlockHead, type SegmentHead } from "./field-block-head.ts";
import type { BlockSegment, OpenFieldBlock } from "./open-field-block.ts";
import { bytesOf, packCoded, packCodeList, packList } from "./pack-field-block.ts";
import { createRecordPacker, type RecordPacker } from "./packed-record.ts";
import { indexOfRow } from "./segment-blocks.ts";
import { createRowLists, type RowLists } from "./row-lists.ts";

/** Rows of a block, from (inclusive), to (exclusive). */
interface BlockRows {
  block: OpenFieldBlock;
  from: number;
  to: number;
}

/** Rows of a block, and the row where they begin among those of all parts. */
interface Part extends BlockRows {
  first: number;
}

/** Packs the blocks of consecutive segments as one, with one dictionary for each field: it is opened as fast as one of them. */
export function joinBlocks(blocks: OpenFieldBlock[]): Uint8Array<ArrayBuffer> {
  const whole = blocks.map((block) => ({ block, from: 0, to: block.length }));
  return packRows(
    whole,
    blocks.flatMap(({ segments }) => segments),
  );
}

/** The blocks of the single segments of a joined one, by their first positions; each has only the values of its rows. */
export function splitBlock(block: OpenFieldBlock): Map<number, Uint8Array<ArrayBuffer>> {
  const single = new Map<number, Uint8Array<ArrayBuffer>>();
  let from = 0;
  for (const segment of block.segments) {
    const to = from + segment.lines;
    single.set(block.firstPosition + from, packRows([{ block, from, to }], [segment]));
    from = to;
  }
  return single;
}

function packRows(rows: BlockRows[], segments: BlockSegment[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  const parts = rows.map((some): Part => {
    const first = length;
    length += some.to - some.from;
    return { ...some, first };
  });
  const [{ block, from }] = parts as [Part];
  const packer = createRecordPacker();
  const lists = createRowLists(packer, length);
  const paths = new Set(parts.flatMap(({ block: { paths } }) => paths));
  const columns = [...paths].flatMap((path) => packColumn(path, parts, packer, lists));
  const { codes, keys } = joinRequests(parts, length);
  const numbersOf = (numbers: (of: OpenFieldBlock) => ArrayLike<number>) => {
    const joined = new Float64Array(length);
    for (const part of parts)
      for (let row = part.from; row < part.to; row++) joined[part.first + row - part.from] = numbers(part.block)[row]!;
    return packList(packer, joined);
  };
  const segmentHeads = segments.map(({ lines, texts }): SegmentHead => ({
    lines,
    ...(texts && {
      filter: { at: packer.append(texts.filter), bytes: texts.filter.length, unusual: [...texts.unusual] },
    }),
  }));
  const [only] = segmentHeads as [SegmentHead];
  const head: FieldBlockHead = {
    version: fieldBlockVersion,
    firstPosition: block.firstPosition + from,
    length,
    // Of the rows of a part it is not known which ones have them.
    omitted: parts.reduce((sum, part) => sum + (part.from === 0 ? part.block.omitted : 0), 0),
    ...(segmentHeads.length > 1 ? { segments: segmentHeads } : only.filter && { filter: only.filter }),
    lineBytes: numbersOf((of) => of.lineBytes),
    requestCodes: packCodeList(packer, codes, keys.length),
    requestKeys: { count: keys.length, at: packer.append(bytesOf(Float64Array.from(keys))) },
    ...(block.imported && {
      imported: {
        file: numbersOf((of) => of.imported!.file),
        rendered: numbersOf((of) => of.imported!.rendered),
      },
    }),
    rows: lists.heads,
    columns,
  };
  return packer.pack(head);
}

/** @returns none where no row has a value */
function packColumn(path: string, parts: Part[], packer: RecordPacker, lists: RowLists): ColumnHead[] {
  const columns = parts.flatMap((part) => {
    const column = part.block.column(path);
    return column === undefined ? [] : [{ ...part, column }];
  });
  const coded = joinCoded(columns);
  const plain = joinPlain(columns);
  if (coded.rows.length + plain.rows.length === 0) return [];
  const head: ColumnHead = { path };
  if (columns.some(({ column }) => column.hasLists)) head.hasLists = true;
  if (plain.rows.length > 0) {
    const rows = lists.indexOf(plain.rows);
    head.plain = {
      ...packList(packer, plain.numbers),
      ...(rows !== undefined && { rows }),
      count: plain.rows.length,
    };
  }
  if (coded.rows.length > 0) head.coded = packCoded(packer, lists.indexOf(coded.rows), coded.codes, coded.values);
  return [head];
}

type PartColumn = Part & { column: FieldColumn };

function joinCoded(parts: PartColumn[]): { rows: Uint32Array; codes: Uint32Array; values: Scalar[] } {
  const spans = parts.flatMap(({ column: { coded }, ...part }) => (coded ? [{ coded, ...spanOf(coded, part) }] : []));
  const count = spans.reduce((sum, { end, start }) => sum + end - start, 0);
  const [rows, codes] = [new Uint32Array(count), new Uint32Array(count)];
  const codeOfValue = new Map<Scalar, number>();
  let at = 0;
  for (const { coded, start, end, shift } of spans) {
    const occurs = new Uint8Array(coded.values.length + 1);
    for (let index = start; index < end; index++) occurs[coded.codes[index]!] = 1;
    const codeOf = new Uint32Array(coded.values.length + 1);
    for (const [index, value] of coded.values.entries()) {
      if (occurs[index + 1] === 0) continue;
      const code = codeOfValue.get(value) ?? codeOfValue.size + 1;
      codeOfValue.set(value, code);
      codeOf[index + 1] = code;
    }
    for (let index = start; index < end; index++, at++) {
      rows[at] = (coded.rows === undefined ? index : coded.rows[index]!) + shift;
      codes[at] = codeOf[coded.codes[index]!]!;
    }
  }
  return { rows, codes, values: [...codeOfValue.keys()] };
}

function joinPlain(parts: PartColumn[]): { rows: Uint32Array; numbers: Float64Array } {
  const spans = parts.flatMap(({ column: { plain }, ...part }) => (plain ? [{ plain, ...spanOf(plain, part) }] : []));
  const count = spans.reduce((sum, { end, start }) => sum + end - start, 0);
  const [rows, numbers] = [new Uint32Array(count), new Float64Array(count)];
  let at = 0;
  for (const { plain, start, end, shift } of spans) {
    for (let index = start; index < end; index++, at++) {
      rows[at] = (plain.rows === undefined ? index : plain.rows[index]!) + shift;
      numbers[at] = plain.numbers[index]!;
    }
  }
  return { rows, numbers };
}

/** The values of the rows of a part: their indexes, and what makes their rows those of all parts. */
function spanOf({ rows }: Pick<CodedValues | PlainNumbers, "rows">, { from, to, first }: Part) {
  const start = rows === undefined ? from : indexOfRow(rows, from);
  const end = rows === undefined ? to : indexOfRow(rows, to);
  return { start, end, shift: first - from };
}

function joinRequests(parts: Part[], length: number): { codes: Uint32Array; keys: number[] } {
  const codes = new Uint32Array(length);
  const codeOfKey = new Map<number, number>();
  for (const { block, from, to, first } of parts) {
    const { requestCodes, requestKeys } = block;
    for (let row = from; row < to; row++) {
      const code = requestCodes[row]!;
      if (code === 0) continue;
      const key = requestKeys[code - 1]!;
      let joined = codeOfKey.get(key);
      if (joined === undefined) codeOfKey.set(key, (joined = codeOfKey.size + 1));
      codes[first + row - from] = joined;
    }
  }
  return { codes, keys: [...codeOfKey.keys()] };
}
