import type { ValueRemoval } from "../../basics/value-removal.ts";

/** Where a value stands in `localStorage`. */
export interface KeysWithValue {
  keys: number;
  occurrences: number;
}

/**
 * Scans the console's keys of `localStorage` for a value: settings, lists of models, unload journals.
 *
 * When it redacts, this page is told of each changed key as other tabs are, so that it does not write back what it had read.
 *
 * @param target dispatches the `storage` events
 */
export function scanLocalStorage(
  storage: Storage,
  removal: ValueRemoval,
  redacts: boolean,
  target: EventTarget = globalThis,
): KeysWithValue {
  const found = { keys: 0, occurrences: 0 };
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index)!);
  for (const key of keys.filter((one) => one.startsWith("audiokit-"))) {
    const name = removal.fromText(key);
    const text = withoutValue(storage.getItem(key) ?? "", removal);
    const count = name.count + text.count;
    if (count === 0 || (redacts && !replace(storage, key, name.rest, text.rest))) continue;
    found.keys++;
    found.occurrences += count;
    if (redacts) target.dispatchEvent(new StorageEvent("storage", { key: name.rest }));
  }
  return found;
}

/** Whether there was room for the new text; else the old one stays. */
function replace(storage: Storage, key: string, newKey: string, text: string): boolean {
  try {
    storage.setItem(newKey, text);
  } catch {
    // Full: the key is not among those that were redacted, and is found again.
    return false;
  }
  if (newKey !== key) storage.removeItem(key);
  return true;
}

/** JSON stays JSON; what is none is taken as it is. */
function withoutValue(stored: string, removal: ValueRemoval): { rest: string; count: number } {
  try {
    const data: unknown = JSON.parse(stored);
    if (typeof data === "object" && data !== null) {
      const { rest, count } = removal.fromData(data);
      return { rest: count === 0 ? stored : JSON.stringify(rest), count };
    }
  } catch {
    // No JSON: a text.
  }
  return removal.fromText(stored);
}
