import type { Scalar } from "../../../../query/query.ts";
import type { BlockTexts, FieldColumn } from "../../../columns/field-block.ts";
import { gramsOf, hasGrams } from "../../../columns/gram-filter.ts";
import { placeInBlock, type BlockPlace, type SegmentBlock } from "../../../columns/segment-blocks.ts";
import { createSubstringFinder } from "../../substring.ts";

/** Searches blocks for a text without their lines. */
export interface BlockSearch {
  /** The rows whose lines say the text, ascending; undefined where the lines have to be read. */
  rows(block: SegmentBlock): Uint32Array | undefined;
  /** Whether a text that the block does not list may have it. */
  mayBeUnlisted(block: SegmentBlock): boolean;
}

/** Columns of fields that are no part of a line. */
const computedPaths = new Set(["outcome", "error_group"]);
const encoder = new TextEncoder();

/**
 * Prepares a search for a text; for an empty one all lines are read.
 *
 * A line says its names, its values and the punctuation between them. Lines are read for a text that may go over several of
 * these or be of a number or a time, whose spelling no column has; and for one of fewer than five characters.
 */
export function createBlockSearch(text: string): BlockSearch {
  const grams = gramsOf(text);
  const mayBeUnlisted = ({ texts }: SegmentBlock) =>
    texts === undefined || grams.length === 0 || hasGrams(texts.filter, grams);
  if (grams.length === 0 || isOverTokens(text) || isOfNumber(text)) return { rows: () => undefined, mayBeUnlisted };
  const listedRows = createListedSearch(text);
  return {
    rows: (block) => (block.texts === undefined || mayBeUnlisted(block) ? undefined : listedRows(block, block.texts)),
    mayBeUnlisted,
  };
}

/** Whether a text may reach from one name or value into another: without a quote, it begins or ends in between. */
function isOverTokens(text: string): boolean {
  return text.includes('"') || /^[:,{}[\]]|[:,{}[\]]$/.test(text);
}

/** Whether a text may be a part of a number or of a time. */
function isOfNumber(text: string): boolean {
  return /^[-+0-9.:etz]+$/i.test(text);
}

/** Finds rows by the names of their fields, and by their listed values. */
function createListedSearch(text: string): (block: SegmentBlock, texts: BlockTexts) => Uint32Array | undefined {
  const finder = createSubstringFinder(text);
  const isIn = (json: Uint8Array) => finder.find(json, 0) >= 0;
  /** By the JSON that was looked at, because most blocks have the same names and values. */
  const known = new Map<string, boolean>();
  const isInJson = (json: string) => {
    let found = known.get(json);
    if (found === undefined) known.set(json, (found = isIn(encoder.encode(json))));
    return found;
  };
  const names = new Map<string, boolean>();
  const isInName = (path: string) => {
    let found = names.get(path);
    if (found === undefined) names.set(path, (found = !computedPaths.has(path) && isInJson(JSON.stringify(path))));
    return found;
  };
  /** Segments whose columns were joined have the same dictionaries. */
  const dictionaries = new WeakMap<object, boolean>();
  const isInListed = (one: BlockTexts["listed"][number]) => {
    let found = dictionaries.get(one);
    if (found === undefined) dictionaries.set(one, (found = isIn(one.json())));
    return found;
  };
  const isInValue = (value: Scalar) => typeof value !== "number" && isInJson(JSON.stringify(value));

  /** 1 for each row of a block that says it; undefined where the lines have to be read. */
  function marksOf(block: BlockPlace["block"], { listed }: BlockTexts): Uint8Array | undefined {
    const named = block.paths.filter(isInName);
    // A dot may stand in a name, or between two of them.
    if (named.length > 0 && text.includes(".")) return undefined;
    const marks = new Uint8Array(block.length);
    for (const path of named) markAll(marks, block.column(path));
    for (const one of listed) {
      const { path, hasLists } = one;
      if (computedPaths.has(path) || (!hasLists && !isInListed(one))) continue;
      const column = block.column(path);
      if (column?.coded === undefined) continue;
      if (hasLists && column.coded.values.some((value) => isArrayText(value) && isInValue(value) !== isInJson(value)))
        return undefined;
      markValues(marks, column, isInValue);
    }
    return marks;
  }

  const marksOfBlocks = new WeakMap<BlockPlace["block"], { marks: Uint8Array | undefined }>();
  return (segment, texts) => {
    const { block, firstRow } = placeInBlock(segment);
    let found = marksOfBlocks.get(block);
    if (found === undefined) marksOfBlocks.set(block, (found = { marks: marksOf(block, texts) }));
    if (found.marks === undefined) return undefined;
    const marks = found.marks.subarray(firstRow, firstRow + segment.length);
    for (const row of texts.unusual) marks[row] = 0;
    return rowsOf(marks);
  };
}

/** Whether a value may be an array, or is a text like one. */
function isArrayText(value: Scalar): value is string {
  return typeof value === "string" && value.startsWith("[");
}

/** Marks the rows that have a value. */
function markAll(marks: Uint8Array, { coded, plain }: Partial<FieldColumn> = {}): void {
  for (const { rows } of [coded, plain].filter((part) => part !== undefined)) {
    if (rows === undefined) marks.fill(1);
    else for (let at = 0; at < rows.length; at++) marks[rows[at]!] = 1;
  }
}

/** Marks the rows whose listed value passes. */
function markValues(marks: Uint8Array, { coded }: FieldColumn, passes: (value: Scalar) => boolean): void {
  const { rows, codes, values } = coded!;
  const verdicts = Uint8Array.from([0, ...values.map((value) => (passes(value) ? 1 : 0))]);
  for (let at = 0; at < codes.length; at++)
    if (verdicts[codes[at]!] === 1) marks[rows === undefined ? at : rows[at]!] = 1;
}

function rowsOf(marks: Uint8Array): Uint32Array {
  const rows: number[] = [];
  for (let row = marks.indexOf(1); row >= 0; row = marks.indexOf(1, row + 1)) rows.push(row);
  return Uint32Array.from(rows);
}
