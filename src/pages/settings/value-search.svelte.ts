import type { ValueFinder, ValueProblem } from "../../app/find-value/value-finder.ts";
import type { ValuePlaces } from "../../app/find-value/value-places.ts";
import type { ValueProgress } from "../../store/value-report.ts";

/** How a removal ended. */
export type RemovalOutcome = "removed" | "cancelled" | "incomplete" | "failed";

/** A search for a value in everything stored, and its removal. The value is in the memory of this page only. */
export class ValueSearch {
  readonly #finder: ValueFinder;
  #abort: AbortController | undefined;
  #value = $state("");
  /** Why the value is not looked for. */
  problem = $state<ValueProblem | "lines">();
  running = $state<"search" | "removal">();
  /** Share of the logs that is scanned, from 0 to 1; undefined until it is known. */
  done = $state<number>();
  /** Where the value stands, after a removal what is left of it. */
  places = $state.raw<ValuePlaces>();
  hasFailed = $state(false);
  /** The person is asked whether the value may be removed. */
  isAsking = $state(false);
  outcome = $state<RemovalOutcome>();
  /** Occurrences that the last removal took out. */
  removed = $state(0);

  constructor(finder: ValueFinder) {
    this.#finder = finder;
  }

  get value(): string {
    return this.#value;
  }

  /** Another value has other places, so those of the one before are not shown any more. */
  set value(value: string) {
    if (this.running) return;
    this.#value = value;
    this.problem = undefined;
    this.places = undefined;
    this.outcome = undefined;
    this.hasFailed = false;
  }

  readonly canSearch = $derived.by(() => this.#value.trim() !== "" && this.running === undefined);
  readonly isNowhere = $derived.by(() => this.places?.occurrences === 0);

  /** A field of one line would drop the line breaks of what is pasted, and look for something else. */
  readonly pasted = (event: ClipboardEvent): void => {
    if (!/\S\s*[\r\n]+\s*\S/.test(event.clipboardData?.getData("text") ?? "")) return;
    event.preventDefault();
    this.value = "";
    this.problem = "lines";
  };

  readonly search = async (): Promise<void> => {
    const value = this.#value.trim();
    this.value = value;
    this.problem = this.#finder.problemOf(value);
    if (this.problem) return;
    await this.#run("search", async (options) => {
      this.places = await this.#finder.find(value, options);
    });
  };

  readonly ask = (): void => {
    this.isAsking = true;
  };

  readonly remove = async (): Promise<void> => {
    const value = this.#value;
    this.isAsking = false;
    await this.#run("removal", async (options) => {
      const removed = await this.#finder.remove(value, options);
      this.removed = removed.occurrences;
      this.outcome = options.signal.aborted ? "cancelled" : removed.complete ? "removed" : "incomplete";
      this.places = undefined;
      this.done = undefined;
      // What is left is counted anew, not worked out.
      if (!options.signal.aborted) this.places = await this.#finder.find(value, options);
    });
    if (this.outcome === "removed" && this.isNowhere) this.#value = "";
  };

  readonly cancel = (): void => this.#abort?.abort();

  async #run(
    what: "search" | "removal",
    work: (options: { onProgress: (progress: ValueProgress) => void; signal: AbortSignal }) => Promise<void>,
  ): Promise<void> {
    const { signal } = (this.#abort = new AbortController());
    this.running = what;
    this.outcome = undefined;
    this.hasFailed = false;
    this.done = undefined;
    const onProgress = ({ doneBytes, totalBytes }: ValueProgress) => {
      this.done = totalBytes === 0 ? undefined : Math.min(1, doneBytes / totalBytes);
    };
    try {
      await work({ onProgress, signal });
    } catch {
      // The page says so; a search is not logged, and neither is its failure.
      if (!signal.aborted) this.hasFailed = true;
    }
    this.running = undefined;
  }
}
