import { untrack } from "svelte";
import type { Differences } from "../../../analytics/differs/difference.ts";
import { Resource } from "../../../kit/state/resource.svelte.ts";
import type { ExploreAnswer, ExploreReader, ExploreScope } from "../../../store/explore.ts";
import type { ComparedRows } from "./compared-rows.ts";

/** What the page of the explorer gives to a comparison. */
export interface ComparedPage {
  /** The query as it stands in the bar. */
  text: string;
  /** The last answer, with the fields of the log. */
  answer: Pick<ExploreAnswer, "fields" | "position" | "ok" | "error"> | undefined;
  /** Which rows are meant now. */
  scope: () => ExploreScope;
  /** The address with some of its values changed. */
  href: (changes: Record<string, string>) => string;
}

/** What differs, with the rows that were compared. */
export interface DiffersAnswer extends ComparedRows {
  differences: Differences;
}

/** What differs between two groups of rows. A question that is no longer asked is given up; its answer stays until the next. */
export class Differs {
  readonly #question: () => ComparedRows | undefined;
  readonly #answer: Resource<DiffersAnswer>;
  #asked = "";

  /** @param question what to compare now; undefined while that is to be chosen */
  constructor(source: Pick<ExploreReader, "compare">, question: () => ComparedRows | undefined) {
    this.#question = question;
    this.#answer = new Resource(async (signal) => {
      const rows = untrack(question)!;
      return { ...rows, differences: await source.compare(rows.scope, rows.comparison, signal) };
    });
  }

  /** The last answer; undefined before the first one, and when there is no question. */
  get answer(): DiffersAnswer | undefined {
    return this.#question() === undefined ? undefined : this.#answer.value;
  }

  get isAsking(): boolean {
    return this.#answer.isLoading;
  }

  get failure(): unknown {
    return this.#answer.failure;
  }

  /** Asks when the question changes, until the returned function is called. */
  readonly follow = (): void => {
    const question = this.#question();
    const asked = question === undefined ? "" : JSON.stringify(question);
    if (asked === this.#asked) return;
    this.#asked = asked;
    untrack(() => (question ? void this.ask() : this.#answer.close()));
  };

  /** Asks (again). */
  readonly ask = (): Promise<void> => this.#answer.load();

  close(): void {
    this.#answer.close();
  }
}
