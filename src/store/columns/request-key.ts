const fnvSeed = 0x811c9dc5;
const fnvPrime = 0x01000193;

/**
 * Hashes a request ID to a whole number below 2^53 that is the same in every block. The lower 32 bits are FNV-1a over its UTF-16
 * units, as in `hashRequestId`.
 */
export function requestKey(id: string): number {
  let first = fnvSeed;
  let second = 0;
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at);
    first = Math.imul(first ^ unit, fnvPrime);
    second = Math.imul(second ^ unit, 0x5bd1e995);
    second ^= second >>> 15;
  }
  return (second >>> 11) * 2 ** 32 + (first >>> 0);
}

/** The same for an ID in ASCII without escapes. */
export function requestKeyOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let first = fnvSeed;
  let second = 0;
  for (let at = start; at < end; at++) {
    const unit = bytes[at]!;
    first = Math.imul(first ^ unit, fnvPrime);
    second = Math.imul(second ^ unit, 0x5bd1e995);
    second ^= second >>> 15;
  }
  return (second >>> 11) * 2 ** 32 + (first >>> 0);
}

/** The 31-bit hash of an ID by its key, as of `hashRequestId`. */
export function requestHashOfKey(key: number): number {
  return (key % 2 ** 32) >>> 1 || 1;
}
