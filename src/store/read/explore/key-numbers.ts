/** Numbers of keys, from 0 in the order in which they come. */
export interface KeyNumbers {
  readonly size: number;
  /** The number of a key; a new one gets the next. */
  of(key: number): number;
  has(key: number): boolean;
  keys(): number[];
}

/** An open hash table, because a Map of a million doubles takes 60 MB. @param most keys that are expected */
export function createKeyNumbers(most: number): KeyNumbers {
  let slots = 2 ** Math.ceil(Math.log2(most * 2 + 2));
  let keys = new Float64Array(slots);
  /** One more than the number; 0 in empty slots. */
  let numbers = new Int32Array(slots);
  let count = 0;

  function slotOf(key: number): number {
    let slot = (Math.imul(key | 0, 0x9e3779b1) >>> 7) & (slots - 1);
    while (numbers[slot]! > 0 && keys[slot] !== key) slot = (slot + 1) & (slots - 1);
    return slot;
  }

  function grow(): void {
    const before = { keys, numbers };
    slots *= 2;
    keys = new Float64Array(slots);
    numbers = new Int32Array(slots);
    for (const [at, number] of before.numbers.entries()) {
      if (number === 0) continue;
      const slot = slotOf(before.keys[at]!);
      keys[slot] = before.keys[at]!;
      numbers[slot] = number;
    }
  }

  return {
    get size() {
      return count;
    },
    has: (key) => numbers[slotOf(key)]! > 0,
    keys: () => [...keys.filter((_, slot) => numbers[slot]! > 0)],
    of(key) {
      const slot = slotOf(key);
      const number = numbers[slot]!;
      if (number > 0) return number - 1;
      keys[slot] = key;
      numbers[slot] = ++count;
      if (count * 1.5 > slots) grow();
      return count - 1;
    },
  };
}
