import { fnvPrime, fnvSeed, keyOfHashes, requestKey, secondHash } from "./request-key.ts";

/** The calls of a block: a code for each row, and the key of each code. */
export interface RequestCodes {
  /** Rows that have one, ascending, and their codes from 1. */
  readonly rows: number[];
  readonly codes: number[];
  /** Key of code `i + 1`, as of `requestKey`. */
  readonly keys: number[];
  add(row: number, id: string): void;
  /**
   * Adds an ID whose quotes begin at an offset.
   *
   * @returns the offset after it, or -1 where it is not ASCII without escapes
   */
  addBytes(row: number, bytes: Uint8Array, start: number): number;
  /** Takes the code of a row back. */
  dropRow(row: number): void;
}

const quote = 0x22;
const backslash = 0x5c;

/** Creates an empty list. */
export function createRequestCodes(): RequestCodes {
  const rows: number[] = [];
  const codes: number[] = [];
  const keys: number[] = [];
  /** Open addressing by the lower bits of the keys. */
  let slots = new Int32Array(256);

  function addKey(row: number, key: number): void {
    rows.push(row);
    codes.push(codeOfKey(key));
  }

  function codeOfKey(key: number): number {
    const mask = slots.length - 1;
    let slot = key & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) if (keys[slots[slot]! - 1] === key) return slots[slot]!;
    keys.push(key);
    slots[slot] = keys.length;
    if (keys.length * 2 > slots.length) grow();
    return keys.length;
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 4);
    const mask = slots.length - 1;
    for (const [index, key] of keys.entries()) {
      let slot = key & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    }
  }

  return {
    rows,
    codes,
    keys,
    add: (row, id) => addKey(row, requestKey(id)),
    addBytes(row, bytes, start) {
      let first = fnvSeed;
      let second = 0;
      let at = start + 1;
      for (let byte = bytes[at]!; byte !== quote; byte = bytes[++at]!) {
        if (!(byte >= 0x20 && byte < 0x80) || byte === backslash) return -1;
        first = Math.imul(first ^ byte, fnvPrime);
        second = secondHash(second, byte);
      }
      addKey(row, keyOfHashes(first, second));
      return at + 1;
    },
    dropRow(row) {
      while (rows.length > 0 && rows.at(-1)! >= row) {
        rows.pop();
        codes.pop();
      }
    },
  };
}
