/** A packed column of numbers: `value = base + (code - 1) / scale`, code 0 for NaN. Width 8: the doubles themselves. */
export interface PackedNumbers {
  base: number;
  scale: number;
  /** Bytes for each number: 0 (all absent), 1, 2, 4 or 8. */
  width: number;
  bytes: Uint8Array;
}

/**
 * Packs numbers into the fewest bytes that restore each one exactly.
 *
 * Whole numbers near each other and decimals with up to three places take 1, 2 or 4 bytes; anything else 8.
 */
export function packNumbers(values: ArrayLike<number>): PackedNumbers {
  const { present, whole, least, most } = survey(values);
  if (present === 0) return { base: 0, scale: 1, width: 0, bytes: new Uint8Array(0) };
  if (!whole) return packDecimals(values);
  if (most - least >= 0xffff_fffe) return doubles(values);
  const codes = new Uint32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value === value) codes[row] = value - least + 1;
  }
  return { base: least, scale: 1, ...packCodes(codes, most - least + 1) };
}

function packDecimals(values: ArrayLike<number>): PackedNumbers {
  const scale = 1000;
  const codes = new Uint32Array(values.length);
  let largest = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value !== value) continue;
    const step = Math.round(value * scale);
    // Dividing integers rounds to the nearest double, as parsing the decimal does; -0 becomes 0.
    if (!(step >= 0 && step < 0xffff_ffff) || !Object.is(step / scale + 0, value)) return doubles(values);
    codes[row] = step + 1;
    if (step >= largest) largest = step + 1;
  }
  return { base: 0, scale, ...packCodes(codes, largest) };
}

function survey(values: ArrayLike<number>): { present: number; whole: boolean; least: number; most: number } {
  let present = 0;
  let whole = true;
  let least = Infinity;
  let most = -Infinity;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value !== value) continue;
    present++;
    if (value < least) least = value;
    if (value > most) most = value;
    if (whole) whole = Number.isSafeInteger(value) && !Object.is(value, -0);
  }
  return { present, whole, least, most };
}

function doubles(values: ArrayLike<number>): PackedNumbers {
  return { base: 0, scale: 1, width: 8, bytes: new Uint8Array(new Float64Array(values).buffer) };
}

/** Unpacks all numbers. The bytes of doubles must begin at a multiple of 8. */
export function unpackNumbers(packed: PackedNumbers, length: number): Float64Array {
  if (packed.width === 8) return new Float64Array(packed.bytes.buffer, packed.bytes.byteOffset, length);
  const values = new Float64Array(length);
  const codes = unpackCodes(packed, length);
  const { base, scale } = packed;
  // A loop for each arithmetic, without a call for each number.
  if (scale === 1) for (let row = 0; row < length; row++) values[row] = codes[row] === 0 ? NaN : base + codes[row]! - 1;
  else for (let row = 0; row < length; row++) values[row] = codes[row] === 0 ? NaN : (codes[row]! - 1) / scale;
  return values;
}

/** Returns a function that decodes single numbers on demand. */
export function numberAt(packed: PackedNumbers, length: number): (index: number) => number {
  if (packed.width === 8) {
    const doubles = unpackNumbers(packed, length);
    return (index) => doubles[index]!;
  }
  const { base, scale } = packed;
  const codes = unpackCodes(packed, length);
  return (index) => {
    const code = codes[index]!;
    return code === 0 ? NaN : scale === 1 ? base + code - 1 : (code - 1) / scale;
  };
}

/** Packs whole numbers from 0 to `largest` (below 2^32) into 0, 1, 2 or 4 bytes each; 0 bytes when all are 0. */
export function packCodes(codes: ArrayLike<number>, largest: number): { width: number; bytes: Uint8Array } {
  if (largest === 0) return { width: 0, bytes: new Uint8Array(0) };
  if (largest <= 0xff) return { width: 1, bytes: new Uint8Array(codes) };
  const wide = largest <= 0xffff ? new Uint16Array(codes) : new Uint32Array(codes);
  return { width: wide.BYTES_PER_ELEMENT, bytes: new Uint8Array(wide.buffer) };
}

/** Unpacks integers, without a copy unless all are 0. */
export function unpackCodes(packed: { width: number; bytes: Uint8Array }, length: number): ArrayLike<number> {
  const { buffer, byteOffset } = packed.bytes;
  if (packed.width === 0) return new Uint8Array(length);
  if (packed.width === 1) return new Uint8Array(buffer, byteOffset, length);
  if (packed.width === 2) return new Uint16Array(buffer, byteOffset, length);
  return new Uint32Array(buffer, byteOffset, length);
}
