/** By their place on the keyboard. */
const startFromActive = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End|Enter|Space|Key[EJKMPX]|ContextMenu|F10)$/;

/** While the row that becomes the active one is being looked for, keys that start from the active row wait, in order. */
export class WaitingKeys {
  #search: Promise<unknown> | undefined;

  /** A row is being looked for. */
  begin(search: Promise<unknown>): void {
    this.#search = search.finally(() => (this.#search = undefined));
  }

  /** True when the key waits; it is pressed again when the row is there, or is not. */
  hold(event: KeyboardEvent, press: (event: KeyboardEvent) => unknown): boolean {
    if (!this.#search || !startFromActive.test(event.code)) return false;
    const again = () => void press(event);
    void this.#search.then(again, again);
    return true;
  }
}
