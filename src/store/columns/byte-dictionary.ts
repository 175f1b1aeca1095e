/** Byte strings of several dictionaries, one after another. */
export interface ByteArena {
  bytes: Uint8Array;
  view: DataView;
  length: number;
}

/** Distinct byte strings, numbered from 0 in order of their first occurrence; found by hash and compared by their bytes. */
export interface ByteDictionary {
  /** Where its strings stand: string `i` at `starts[i]`, of `lengths[i]` bytes. */
  readonly arena: ByteArena;
  starts: number[];
  lengths: number[];
  hashes: number[];
  /** Open addressing: number + 1 of the string in each slot, 0 in empty ones. */
  slots: Int32Array;
}

/** Most columns of a segment have no text, or one: what is empty is shared. */
const noSlots = new Int32Array(1);

/** Creates an empty arena. */
export function createByteArena(): ByteArena {
  const bytes = new Uint8Array(1024);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}

/** Creates an empty dictionary. */
export function createByteDictionary(arena: ByteArena): ByteDictionary {
  return { arena, starts: [], lengths: [], hashes: [], slots: noSlots };
}

/** Hashes bytes from an offset on, four at a time. */
export function hashOf(view: DataView, from: number, length: number): number {
  let hash = length;
  let at = from;
  const end = from + length;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x01000193);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193);
  return hash ^ (hash >>> 13);
}

/** Number of the string that stands in other bytes from an offset on; -1 when it is new. */
export function findBytes(
  dictionary: ByteDictionary,
  view: DataView,
  at: number,
  length: number,
  hash: number,
): number {
  const { arena, slots, hashes, starts, lengths } = dictionary;
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const index = slots[slot]! - 1;
    if (index < 0) return -1;
    if (hashes[index] !== hash || lengths[index] !== length) continue;
    if (hasBytes(arena, starts[index]!, length, view, at)) return index;
  }
}

/** Whether other bytes, which are as long, have at an offset what the arena has at one. */
export function hasBytes(
  { view: own }: ByteArena,
  start: number,
  length: number,
  view: DataView,
  from: number,
): boolean {
  const end = start + length;
  let at = start;
  let other = from;
  for (; at + 4 <= end; at += 4, other += 4) if (own.getInt32(at, true) !== view.getInt32(other, true)) return false;
  for (; at < end; at++, other++) if (own.getUint8(at) !== view.getUint8(other)) return false;
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
  const { arena, starts, lengths, hashes } = dictionary;
  const index = starts.length;
  const start = arena.length;
  if (start + length > arena.bytes.length) growArena(arena, start + length);
  arena.bytes.set(bytes.subarray(at, at + length), start);
  arena.length = start + length;
  starts.push(start);
  lengths.push(length);
  hashes.push(hash);
  if ((index + 1) * 2 > dictionary.slots.length) growSlots(dictionary);
  else place(dictionary.slots, hash, index);
  return index;
}

function growArena(arena: ByteArena, size: number): void {
  const larger = new Uint8Array(Math.max(size, arena.bytes.length * 4));
  larger.set(arena.bytes);
  arena.bytes = larger;
  arena.view = new DataView(larger.buffer);
}

function growSlots(dictionary: ByteDictionary): void {
  dictionary.slots = new Int32Array(Math.max(16, dictionary.slots.length * 4));
  for (const [index, hash] of dictionary.hashes.entries()) place(dictionary.slots, hash, index);
}

function place(slots: Int32Array, hash: number, index: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = index + 1;
}
