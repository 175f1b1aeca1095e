import { logLevels } from "../../logging/log-event.ts";
import { createFieldBlockBuilder, type FieldBlockBuilder, type GrowingBlock } from "./field-block-builder.ts";
import {
  codeInRow,
  codeOf,
  createBlockValues,
  createGrowingColumn,
  newestNumber,
  textOfCode,
  type GrowingColumn,
} from "./growing-column.ts";
import { createRequestCodes } from "./request-codes.ts";
import { createFieldScanner, type FieldScanner } from "./scan-fields.ts";

/** Finds lines of our own in place, and makes the block of their segment on the way while there are no others. */
export interface OwnLines {
  /** Of the line that was accepted last: milliseconds since the epoch, its ordinal in its session, and its session. */
  readonly timeMs: number;
  readonly seq: number;
  readonly session: string;
  /** Whether the line that was accepted last is of a call and names no service. */
  readonly isNamelessCall: boolean;
  /** Whether it says itself where it is from. */
  readonly hasSource: boolean;
  /**
   * Scans the line that begins at an offset.
   *
   * Accepts only a complete event of ours in valid UTF-8, of the right types and in our spelling. Anything else, and anything
   * unusual (an escape in a key, a key that occurs twice), is rejected and left to `JSON.parse`.
   *
   * @returns the offset after the closing brace, or -1
   */
  scan(bytes: Uint8Array, start: number): number;
  /** Adds the line that was accepted last as a row. */
  add(): void;
  /** Gives the block up, because another row comes between the lines. */
  addOther(): void;
  /** Returns the block of the rows since the last call, undefined when it was given up, and begins anew. */
  finish(): GrowingBlock | undefined;
}

/** The fields that every event of ours has. */
const needed = ["level", "event", "session_id", "timestamp", "message", "seq"] as const;

/** Creates a scanner; it is used for all lines of a file. */
export function createOwnLines(): OwnLines {
  const scanner = createFieldScanner(true);
  /** Made at the first line; undefined where nothing is made of the lines. */
  let builder: FieldBlockBuilder | undefined;
  let reader: LineReader | undefined;
  /** The block has exactly the rows that were added. */
  let isWhole = true;
  /** A line was accepted, and is neither added nor left. */
  let isOpen = false;
  let opened: Uint8Array | undefined;
  let lineStart = 0;
  let lineEnd = 0;
  let latest: LineValues = { timeMs: NaN, seq: NaN, session: "", isNamelessCall: false, hasSource: false };

  function leaveBlock(): void {
    if (!isWhole) return;
    isWhole = false;
    builder = reader = opened = undefined;
  }

  function beginBlock(): LineReader {
    builder = createFieldBlockBuilder(scanner);
    return createReader(scanner, rowsOf(builder, scanner));
  }

  return {
    get timeMs() {
      return latest.timeMs;
    },
    get seq() {
      return latest.seq;
    },
    get session() {
      return latest.session;
    },
    get isNamelessCall() {
      return latest.isNamelessCall;
    },
    get hasSource() {
      return latest.hasSource;
    },
    scan(bytes, start) {
      if (isOpen) leaveBlock();
      // Lines of others would fill the columns of a block, and be told apart in vain.
      reader ??= isWhole ? beginBlock() : createReader(scanner, createLineChecker(scanner));
      if (bytes !== opened) reader.open((opened = bytes));
      const end = reader.scan(start);
      isOpen = end >= 0;
      if (!isOpen) {
        leaveBlock();
        return -1;
      }
      latest = reader.values;
      lineStart = start;
      lineEnd = end;
      return end;
    },
    add() {
      if (!isOpen) leaveBlock();
      isOpen = false;
      builder?.addScanned(opened!, lineStart, lineEnd);
    },
    addOther: leaveBlock,
    finish() {
      const block = isOpen ? undefined : builder?.block();
      builder = reader = opened = undefined;
      isWhole = true;
      isOpen = false;
      return block;
    },
  };
}

/** Scans lines into columns. */
interface LineColumns {
  scan(at: number): number;
  columnOf(path: string): GrowingColumn;
}

/** Scans each line as the next row of a block. */
function rowsOf(builder: FieldBlockBuilder, scanner: FieldScanner): LineColumns {
  builder.begin();
  return { columnOf: builder.columnOf, scan: (at) => scanner.scan(at, builder.length) };
}

/** Scans lines of which nothing is kept. */
function createLineChecker(scanner: FieldScanner): LineColumns {
  const values = createBlockValues();
  const { tape } = values;
  const columns = new Map(needed.map((path) => [path as string, createGrowingColumn(values, path, "all")]));
  const overflow = createGrowingColumn(values, "", "none");
  const all = [...columns.values(), overflow];
  const columnOf = (path: string) => columns.get(path) ?? overflow;
  scanner.begin({ columnOf, overflow, addRequest: createRequestCodes().addBytes, addEmpty: () => {} });
  let row = 0;
  return {
    columnOf,
    scan(at) {
      tape.length = tape.numberCount = 0;
      // A text of a line that was rejected is not known to be spelled like ours.
      for (const column of all) column.last = codeOf.unlisted;
      return scanner.scan(at, row++);
    },
  };
}

type LineReader = ReturnType<typeof createReader>;
type LineValues = { -readonly [Name in "timeMs" | "seq" | "session" | "isNamelessCall" | "hasSource"]: OwnLines[Name] };

/** Accepts lines of our own, and reads what an import must know of them. */
function createReader(scanner: FieldScanner, { scan, columnOf }: LineColumns) {
  const fields = needed.map((name) => scanner.fieldAtRoot(name));
  const service = scanner.fieldAtRoot("service");
  const source = scanner.fieldAtRoot("source");
  const [level, event, session, timestamp, , seq] = needed.map(columnOf) as [
    GrowingColumn,
    GrowingColumn,
    GrowingColumn,
    GrowingColumn,
    GrowingColumn,
    GrowingColumn,
  ];
  const isLevel = createCodeMemo(level, (text) => logLevels.some((name) => name === text));
  const isCall = createCodeMemo(event, (text) => text.startsWith("request_"));
  const textOfSession = createCodeMemo(session, (text) => text);
  const values: LineValues = { timeMs: NaN, seq: NaN, session: "", isNamelessCall: false, hasSource: false };
  return {
    values,
    open: scanner.open,
    scan(at: number): number {
      const end = scan(at);
      if (end < 0 || !scanner.isSpelledLikeOurs) return -1;
      const { line } = scanner;
      for (const field of fields) if (field.line !== line) return -1;
      if (!isLevel()) return -1;
      values.timeMs = newestNumber(timestamp);
      values.seq = newestNumber(seq);
      values.session = textOfSession();
      values.isNamelessCall = service.line !== line && isCall();
      values.hasSource = source.line === line;
      return end;
    },
  };
}

/** What is made of the newest text of a column, made once for each text. */
function createCodeMemo<Value>(column: GrowingColumn, make: (text: string) => Value): () => Value {
  const made: Value[] = [];
  return () => {
    const code = codeInRow(column, column.row);
    return (made[code] ??= make(textOfCode(column, code)!));
  };
}
