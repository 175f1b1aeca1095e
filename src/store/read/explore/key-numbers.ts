/** Numbers of keys, from 0 in the order in which they come. */
export interface KeyNumbers {
  readonly size: number;
  /** The number of a key; a new one gets the next. */
  of(key: number): number;
  has(key: number): boolean;
  /** By their numbers. */
  keys(): Float64Array;
}

/**
 * An open hash table, because a Map of a million doubles takes 60 MB. The keys stand beside it by their numbers, because most
 * slots are empty.
 *
 * @param most keys that are expected
 */
export function createKeyNumbers(most: number): KeyNumbers {
  let keys = new Float64Array(Math.max(most, 1));
  /** One more than the number; 0 in empty slots. */
  let slots = new Int32Array(2 ** Math.ceil(Math.log2(most * 2 + 2)));
  let count = 0;

  function slotOf(key: number): number {
    const mask = slots.length - 1;
    let slot = (Math.imul(key | 0, 0x9e3779b1) >>> 7) & mask;
    while (slots[slot]! > 0 && keys[slots[slot]! - 1] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  function add(slot: number, key: number): number {
    if (count === keys.length) {
      const more = new Float64Array(count * 2);
      more.set(keys);
      keys = more;
    }
    keys[count] = key;
    slots[slot] = ++count;
    if (count * 1.5 > slots.length) grow();
    return count - 1;
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2);
    for (let number = 0; number < count; number++) slots[slotOf(keys[number]!)] = number + 1;
  }

  return {
    get size() {
      return count;
    },
    has: (key) => slots[slotOf(key)]! > 0,
    keys: () => keys.subarray(0, count),
    of(key) {
      const slot = slotOf(key);
      const number = slots[slot]!;
      return number > 0 ? number - 1 : add(slot, key);
    },
  };
}
