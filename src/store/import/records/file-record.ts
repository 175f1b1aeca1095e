/** One record of a log file, not understood yet. */
export interface FileRecord {
  /**
   * Exact bytes of the file, in its encoding, without the line end behind them; line ends inside of a record are kept. At
   * most `maxRecordBytes`.
   */
  bytes: Uint8Array;
  /** The record as text; its first `maxTextBytes` when it is longer. What cannot be decoded is U+FFFD. */
  text: string;
  /** Number of its first line in the file, from 1. */
  number: number;
  /** Whether `bytes` are the UTF-8 of the text. */
  exact: boolean;
  /** Size in bytes when only the head is in `text`; larger than `bytes` when the end was dropped, too. */
  fullBytes?: number;
  /** The object, when the record is a line of valid JSON. */
  value?: Record<string, unknown>;
  /** Set for one that was read in place: one JSON object; and whether it is spelled like a line of ours. */
  json?: "strict";
  isSpelledLikeOurs?: boolean;
  /** The file ends inside of this record: without a line end, and not after a whole JSON value. */
  cut?: true;
}

/** Largest part of a record that is decoded, in bytes. */
export const maxTextBytes = 1024 * 1024;
/** Largest part of a record that is kept, in bytes. */
export const maxRecordBytes = 16 * 1024 * 1024;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A record of one JSON object in UTF-8 that was read in place. */
export interface PlacedRecord extends FileRecord {
  json: "strict";
}

/** Creates the place for one such record after another; its text is decoded when it is asked for. */
export function createPlacedRecord(): PlacedRecord {
  return {
    bytes: new Uint8Array(0),
    get text() {
      return decoder.decode(this.bytes);
    },
    number: 0,
    exact: true,
    json: "strict",
    isSpelledLikeOurs: false,
  };
}
