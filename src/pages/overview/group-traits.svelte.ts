import { SvelteMap } from "svelte/reactivity";
import type { Clause } from "../../analytics/differs/difference.ts";
import { summarizeDifferences } from "../../analytics/differs/summarize-differences.ts";
import type { Query } from "../../query/query.ts";
import type { LogReader } from "../../store/log-store.ts";
import type { PanelState } from "../shared/panels/panel-state.ts";

/** Groups that are looked at. */
const most = 7;

/** What the calls of each error group have more often than calls that end well. */
export class GroupTraits {
  readonly #source: Pick<LogReader, "compare">;
  /** By group; none where nothing stands out. */
  readonly shared = new SvelteMap<string, Clause[]>();
  #key = "";

  constructor(source: Pick<LogReader, "compare">) {
    this.#source = source;
  }

  /** Compares the most frequent groups, when they are others than before or of another range. @param groups calls by `error_group` */
  async find(groups: PanelState, signal: AbortSignal): Promise<void> {
    if (groups.is !== "answered") return;
    const { view, range, hasOwnCalls } = groups.request;
    const names = groups.answer.over.slice(0, most).flatMap((group) => (group.is === "value" ? [group.value] : []));
    const key = JSON.stringify([range.fromMs, hasOwnCalls, names.toSorted()]);
    if (key === this.#key) return;
    for (const name of names.map(String)) {
      const parts = [fieldIs("error_group", name), fieldIs("outcome", "ok")];
      const scope = { view, range, hasOwnCalls, query: { is: "or", parts } } as const;
      const summary = summarizeDifferences(await this.#source.compare(scope, { is: "failing" }, signal));
      if (signal.aborted) return;
      this.shared.set(name, summary.is === "difference" ? summary.finding.clauses : []);
    }
    this.#key = key;
  }
}

const fieldIs = (path: string, value: string): Query => ({
  is: "field",
  path,
  test: { is: "value", value, isQuoted: true },
});
