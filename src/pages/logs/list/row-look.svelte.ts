import { PersistedState } from "../../../kit/state/persisted-state.svelte.ts";

/** How rows are drawn; it stays as the person left it. */
export class RowLook {
  readonly #wrapped = new PersistedState("logs-wrap");
  readonly #compact = new PersistedState("logs-compact");

  /** Long values go on over several lines. */
  get isWrapped(): boolean {
    return this.#wrapped.value;
  }
  set isWrapped(value: boolean) {
    this.#wrapped.value = value;
  }

  /** Rows are as low as they can be. */
  get isCompact(): boolean {
    return this.#compact.value;
  }
  set isCompact(value: boolean) {
    this.#compact.value = value;
  }
}
