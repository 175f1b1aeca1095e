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

/** Calls of a group that are diagnosed. */
const mostLooked = 3;
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
  readonly #found = new Map<string, string>();

  constructor(source: Source) {
    this.#source = source;
  }

  /** Looks at the groups that changed since the last time, the first ones first. @throws whatever the log throws */
  async find({ groups }: Pick<ErrorGroups, "groups">, signal: AbortSignal): Promise<void> {
    const changed = groups.filter((group) => this.#found.get(group.key) !== stateOf(group));
    for (const group of changed) {
      const cause = await this.#cause(group, signal);
      if (signal.aborted) return;
      this.causes.set(group.key, cause);
    }
    for (const group of changed.slice(0, mostCompared)) {
      const differences = await this.#source.compare(comparedScope(group), { is: "failing" }, signal);
      if (signal.aborted) return;
      this.shared.set(group.key, summarizeDifferences(differences));
      this.#found.set(group.key, stateOf(group));
    }
  }

  async #cause({ scope, count }: ErrorGroup, signal: AbortSignal): Promise<GroupCause | undefined> {
    const places = [...new Set([count - 1, 0, Math.floor(count / 2)])].slice(0, mostLooked);
    const found: { diagnosis: Diagnosis; requestId: string | undefined }[] = [];
    let looked = 0;
    for (const index of places) {
      const page = { order: { by: "time", isDescending: false }, at: { index }, limit: 1 };
      const [row] = (await this.#source.exploreRows(scope, page, signal)).rows;
      if (row === undefined) continue;
      looked++;
      const diagnosis = await findCause(this.#source, row.event);
      if (diagnosis) found.push({ diagnosis, requestId: row.event.request_id });
    }
    const alike = [...Map.groupBy(found, ({ diagnosis }) => diagnosis.cause).values()];
    const [most] = alike.sort((one, other) => other.length - one.length);
    if (most === undefined) return undefined;
    const [{ diagnosis, requestId }] = most as [(typeof most)[number]];
    return { diagnosis, looked, agree: most.length, ...(requestId !== undefined && { requestId }) };
  }
}

const stateOf = ({ count, scope }: ErrorGroup) => JSON.stringify([count, scope]);

/** The calls of a group, and those of the same services and operations that ended well. */
function comparedScope({ scope, services, operations }: ErrorGroup) {
  const among = (path: string, values: string[]): Query | undefined =>
    values.length === 0 ? undefined : oneOf(values.map((value) => valueIs(path, value)));
  const well = allOf(valueIs("outcome", "ok"), among("service", services), among("operation", operations));
  return { ...scope, query: oneOf([scope.query, well]) };
}
