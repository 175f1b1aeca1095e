/** Distinct byte strings, numbered from 0 in order of their first occurrence; found by hash and compared by their bytes. */
export interface ByteDictionary {
  /** All strings one after another; string `i` ends at `ends[i]`. */
  bytes: Uint8Array;
  view: DataView;
  ends: number[];
  hashes: number[];
  /** Open addressing: number + 1 of the string in each slot, 0 in empty ones. */
  slots: Int32Array;
}

/** Most columns of a segment have no text, or one: what is empty is shared. */
const noBytes = new Uint8Array(0);
const noView = new DataView(noBytes.buffer);
const noSlots = new Int32Array(1);

/** Creates an empty dictionary. */
export function createByteDictionary(): ByteDictionary {
  return { bytes: noBytes, view: noView, ends: [], hashes: [], slots: noSlots };
}

/** Where a string begins. */
export function startOf({ ends }: ByteDictionary, index: number): number {
  return index === 0 ? 0 : ends[index - 1]!;
}

/** Number of the string that stands in other bytes from an offset on; -1 when it is new. */
export function findBytes(
  dictionary: ByteDictionary,
  view: DataView,
  at: number,
  length: number,
  hash: number,
): number {
  const { slots, hashes, ends } = dictionary;
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const index = slots[slot]! - 1;
    if (index < 0) return -1;
    if (hashes[index] !== hash) continue;
    if (ends[index]! - startOf(dictionary, index) === length && hasBytes(dictionary, index, view, at)) return index;
  }
}

/** Whether other bytes, which are as long, have a string of the dictionary at an offset. */
export function hasBytes(dictionary: ByteDictionary, index: number, view: DataView, at: number): boolean {
  const own = dictionary.view;
  const end = dictionary.ends[index]!;
  let from = startOf(dictionary, index);
  for (; from + 4 <= end; from += 4, at += 4) if (own.getInt32(from, true) !== view.getInt32(at, true)) return false;
  for (; from < end; from++, at++) if (own.getUint8(from) !== view.getUint8(at)) return false;
  return true;
}

/** Adds a string that is new; returns its number. */
export function addBytes(
  dictionary: ByteDictionary,
  bytes: Uint8Array,
  at: number,
  length: number,
  hash: number,
): number {
  const { ends, hashes } = dictionary;
  const index = ends.length;
  const from = index === 0 ? 0 : ends[index - 1]!;
  if (from + length > dictionary.bytes.length) growBytes(dictionary, from + length);
  dictionary.bytes.set(bytes.subarray(at, at + length), from);
  ends.push(from + length);
  hashes.push(hash);
  if ((index + 1) * 2 > dictionary.slots.length) growSlots(dictionary);
  else place(dictionary.slots, hash, index);
  return index;
}

function growBytes(dictionary: ByteDictionary, size: number): void {
  const larger = new Uint8Array(Math.max(256, size, dictionary.bytes.length * 2));
  larger.set(dictionary.bytes);
  dictionary.bytes = larger;
  dictionary.view = new DataView(larger.buffer);
}

function growSlots(dictionary: ByteDictionary): void {
  dictionary.slots = new Int32Array(Math.max(64, dictionary.slots.length * 4));
  for (const [index, hash] of dictionary.hashes.entries()) place(dictionary.slots, hash, index);
}

function place(slots: Int32Array, hash: number, index: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = index + 1;
}
