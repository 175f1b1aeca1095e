import type { Scalar } from "../../query/query.ts";
import { computedFields } from "../../query/match/computed-fields.ts";
import { createComputedCodes } from "./computed-codes.ts";
import { flattenLine } from "./flatten-line.ts";
import {
  addCode,
  addNumber,
  codeOf,
  createBlockValues,
  createGrowingColumn,
  dropValue,
  type GrowingColumn,
  type Listing,
} from "./growing-column.ts";
import { addGrams, addUnusualLine, createGrams, type GrowingGrams } from "./gram-filter.ts";
import { createRequestCodes, type RequestCodes } from "./request-codes.ts";
import type { Field } from "./key-trie.ts";
import { createFieldScanner } from "./scan-fields.ts";
import { dropOpenRow, endRow, type ValueTape } from "./value-tape.ts";

/** Most fields of a block that have a column; the values of further ones are counted and left out. */
export const maxPaths = 512;

/** Fields that always have a column: all of their texts are listed, or, of IDs of calls, none. */
const fixedListings = new Map<string, Listing>([
  ...[
    "level",
    "event",
    "service",
    "operation",
    "session_id",
    "initiator",
    "error.error_type",
    "outcome",
    "error_group",
  ].map((path): [string, Listing] => [path, "all"]),
  ...["timestamp", "seq", "duration_ms", "message", "error.error_message", "error"].map((path): [string, Listing] => [
    path,
    "few",
  ]),
  ["request_id", "none"],
]);

/** The fields of lines, row by row. */
export interface GrowingBlock {
  length: number;
  /** Columns by path; some may be empty. */
  columns: Map<string, GrowingColumn>;
  tape: ValueTape;
  lineBytes: number[];
  requests: RequestCodes;
  /** Values that are in no column: of fields beyond the first `maxPaths`, and of objects that are too deep. */
  omitted: number;
  /** Texts that no column lists, for searches. */
  grams: GrowingGrams;
}

/** Builds the block of a segment. */
export interface FieldBlockBuilder {
  /** Adds lines, each with its line feed; the last one may lack it. A line that is no JSON object is a row without values. */
  add(lines: Uint8Array): void;
  /** Prepares its scanner: a line that it has scanned as the row `length` becomes that row by {@link addScanned}. */
  begin(): void;
  readonly length: number;
  /**
   * Adds the line that was just scanned, in the bytes that are open; its size counts a line feed.
   *
   * @param end offset after its closing brace
   */
  addScanned(bytes: Uint8Array, start: number, end: number): void;
  /** The column of a path; one without values for fields beyond the first `maxPaths`. */
  columnOf(path: string): GrowingColumn;
  /** What was added so far. */
  block(): GrowingBlock;
}

const lineFeed = 10;
/** One for all blocks, because a call of the same closure is compiled to faster code. It keeps the names of one block. */
const sharedScanner = createFieldScanner();
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Creates an empty block. @param scanner for a caller that scans lines itself; the block must be the only one that uses it */
export function createFieldBlockBuilder(scanner = sharedScanner): FieldBlockBuilder {
  const grams = createGrams();
  const values = createBlockValues(grams);
  const { tape } = values;
  const columns = new Map<string, GrowingColumn>();
  for (const [path, listing] of fixedListings) columns.set(path, createGrowingColumn(values, path, listing));
  const overflow = createGrowingColumn(values, "", "none");
  const requests = createRequestCodes();
  const lineBytes: number[] = [];
  const sink = { columnOf, overflow, addRequest, addEmpty };
  const empties = new Set<string>();
  let errorField: Field;
  /** Fields of a line that have the names of computed ones. */
  let ownFields: Field[] = [];
  const [outcome, errorGroup, error] = ["outcome", "error_group", "error"].map((path) => columns.get(path)!) as [
    GrowingColumn,
    GrowingColumn,
    GrowingColumn,
  ];
  const computedCodes = createComputedCodes(columns);
  let tooDeep = 0;
  let row = 0;

  function columnOf(path: string): GrowingColumn {
    let column = columns.get(path);
    if (column === undefined) {
      if (columns.size >= maxPaths) return overflow;
      column = createGrowingColumn(values, path);
      columns.set(path, column);
    }
    return column;
  }

  function addRequest(at: number, bytes: Uint8Array, start: number): number {
    const known = requests.keys.length;
    const end = requests.addBytes(at, bytes, start);
    if (requests.keys.length > known) addGrams(grams, bytes, start + 1, end - 1);
    return end;
  }

  function addEmpty(path: string): void {
    if (empties.has(path)) return;
    empties.add(path);
    const name = encoder.encode(path);
    addGrams(grams, name, 0, name.length);
  }

  function begin(): void {
    scanner.begin(sink);
    errorField = scanner.fieldAtRoot("error");
    ownFields = [scanner.fieldAtRoot("outcome"), scanner.fieldAtRoot("error_group")];
  }

  function add(lines: Uint8Array): void {
    begin();
    scanner.open(lines);
    for (let start = 0; start < lines.length;) {
      let end = scanner.scan(start, row);
      if (end >= 0 && (end === lines.length || lines[end] === lineFeed)) {
        addComputed(lines, start, end);
      } else {
        dropOpenRow(tape);
        requests.dropRow(row);
        const at = lines.indexOf(lineFeed, start);
        end = at < 0 ? lines.length : at;
        addUnusual(lines.subarray(start, end));
        addParsed(lines.subarray(start, end));
        scanner.open(lines);
      }
      addRow(Math.min(end + 1, lines.length) - start);
      start = end + 1;
    }
  }

  function addRow(size: number): void {
    endRow(tape);
    lineBytes.push(size);
    builder.length = ++row;
  }

  /** Adds a line that its values do not tell, or not in its own spelling. */
  function addUnusual(line: Uint8Array): void {
    addUnusualLine(grams, row, line);
    // The same text again would be taken without a look at its spelling.
    for (const column of columns.values()) column.last = codeOf.unlisted;
  }

  function addComputed(lines: Uint8Array, start: number, end: number): void {
    const { line, isToldByValues } = scanner;
    if (!isToldByValues || ownFields[0]!.line === line || ownFields[1]!.line === line)
      addUnusual(lines.subarray(start, end));
    // An error that is no object is rare.
    const codes = error.row === row ? undefined : computedCodes(row, errorField.line === scanner.line);
    if (codes !== undefined) {
      if (codes.outcome !== codeOf.unlisted) replaceCode(outcome, codes.outcome);
      if (codes.errorGroup !== codeOf.unlisted) replaceCode(errorGroup, codes.errorGroup);
      return;
    }
    addFieldsOf(JSON.parse(decoder.decode(lines.subarray(start, end))) as Record<string, unknown>);
    scanner.open(lines);
  }

  function replaceCode(column: GrowingColumn, code: number): void {
    dropValue(column, row);
    addCode(column, row, code);
  }

  /** Adds the computed fields of a line; a field of its own of that name does not count. */
  function addFieldsOf(event: Record<string, unknown>): void {
    for (const [path, text] of Object.entries(computedFields(event)) as [string, string][]) {
      const column = columnOf(path);
      dropValue(column, row);
      addValue(path, text);
    }
  }

  function addParsed(bytes: Uint8Array): void {
    const line = parse(bytes);
    if (line === undefined) grams.isGivenUp = true;
    const { values, omitted } = flattenLine(line);
    tooDeep += omitted;
    for (const [path, value] of values) addValue(path, value);
    const id = values.get("request_id");
    if (typeof id === "string") requests.add(row, id);
    if (values.size > 0) addFieldsOf(line as Record<string, unknown>);
  }

  function addValue(path: string, value: Scalar | unknown[]): void {
    const column = columnOf(path);
    if (typeof value === "number") return addNumber(column, row, value);
    if (typeof value === "boolean") return addCode(column, row, value ? codeOf.true : codeOf.false);
    if (value === null) return addCode(column, row, codeOf.null);
    const timeMs = path === "timestamp" && typeof value === "string" ? Date.parse(value) : NaN;
    if (timeMs === timeMs) return addNumber(column, row, timeMs);
    const json = jsonOf(value);
    // Too deep to be written.
    if (json === undefined) return addCode(column, row, codeOf.unlisted);
    scanner.open(encoder.encode(json));
    if (typeof value === "string") scanner.scanText(0, row, column);
    else scanner.scanArray(0, row, column);
  }

  const builder: FieldBlockBuilder & { length: number } = {
    length: 0,
    add,
    begin,
    addScanned(bytes, start, end) {
      addComputed(bytes, start, end);
      addRow(end + 1 - start);
    },
    columnOf,
    block: () => ({
      length: row,
      columns,
      tape,
      lineBytes,
      requests,
      grams,
      omitted: overflow.length + overflow.numberCount + tooDeep,
    }),
  };
  return builder;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

function jsonOf(value: string | unknown[]): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
