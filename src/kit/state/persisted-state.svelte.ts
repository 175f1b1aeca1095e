/** How a choice is stored. */
export interface PersistedStateOptions<Value> {
  /** What holds until the person chose. Default false. */
  initial?: Value;
  storage?: () => Pick<Storage, "getItem" | "setItem">;
}

/**
 * Something open or closed, on or off, or a number, that stays as the person left it, over visits. Where nothing can be stored
 * it holds for now.
 */
export class PersistedState<Value extends boolean | number = boolean> {
  #value = $state() as Value;
  readonly #key: string;
  readonly #storage: () => Pick<Storage, "getItem" | "setItem">;

  /** @param name unique in the app; no content, only this choice is stored under it */
  constructor(
    name: string,
    { initial = false as Value, storage = () => localStorage }: PersistedStateOptions<Value> = {},
  ) {
    this.#key = `audiokit-${name}`;
    this.#storage = storage;
    this.#value = initial;
    try {
      const stored = storage().getItem(this.#key);
      const number = Number(stored);
      if (stored === null || !Number.isFinite(number)) return;
      this.#value = (typeof initial === "boolean" ? number === 1 : number) as Value;
    } catch {
      // Storage is refused here: nothing is remembered.
    }
  }

  get value(): Value {
    return this.#value;
  }

  set value(value: Value) {
    this.#value = value;
    try {
      this.#storage().setItem(this.#key, String(Number(value)));
    } catch {
      // Refused or full: the choice holds until the page is closed.
    }
  }
}
