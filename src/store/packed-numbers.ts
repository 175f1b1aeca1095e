/** How a column of numbers lies in bytes: `value = base + (code - 1) / scale`, code 0 for NaN; width 8 holds the doubles themselves. */
export interface PackedNumbers {
  base: number;
  scale: number;
  /** Bytes for each number: 0 (all absent), 1, 2, 4 or 8. */
  width: number;
  bytes: Uint8Array;
}

/**
 * Packs numbers into the fewest bytes that give every one back exactly.
 *
 * Whole numbers near each other and decimals with up to three places take 1, 2 or 4 bytes; anything else 8.
 */
export function packNumbers(values: number[]): PackedNumbers {
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length === 0) return { base: 0, scale: 1, width: 0, bytes: new Uint8Array(0) };
  const whole = present.every((value) => Number.isSafeInteger(value));
  const base = whole ? present.reduce((low, value) => Math.min(low, value), Infinity) : 0;
  const scale = whole ? 1 : 1000;
  let largest = 0;
  for (const value of present) {
    const step = Math.round((value - base) * scale);
    // Division of whole numbers rounds to the nearest double, which is also what reading the decimal gives.
    if (!(step >= 0 && step < 0xffff_ffff) || !Object.is(base + step / scale, value)) return doubles(values);
    largest = Math.max(largest, step + 1);
  }
  const codes = packCodes(
    values.map((value) => (Number.isNaN(value) ? 0 : Math.round((value - base) * scale) + 1)),
    largest,
  );
  return { base, scale, ...codes };
}

function doubles(values: number[]): PackedNumbers {
  return { base: 0, scale: 1, width: 8, bytes: new Uint8Array(Float64Array.from(values).buffer) };
}

/** Gives the numbers back; the bytes of doubles must begin at a multiple of 8. */
export function unpackNumbers(packed: PackedNumbers, length: number): Float64Array {
  if (packed.width === 8) return new Float64Array(packed.bytes.buffer, packed.bytes.byteOffset, length);
  const values = new Float64Array(length);
  if (packed.width === 0) return values.fill(NaN);
  const { base, scale } = packed;
  const codes = unpackCodes(packed, length);
  for (let row = 0; row < length; row++) {
    const code = codes[row]!;
    values[row] = code === 0 ? NaN : scale === 1 ? base + code - 1 : (code - 1) / scale;
  }
  return values;
}

/** Packs whole numbers from 0 to `largest` (below 2^32) into 0, 1, 2 or 4 bytes each; 0 bytes when all are 0. */
export function packCodes(codes: number[], largest: number): { width: number; bytes: Uint8Array } {
  if (largest === 0) return { width: 0, bytes: new Uint8Array(0) };
  if (largest <= 0xff) return { width: 1, bytes: Uint8Array.from(codes) };
  const wide = largest <= 0xffff ? Uint16Array.from(codes) : Uint32Array.from(codes);
  return { width: wide.BYTES_PER_ELEMENT, bytes: new Uint8Array(wide.buffer) };
}

/** Gives the whole numbers back, without a copy where they have bytes. */
export function unpackCodes(packed: { width: number; bytes: Uint8Array }, length: number): ArrayLike<number> {
  const { buffer, byteOffset } = packed.bytes;
  if (packed.width === 0) return new Uint8Array(length);
  if (packed.width === 1) return new Uint8Array(buffer, byteOffset, length);
  if (packed.width === 2) return new Uint16Array(buffer, byteOffset, length);
  return new Uint32Array(buffer, byteOffset, length);
}
