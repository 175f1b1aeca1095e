import { summarizeDifferences } from "../../../analytics/differs/summarize-differences.ts";
import type { ExploreReader, ExploreScope } from "../../../store/explore.ts";
import { comparedRows } from "../../shared/differs/compared-rows.ts";
import type { ComparedPage } from "../../shared/differs/compared-page.ts";
import type { DiffersAnswer } from "../../shared/differs/differs-answer.ts";
import { restAfterMs } from "./rest-after.ts";

/** Values of the address that change what is shown of the rows, not which rows are meant. */
const looks = { at: "", cols: "", sort: "", by: "", view: "", compare: "" };

/** The strongest difference among the rows of a list, asked for when the page has nothing else to do. */
export class Strongest {
  readonly #source: Pick<ExploreReader, "compare">;
  /** Undefined before the first answer, and where there is nothing to compare. */
  answer = $state.raw<DiffersAnswer>();
  #rows = "";
  #wanted: ExploreScope | undefined;
  #asking: AbortController | undefined;
  #cancelWait: (() => void) | undefined;
  #restUntilMs = 0;

  constructor(source: Pick<ExploreReader, "compare">) {
    this.#source = source;
  }

  /** Takes note of an answer of the page. Other rows: what was asked is given up. The same with more: asked again after a rest. */
  follow(page: Pick<ComparedPage, "answer" | "scope" | "href">): void {
    const { answer } = page;
    const rows = page.href(looks);
    if (rows !== this.#rows) {
      this.close();
      this.answer = undefined;
      this.#rows = rows;
      this.#restUntilMs = 0;
    }
    if (answer !== undefined && answer.ok + answer.error > 0) {
      this.#wanted = page.scope();
      this.#wait();
    }
  }

  /** Gives up what is asked. */
  close(): void {
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    this.#asking?.abort();
    this.#asking = undefined;
    this.#wanted = undefined;
  }

  #wait(): void {
    if (this.#asking || this.#cancelWait) return;
    this.#cancelWait = whenIdle(() => void this.#ask(), this.#restUntilMs - performance.now());
  }

  /** What fails says nothing. */
  async #ask(): Promise<void> {
    const wanted = this.#wanted!;
    this.#cancelWait = this.#wanted = undefined;
    const asking = (this.#asking = new AbortController());
    const startMs = performance.now();
    const found = await this.#compare(wanted, asking.signal).catch(() => undefined);
    if (asking.signal.aborted) return;
    this.answer = found;
    this.#asking = undefined;
    this.#restUntilMs = performance.now() + restAfterMs(performance.now() - startMs);
    if (this.#wanted as ExploreScope | undefined) this.#wait();
  }

  /**
   * Failures first; where nothing stands out among them, the slow ones. Both are asked whatever the page counts: right after
   * another filter its counts are still those of the rows before.
   */
  async #compare(scope: ExploreScope, signal: AbortSignal): Promise<DiffersAnswer | undefined> {
    let first: DiffersAnswer | undefined;
    for (const is of ["failing", "slow"] as const) {
      const rows = { kind: is, ...comparedRows(scope, { is }) };
      const answer = { ...rows, differences: await this.#source.compare(rows.scope, rows.comparison, signal) };
      if (summarizeDifferences(answer.differences).is === "difference") return answer;
      if (answer.differences.totals.selected > 0) first ??= answer;
    }
    return first;
  }
}

/** A page that is never idle, or out of sight, is asked for no more patience than this, in milliseconds. */
const mostWaitMs = 2000;

/** Runs something when the page is idle, after a delay. @returns gives it up */
function whenIdle(run: () => void, delayMs: number): () => void {
  let idle = 0;
  // Safari has no idle callbacks.
  const start = () =>
    typeof requestIdleCallback === "function" ? (idle = requestIdleCallback(run, { timeout: mostWaitMs })) : run();
  const timer = setTimeout(start, Math.max(0, delayMs));
  return () => {
    clearTimeout(timer);
    if (idle !== 0) cancelIdleCallback(idle);
  };
}
