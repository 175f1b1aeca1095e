/** FNV-1a, in 32 bits. */
export const fnvSeed = 0x811c9dc5;
export const fnvPrime = 0x01000193;

/** The next value of a second hash, which differs where FNV-1a is the same. */
export function secondHash(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, 0x5bd1e995);
  return mixed ^ (mixed >>> 15);
}

/** A whole number below 2^53 of FNV-1a and the second hash of a text. */
export function keyOfHashes(first: number, second: number): number {
  return (second >>> 11) * 2 ** 32 + (first >>> 0);
}

/** Hashes a request ID over its UTF-16 units; the key is the same in every block. */
export function requestKey(id: string): number {
  let first = fnvSeed;
  let second = 0;
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at);
    first = Math.imul(first ^ unit, fnvPrime);
    second = secondHash(second, unit);
  }
  return keyOfHashes(first, second);
}

/** The 31-bit hash of an ID by its key, as of `hashRequestId`. */
export function requestHashOfKey(key: number): number {
  return (key % 2 ** 32) >>> 1 || 1;
}
