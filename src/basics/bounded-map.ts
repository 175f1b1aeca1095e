/**
 * Sets an entry as the newest of a map and evicts the oldest while there are more than `maxEntries`.
 *
 * Age is the time since the entry was last set this way, so setting an entry again when it is used makes the map an LRU cache.
 */
export function setBounded<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, maxEntries: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= maxEntries) return;
    map.delete(oldest);
  }
}
