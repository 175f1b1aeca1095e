/** How a list is stored. */
export interface PersistedListOptions<Item> {
  /** The most items; the first ones stay. */
  most: number;
  /** Whether something that was stored is one of them. */
  isItem: (value: unknown) => value is Item;
  storage?: () => Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

/**
 * A list of plain data that stays in this browser. It is read anew each time, because another tab, or a removal of a value,
 * may have changed it. Where nothing can be stored it holds for now.
 */
export class PersistedList<Item> {
  readonly #key: string;
  readonly #options: Required<PersistedListOptions<Item>>;
  #unstored: Item[] | undefined;
  #version = $state(0);

  /** @param name unique in the app */
  constructor(name: string, { storage = () => localStorage, ...options }: PersistedListOptions<Item>) {
    this.#key = `audiokit-${name}`;
    this.#options = { ...options, storage };
  }

  get items(): Item[] {
    void this.#version;
    if (this.#unstored) return this.#unstored;
    try {
      const stored: unknown = JSON.parse(this.#options.storage().getItem(this.#key) ?? "[]");
      return Array.isArray(stored) ? stored.filter(this.#options.isItem) : [];
    } catch {
      // Refused, or not ours: the list begins anew.
      return [];
    }
  }

  set items(items: Item[]) {
    const fitting = items.slice(0, this.#options.most);
    try {
      const storage = this.#options.storage();
      if (fitting.length === 0) storage.removeItem(this.#key);
      else storage.setItem(this.#key, JSON.stringify(fitting));
      this.#unstored = undefined;
    } catch {
      // Refused or full: the list holds until the page is closed.
      this.#unstored = fitting;
    }
    this.#version++;
  }
}
