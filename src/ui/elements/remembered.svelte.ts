/** How a choice is kept. */
export interface RememberedOptions {
  /** What holds until the person chose. Default false. */
  initial?: boolean;
  storage?: () => Pick<Storage, "getItem" | "setItem">;
}

/** Something open or closed, on or off, that stays as the person left it, over visits. Where nothing can be kept it holds for now. */
export class Remembered {
  #value = $state(false);
  readonly #key: string;
  readonly #storage: () => Pick<Storage, "getItem" | "setItem">;

  /** @param name unique in the app; no content, only this choice is kept under it */
  constructor(name: string, { initial = false, storage = () => localStorage }: RememberedOptions = {}) {
    this.#key = `audiokit-${name}`;
    this.#storage = storage;
    try {
      this.#value = (storage().getItem(this.#key) ?? (initial ? "1" : "0")) === "1";
    } catch {
      // Storage is refused here: nothing is remembered.
      this.#value = initial;
    }
  }

  get value(): boolean {
    return this.#value;
  }

  set value(value: boolean) {
    this.#value = value;
    try {
      this.#storage().setItem(this.#key, value ? "1" : "0");
    } catch {
      // Refused or full: the choice holds until the page is closed.
    }
  }
}
