import { untrack } from "svelte";
import { followLog } from "../../../app/page-log/follow-log.ts";
import type { LogSource } from "../../../app/page-log/log-source.ts";
import type { ExploreScope, RowsProgress } from "../../../store/explore.ts";
import type { PatternOrder, PatternsAnswer, PatternsRequest } from "../../../store/patterns.ts";

/** What the page of the explorer gives to its view of patterns. */
export interface PatternsPage {
  /** The query as it stands in the bar. */
  text: string;
  /** Which rows are meant now. */
  scope: () => ExploreScope;
  /** The address with some of its values changed. */
  href: (changes: Record<string, string>) => string;
}

/** What the view reads. */
export type PatternsSource = Pick<LogSource, "patterns" | "replacedValues" | "exploreRows" | "subscribe">;

/** Patterns that are shown at first, and that more are shown at a time. */
const step = 100;
/** Most patterns that are shown: whoever looks for one of more than these searches. */
const most = 300;
/** Stretches of the small courses. */
const bins = 24;
/** Shortest pause before a log that has grown is asked again, in milliseconds. */
const pauseMs = 1_000;

/** The patterns of the lines of a question. A question that is no longer asked is given up; the answer before stays until the next. */
export class Patterns {
  readonly #source: PatternsSource;
  readonly #page: PatternsPage;
  order = $state<PatternOrder>("lines");
  search = $state("");
  #limit = $state(step);
  answer = $state.raw<PatternsAnswer>();
  /** How far the lines of this question are read; undefined when it is answered. */
  progress = $state.raw<RowsProgress>();
  /** Another question is being asked than that of the answer. */
  isAsking = $state(true);
  /** Why the last question was not answered. */
  failure = $state.raw<unknown>();
  #retries = $state(0);

  constructor(source: PatternsSource, page: PatternsPage) {
    this.#source = source;
    this.#page = page;
  }

  // As text, because an equal question must not be asked anew.
  readonly #asked = $derived.by(() => JSON.stringify([this.#page.scope(), this.#request()]));
  /** There are more that can be shown. */
  readonly hasMore = $derived.by(() => (this.answer?.further.patterns ?? 0) > 0 && this.#limit < most);

  readonly more = (): void => void (this.#limit = Math.min(most, this.#limit + step));
  readonly retry = (): void => void this.#retries++;

  /** Asks now and as the log grows, until the returned function is called. */
  readonly follow = (): (() => void) => {
    void this.#asked;
    void this.#retries;
    return untrack(() => {
      this.isAsking = true;
      return followLog(this.#source, this.#read, pauseMs);
    });
  };

  readonly #read = async (signal: AbortSignal): Promise<void> => {
    const tell = (progress: RowsProgress) => void (signal.aborted || (this.progress = progress));
    try {
      const answer = await this.#source.patterns(this.#page.scope(), this.#request(), tell, signal);
      if (signal.aborted) return;
      this.answer = answer;
      this.failure = undefined;
    } catch (thrown) {
      if (signal.aborted) return;
      this.failure = thrown;
    }
    this.progress = undefined;
    this.isAsking = false;
  };

  #request(): PatternsRequest {
    return { order: this.order, search: this.search.trim(), limit: this.#limit, bins };
  }
}
