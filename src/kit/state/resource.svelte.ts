/** Something that is fetched, may fail, and can be fetched again. A failed reload keeps the old value. */
export class Resource<Value> {
  value = $state.raw<Value>();
  isLoading = $state(false);
  /** Why the last attempt failed; undefined while it runs and after a success. */
  failure = $state.raw<unknown>();
  readonly #fetch: (signal: AbortSignal) => Promise<Value>;
  #abort: AbortController | undefined;

  constructor(fetch: (signal: AbortSignal) => Promise<Value>) {
    this.#fetch = fetch;
  }

  /** Fetches (again); an attempt under way is given up. Never rejects. */
  readonly load = async (): Promise<void> => {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.isLoading = true;
    this.failure = undefined;
    try {
      const value = await this.#fetch(abort.signal);
      if (!abort.signal.aborted) this.value = value;
    } catch (thrown) {
      if (!abort.signal.aborted) this.failure = thrown;
    }
    if (this.#abort === abort) this.isLoading = false;
  };

  /** Gives up an attempt under way. */
  close(): void {
    this.#abort?.abort();
    this.isLoading = false;
  }
}
