import type { Scalar } from "../../query/query.ts";

/** Values of a field that are coded: row `rows[i]` has the value `values[codes[i] - 1]`, or an unlisted text where the code is 0. */
export interface CodedValues {
  /** Rows within the block, ascending; undefined where every row has a value. */
  rows: ArrayLike<number> | undefined;
  codes: ArrayLike<number>;
  /** Texts, booleans, null, arrays as the text of their JSON, and numbers of fields with few of them. */
  values: readonly Scalar[];
}

/** Numbers of a field with many of them: row `rows[i]` has the number `numbers[i]`. */
export interface PlainNumbers {
  rows: ArrayLike<number> | undefined;
  numbers: ArrayLike<number>;
}

/** The values of one field in a block. A row has a value in at most one of the two. */
export interface FieldColumn {
  /** Dotted path of the field, such as `request_data.voice_name`. */
  path: string;
  coded?: CodedValues;
  plain?: PlainNumbers;
  /** Some values are arrays; they are among the texts. */
  hasLists: boolean;
}

/** What a search knows of the lines of a block without reading them. */
export interface BlockTexts {
  /** Grams (`gram-filter.ts`) of all texts that are not listed, and of names of empty objects. */
  filter: Uint8Array;
  /** Rows whose lines are not told by their values: they are in the filter as a whole. */
  unusual: readonly number[];
  /** Columns with listed values, which are JSON. An array is listed as its text, in the spelling of its line or in the filter, too. */
  listed: readonly { path: string; hasLists: boolean; json(): Uint8Array }[];
}

/** What a block says of a field before its rows are decoded. */
export interface FieldSummary {
  path: string;
  /** Lines with a value. */
  present: number;
  hasLists: boolean;
  /** Some texts are only in their lines. */
  hasUnlisted: boolean;
  /** Has numbers with many values. */
  hasNumbers: boolean;
  /** The values that are coded, each once, as JSON of an array in UTF-8, without white space. */
  valuesJson: Uint8Array;
}

/**
 * All scalar fields of the lines of one segment. An object has no value of its own; its fields have. The `timestamp` of a line
 * is a number, in milliseconds since the epoch.
 */
export interface FieldBlock {
  /** Position of the first line. */
  firstPosition: number;
  /** Lines. */
  length: number;
  paths: readonly string[];
  /** Values that are in no column: of fields beyond the first 512 of the block, and of objects deeper than 64. */
  omitted: number;
  /** Decoded at the first access; undefined where no line has the field. */
  column(path: string): FieldColumn | undefined;
  /** All fields, each as `column` has it, without decoding rows and numbers. */
  summaries(): FieldSummary[];
  /** Size of each line in bytes, line feed included. */
  lineBytes: ArrayLike<number>;
  /**
   * For each row the code of its `request_id` in `requestKeys`, from 1; 0 where it has none. A key is a 53-bit hash, the same in
   * every block, so that the lines of a call are found without their texts.
   */
  requestCodes: ArrayLike<number>;
  requestKeys: ArrayLike<number>;
  /** Absent where a search has to read the lines. */
  texts?: BlockTexts;
}
