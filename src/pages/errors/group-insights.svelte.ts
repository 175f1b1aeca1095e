import { SvelteMap } from "svelte/reactivity";
import type { DifferenceSummary } from "../../analytics/differs/summarize-differences.ts";
import { summarizeDifferences } from "../../analytics/differs/summarize-differences.ts";
import type { ErrorGroup, ErrorGroups } from "../../app/error-groups/error-group.ts";
import { allOf, oneOf, valueIs } from "../../app/error-groups/group-conditions.ts";
import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import type { Query } from "../../query/query.ts";
import type { LogReader } from "../../store/log-store.ts";
import { findCause } from "../failures/find-cause.ts";

/** The cause of a group, by a few of its calls. */
export interface GroupCause {
  diagnosis: Diagnosis;
  /** Calls that were looked at, and those of them with this cause. */
  looked: number;
  agree: number;
  /** The request id of the call that is shown as evidence. */
  requestId?: string;
}

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
      const found = [...before, ...(await this.#look(group, places, signal))];
      if (signal.aborted) return;
      looks.set(group.key, found);
      this.causes.set(group.key, mostFrequentCause(found));
    };
    for (const group of changed) await look(group, [group.count - 1]);
    for (const group of changed.slice(0, mostCompared)) {
      const differences = await this.#source.compare(comparedScope(group), { is: "failing" }, signal);
      if (signal.aborted) return;
      this.shared.set(group.key, summarizeDifferences(differences));
    }
    for (const group of changed) {
      const { count } = group;
      await look(group, count > 2 ? [0, Math.floor(count / 2)] : count > 1 ? [0] : []);
      if (!signal.aborted) this.#found.set(group.key, stateOf(group));
    }
  }

  /** Diagnoses the calls of a group at some places in their order of time. */
  async #look({ scope }: ErrorGroup, places: number[], signal: AbortSignal): Promise<LookedCall[]> {
    const looked: LookedCall[] = [];
    for (const index of places) {
      const page = { order: { by: "time", isDescending: false }, at: { index }, limit: 1 };
      const [row] = (await this.#source.exploreRows(scope, page, signal)).rows;
      if (row === undefined) continue;
      looked.push({ diagnosis: await findCause(this.#source, row.event), requestId: row.event.request_id });
    }
    return looked;
  }
}

/** A call that was looked at, and its cause as far as there is one. */
interface LookedCall {
  diagnosis: Diagnosis | undefined;
  requestId: string | undefined;
}

function mostFrequentCause(looked: LookedCall[]): GroupCause | undefined {
  const [most = []] = [...Map.groupBy(looked, ({ diagnosis }) => diagnosis?.cause).values()].sort(
    (one, other) => other.length - one.length,
  );
  const [first] = most;
  if (first?.diagnosis === undefined) return undefined;
  const { diagnosis, requestId } = first;
  return { diagnosis, looked: looked.length, agree: most.length, ...(requestId !== undefined && { requestId }) };
}

const stateOf = ({ count, scope }: ErrorGroup) => JSON.stringify([count, scope]);

/** The calls of a group, and those of the same services and operations that ended well. */
function comparedScope({ scope, services, operations }: ErrorGroup) {
  const among = (path: string, values: string[]): Query | undefined =>
    values.length === 0 ? undefined : oneOf(values.map((value) => valueIs(path, value)));
  const well = allOf(valueIs("outcome", "ok"), among("service", services), among("operation", operations));
  return { ...scope, query: oneOf([scope.query, well]) };
}
