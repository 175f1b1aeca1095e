// MurmurHash3 of Austin Appleby, in its form of 128 bits for 32-bit machines (public domain).

const [c1, c2, c3, c4] = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93];

/**
 * Hashes bytes with MurmurHash3 (x86, 128 bits, seed 0): tells contents apart, unless somebody chose them to be alike.
 *
 * @param bytes at a multiple of 4 in their buffer
 * @returns 32 hexadecimal digits
 */
export function murmurHash(bytes: Uint8Array): string {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, (bytes.length >>> 4) << 2);
  let [h1, h2, h3, h4] = [0, 0, 0, 0];
  for (let at = 0; at < words.length; at += 4) {
    h1 ^= mix(words[at]!, c1, 15, c2);
    h1 = (Math.imul(turn(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= mix(words[at + 1]!, c2, 16, c3);
    h2 = (Math.imul(turn(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= mix(words[at + 2]!, c3, 17, c4);
    h3 = (Math.imul(turn(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= mix(words[at + 3]!, c4, 18, c1);
    h4 = (Math.imul(turn(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  const rest = new Uint8Array(16);
  rest.set(bytes.subarray(words.length * 4));
  const [k1, k2, k3, k4] = new Int32Array(rest.buffer) as unknown as [number, number, number, number];
  h1 ^= mix(k1, c1, 15, c2) ^ bytes.length;
  h2 ^= mix(k2, c2, 16, c3) ^ bytes.length;
  h3 ^= mix(k3, c3, 17, c4) ^ bytes.length;
  h4 ^= mix(k4, c4, 18, c1) ^ bytes.length;
  return hex(sum(sum([h1, h2, h3, h4]).map(scatter)));
}

function mix(word: number, factor: number, bits: number, nextFactor: number): number {
  return Math.imul(turn(Math.imul(word, factor), bits), nextFactor);
}

function turn(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Adds all to the first, and that to the others. */
function sum([first, ...others]: number[]): number[] {
  const all = others.reduce((total, word) => (total + word) | 0, first!);
  return [all, ...others.map((word) => (word + all) | 0)];
}

function scatter(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hex(words: number[]): string {
  return words.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
