import type { LiveSecrets } from "../../../basics/live-secrets.ts";
import { PersistedList } from "../../../kit/state/persisted-list.svelte.ts";

/** The queries of this browser, the latest first. */
export interface QueryHistory {
  readonly texts: string[];
  /** Puts a query first. One that says a secret in use is not kept, and neither is an empty one. */
  add(text: string): void;
  remove(text: string): void;
  clear(): void;
}

/** The last 50 queries. */
export function createQueryHistory(
  scrub: LiveSecrets["scrub"],
  storage?: () => Pick<Storage, "getItem" | "setItem" | "removeItem">,
): QueryHistory {
  const isItem = (value: unknown): value is string => typeof value === "string";
  const list = new PersistedList("log-queries", { most: 50, isItem, ...(storage && { storage }) });
  const without = (text: string) => list.items.filter((item) => item !== text);
  return {
    get texts() {
      return list.items;
    },
    add(text) {
      const query = text.trim();
      if (query !== "" && scrub(query) === query) list.items = [query, ...without(query)];
    },
    remove: (text) => (list.items = without(text)),
    clear: () => (list.items = []),
  };
}
