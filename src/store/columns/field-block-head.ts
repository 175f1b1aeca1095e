/** Version of the blocks that hold all fields; earlier ones, of ten columns, have none. */
export const fieldBlockVersion = 2;

/** Packed numbers, one for each row of their list. */
export interface NumbersHead {
  base: number;
  scale: number;
  width: number;
  at: number;
}

/** Packed codes, one for each row of their list. */
export interface CodesHead {
  width: number;
  at: number;
  /** All codes are this one, and take no bytes. */
  only?: number;
}

/** The rows that have a value: as a list, or as a bitmap where that takes fewer bytes. */
export interface RowsHead {
  count: number;
  at: number;
  /** Bytes of each row number; 0 for a bitmap. */
  width: number;
}

/** A column; `rows` is an index of the lists of rows, absent where every row has a value. */
export interface ColumnHead {
  path: string;
  coded?: CodesHead & { rows?: number; count: number; values: { at: number; bytes: number } };
  plain?: NumbersHead & { rows?: number; count: number };
  hasLists?: true;
}

/** Grams of the texts that no column lists. `unusual` are the rows of the segment whose whole line is in it. */
export interface FilterHead {
  at: number;
  bytes: number;
  unusual: number[];
}

/** One of several segments of a block. */
export interface SegmentHead {
  lines: number;
  /** As of a block of this segment alone. */
  filter?: FilterHead;
}

/** Header of a packed block. */
export interface FieldBlockHead {
  version: typeof fieldBlockVersion;
  firstPosition: number;
  length: number;
  /** Values in no column. */
  omitted: number;
  /** The segments, where the block has the rows of several; each has a filter of its own. */
  segments?: SegmentHead[];
  lineBytes: NumbersHead;
  requestCodes: CodesHead;
  requestKeys: { count: number; at: number };
  /** Imported logs only. */
  imported?: { file: NumbersHead; rendered: NumbersHead };
  /** Absent where lines have more than the block knows, in blocks of earlier versions, and of several segments. */
  filter?: FilterHead;
  /** Lists of rows that columns share. */
  rows: RowsHead[];
  columns: ColumnHead[];
}
