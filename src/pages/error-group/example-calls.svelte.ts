import type { ExploreReader, ExploreRow, ExploreScope } from "../../store/explore.ts";
import { allOf } from "../../query/conditions.ts";
import { goodCalls, type GroupRows } from "../../app/error-groups/group-rows.ts";
import { nearestCall } from "./nearest-call.ts";
import type { SharedFinding } from "./read-findings.ts";
import { parseQuery } from "../../query/parse-query.ts";

/** A failed call of a group, and the good call that is most like it. */
export interface ExamplePair {
  failed: ExploreRow;
  good: ExploreRow | undefined;
}

/** Good calls around a failed one that are looked at, and those beside what differs. */
const [nearCalls, besideCalls] = [100, 50];

/** The calls of a group one by one, newest first, each beside the nearest that went well. */
export class ExampleCalls {
  readonly #source: Pick<ExploreReader, "exploreRows">;
  /** Which failed call is shown, from 0. */
  index = $state(0);
  pair = $state.raw<ExamplePair>();
  failure = $state.raw<unknown>();
  #asking: AbortController | undefined;

  constructor(source: Pick<ExploreReader, "exploreRows">) {
    this.#source = source;
  }

  /** Shows a call of a group. @param shared what its calls share: calls that lack but one of it are looked at as well */
  async show(rows: GroupRows, index: number, shared: SharedFinding | undefined): Promise<void> {
    this.close();
    const { signal } = (this.#asking = new AbortController());
    this.index = index;
    try {
      const page = { order: { by: "time", isDescending: true }, at: { index }, limit: 1 };
      const [failed] = (await this.#source.exploreRows(rows.scope, page, signal)).rows;
      const pair = failed && { failed, good: await this.#nearest(failed, rows, shared, signal) };
      if (signal.aborted) return;
      this.pair = pair;
      this.failure = undefined;
    } catch (thrown) {
      if (!signal.aborted) this.failure = thrown;
    }
  }

  close(): void {
    this.#asking?.abort();
  }

  async #nearest(
    failed: ExploreRow,
    rows: GroupRows,
    shared: SharedFinding | undefined,
    signal: AbortSignal,
  ): Promise<ExploreRow | undefined> {
    const { query: ok } = parseQuery("outcome:ok");
    const beside = shared?.beside.map(({ scope }): ExploreScope => ({ ...scope, query: allOf(scope.query, ok) }));
    const candidates: ExploreRow[] = [];
    for (const [scope, limit] of [
      [goodCalls(rows), nearCalls] as const,
      ...(beside ?? []).map((one) => [one, besideCalls] as const),
    ]) {
      const page = { order: { by: "time", isDescending: false }, at: { timeMs: failed.timeMs }, limit };
      candidates.push(...(await this.#source.exploreRows(scope, page, signal)).rows);
    }
    return nearestCall(failed, candidates);
  }
}
