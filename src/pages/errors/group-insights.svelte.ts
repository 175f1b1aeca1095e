import { SvelteMap } from "svelte/reactivity";
import type { DifferenceSummary } from "../../analytics/differs/summarize-differences.ts";
import { summarizeDifferences } from "../../analytics/differs/summarize-differences.ts";
import type { ErrorGroup, ErrorGroups } from "../../app/error-groups/error-group.ts";
import { comparedWithGood } from "../../app/error-groups/group-rows.ts";
import type { LogReader } from "../../store/log-store.ts";
import { lookAtCalls, mostFrequentCause, type GroupCause, type LookedCall } from "../failures/group-cause.ts";

type Source = Pick<LogReader, "query" | "exploreRows" | "compare">;

/** Groups of which it is looked up what their calls share: the most frequent ones. */
const mostCompared = 60;

/** What is found out about groups one after another, once they are shown: causes, and what their calls share. */
export class GroupInsights {
  readonly #source: Source;
  /** By key; undefined where no cause was found. */
  readonly causes = new SvelteMap<string, GroupCause | undefined>();
  /** By key. */
  readonly shared = new SvelteMap<string, DifferenceSummary>();
  /** What is known of, by key: the calls that it was found of. */
  readonly #found = new SvelteMap<string, string>();

  constructor(source: Source) {
    this.#source = source;
  }

  /**
   * Looks at the groups that changed since the last time: first at one call of each, then at what their calls share, then at
   * further calls.
   *
   * @throws whatever the log throws
   */
  async find({ groups }: Pick<ErrorGroups, "groups">, signal: AbortSignal): Promise<void> {
    const changed = groups.filter((group) => this.#found.get(group.key) !== stateOf(group));
    const looks = new SvelteMap<string, LookedCall[]>();
    const look = async (group: ErrorGroup, places: number[]) => {
      const before = looks.get(group.key) ?? [];
      const found = [...before, ...(await lookAtCalls(this.#source, group.scope, places, signal))];
      if (signal.aborted) return;
      looks.set(group.key, found);
      this.causes.set(group.key, mostFrequentCause(found));
    };
    for (const group of changed) await look(group, [group.count - 1]);
    for (const group of changed.slice(0, mostCompared)) {
      const { scope, comparison } = comparedWithGood(group);
      const differences = await this.#source.compare(scope, comparison, signal);
      if (signal.aborted) return;
      this.shared.set(group.key, summarizeDifferences(differences));
    }
    for (const group of changed) {
      const { count } = group;
      await look(group, count > 2 ? [0, Math.floor(count / 2)] : count > 1 ? [0] : []);
      if (!signal.aborted) this.#found.set(group.key, stateOf(group));
    }
  }
}

/** The range may move on with every read of a log: only other calls make a group another one. */
const stateOf = ({ count, firstMs, lastMs, scope }: ErrorGroup) =>
  JSON.stringify([count, firstMs, lastMs, scope.query]);
