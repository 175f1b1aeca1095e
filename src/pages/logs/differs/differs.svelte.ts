import { untrack } from "svelte";
import { summarizeDifferences } from "../../../analytics/differs/summarize-differences.ts";
import type { Differences } from "../../../analytics/differs/difference.ts";
import { Resource } from "../../../kit/state/resource.svelte.ts";
import type { ExploreReader } from "../../../store/explore.ts";
import type { ChosenRows, DiffersAnswer } from "../../shared/differs/differs-answer.ts";
import { restAfterMs } from "./rest-after.ts";
import { indexOfSame } from "./same-difference.ts";

/** What a comparison asks about. */
export interface DiffersQuestion {
  /** What to compare; undefined while that is to be chosen. Changes only with what a person chooses. */
  chosen: () => ChosenRows | undefined;
  /** The same as of now: a relative range goes on. */
  asOfNow: () => ChosenRows | undefined;
  /** Grows with the log. */
  position: () => number | undefined;
}

/**
 * What differs between two groups of rows. A question that is no longer asked is given up, one about a log that has grown is
 * asked again after a rest; the answer before stays until the next.
 */
export class Differs {
  readonly #question: DiffersQuestion;
  readonly #answer: Resource<DiffersAnswer & { open: number }>;
  #asked = "";
  /** Where the log was at the last question. */
  #position: number | undefined;
  #restUntilMs = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** The question differs from that of the answer that is shown. */
  #isOther = $state(true);
  #opened = $state.raw<{ answer: DiffersAnswer; index: number }>();

  constructor(source: Pick<ExploreReader, "compare">, question: DiffersQuestion) {
    this.#question = question;
    this.#answer = new Resource(async (signal) => {
      const startMs = performance.now();
      const { rows, position } = untrack(() => ({ rows: question.asOfNow()!, position: question.position() }));
      this.#position = position;
      const differences = await source.compare(rows.scope, rows.comparison, signal);
      this.#restUntilMs = performance.now() + restAfterMs(performance.now() - startMs);
      return { ...rows, differences, open: untrack(() => this.#placeOfOpen(differences)) };
    });
  }

  /** The last answer; undefined before the first one, and when there is no question. */
  get answer(): DiffersAnswer | undefined {
    return this.#question.chosen() === undefined ? undefined : this.#answer.value;
  }

  /** Another question is being asked than that of the answer. */
  get isAsking(): boolean {
    return this.#answer.isLoading && this.#isOther;
  }

  get failure(): unknown {
    return this.#answer.failure;
  }

  /** Index of the finding whose details are shown: at first that of the headline. It stays open as the log grows. */
  get open(): number {
    const answer = this.#answer.value;
    return this.#opened?.answer === answer ? (this.#opened?.index ?? 0) : (answer?.open ?? 0);
  }

  set open(index: number) {
    const answer = this.#answer.value;
    if (answer) this.#opened = { answer, index };
  }

  /** Asks when the question changes, and after a rest when the log has grown. */
  readonly follow = (): void => {
    const question = this.#question.chosen();
    const position = this.#question.position();
    const asked = question === undefined ? "" : JSON.stringify(question);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#isOther = true;
      untrack(() => (question ? void this.ask() : this.close()));
    } else if (question !== undefined && position !== this.#position) {
      this.#rest ??= setTimeout(() => this.#askAgain(), Math.max(0, this.#restUntilMs - performance.now()));
    }
  };

  /** Asks (again). */
  readonly ask = async (): Promise<void> => {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    const asked = this.#asked;
    await this.#answer.load();
    if (asked !== this.#asked || this.failure !== undefined) return;
    this.#isOther = false;
    this.follow();
  };

  close(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#answer.close();
  }

  /** A question under way is not given up for the same one. */
  #askAgain(): void {
    this.#rest = undefined;
    if (!this.#answer.isLoading) void this.ask();
  }

  #placeOfOpen(differences: Differences): number {
    const shown = this.#isOther ? undefined : this.#answer.value?.differences.findings[this.open];
    const same = shown === undefined ? -1 : indexOfSame(differences.findings, shown.clauses);
    if (same >= 0) return same;
    const summary = summarizeDifferences(differences);
    return summary.is === "difference" ? differences.findings.indexOf(summary.finding) : 0;
  }
}
