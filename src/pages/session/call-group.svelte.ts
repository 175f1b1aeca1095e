import { judgeFollowings } from "../../analytics/sequence/followings.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { CallSequence, ExploreRow, ExploreRows, ExploreScope, RowsAt } from "../../store/explore.ts";
import { groupQuery, stagesQuery, type GroupKind } from "./group-query.ts";
import { addTotals, readTotals, totalsRequest } from "./service-totals.ts";
import { lanesRequest, readLanes, type ServiceLanes } from "./service-lanes.ts";
import { placeCalls } from "./place-calls.ts";

/** Calls that the waterfall shows at once. */
export const windowCalls = 100;
/** Stages that are listed; a batch that is tried again has some of each try. */
const mostStages = 100;
const byTime = { by: "time", isDescending: false } as const;
/** Pause between two reads of a log that grows, in milliseconds. */
const pauseMs = 1000;

/** All that is read of a group at one moment. */
interface GroupAnswer {
  window: ExploreRows;
  sequence: CallSequence;
  totals: ReturnType<typeof readTotals>;
  /** Where there are more calls than the window holds. */
  lanes: ServiceLanes | undefined;
  firstFailure: ExploreRow | undefined;
  stages: ExploreRow[];
  /** Calls that the console made by itself, where they are left out. */
  ownHidden: number;
  /** Lines of it, where it has no calls. */
  events: number;
}

/** The calls of one session or workflow: a window of them, and what all of them say together. */
export class CallGroup {
  readonly kind: GroupKind;
  readonly id: string;
  readonly #source: LogSource;
  readonly #hasOwnCalls: () => boolean;
  /** Index of the first call of the window. */
  readonly #from: () => number;
  #answer = $state.raw<GroupAnswer>();
  /** Why the log could not be read. */
  failure = $state.raw<unknown>();

  readonly scope = $derived.by((): ExploreScope => {
    // Of a workflow every call counts, whoever made it.
    const hasOwnCalls = this.kind === "workflow" || this.#hasOwnCalls();
    return { view: "calls", query: groupQuery(this.kind, this.id), range: {}, hasOwnCalls };
  });
  readonly window = $derived(this.#answer?.window);
  readonly sequence = $derived(this.#answer?.sequence);
  readonly totals = $derived(this.#answer?.totals ?? []);
  readonly all = $derived(addTotals(this.totals));
  readonly lanes = $derived(this.#answer?.lanes);
  readonly firstFailure = $derived(this.#answer?.firstFailure);
  readonly stages = $derived(this.#answer?.stages ?? []);
  readonly ownHidden = $derived(this.#answer?.ownHidden ?? 0);
  readonly events = $derived(this.#answer?.events ?? 0);
  readonly followings = $derived(judgeFollowings(this.sequence?.followings ?? []));
  /** It has no calls in the log, and no stages. */
  readonly isMissing = $derived(
    this.window !== undefined && this.window.total === 0 && this.ownHidden === 0 && this.stages.length === 0,
  );
  /** The calls of the window on its axis. */
  readonly placed = $derived(placeCalls(this.window?.rows ?? [], this.sequence?.calls ?? []));

  /** @param from index of the first call that is shown */
  constructor(
    source: LogSource,
    group: { kind: GroupKind; id: string },
    { hasOwnCalls, from }: { hasOwnCalls: () => boolean; from: () => number },
  ) {
    this.#source = source;
    this.kind = group.kind;
    this.id = group.id;
    this.#hasOwnCalls = hasOwnCalls;
    this.#from = from;
  }

  /** Reads the calls, and again whenever the log has grown, until the returned function is called. Follows window and scope. */
  follow(): () => void {
    const [scope, from] = [this.scope, this.#from()];
    return followLog(this.#source, (signal) => this.#read(scope, from, signal), pauseMs);
  }

  /** Index of a call among all of them. */
  async indexOf(at: RowsAt): Promise<number> {
    const page = { order: byTime, at, limit: 1 };
    return (await this.#source.exploreRows(this.scope, page)).from;
  }

  async #read(scope: ExploreScope, from: number, signal: AbortSignal): Promise<void> {
    try {
      const page = { order: byTime, at: { index: from }, limit: windowCalls };
      const window = await this.#source.exploreRows(scope, page, signal);
      const positions = window.rows.map(({ position }) => position);
      const sequence = await this.#source.sequence(scope, positions, signal);
      const totals = readTotals(await this.#source.measure(totalsRequest(scope), signal));
      const { beganMs, endedMs } = sequence;
      const lanes =
        window.total > windowCalls && beganMs <= endedMs
          ? readLanes(await this.#source.measure(lanesRequest(scope, beganMs, endedMs), signal))
          : undefined;
      const firstFailure = sequence.firstFailure && (await this.#rowAt(scope, sequence.firstFailure.call, signal));
      const stages = this.kind === "workflow" ? await this.#readStages(signal) : [];
      const ownHidden = scope.hasOwnCalls ? 0 : (await this.#count("calls", scope, signal)) - window.total;
      const events = window.total > 0 ? 0 : await this.#count("events", scope, signal);
      this.#answer = { window, sequence, totals, lanes, firstFailure, stages, ownHidden, events };
      this.failure = undefined;
    } catch (thrown) {
      if (!signal.aborted) this.failure = thrown;
    }
  }

  async #rowAt(scope: ExploreScope, position: number, signal: AbortSignal): Promise<ExploreRow | undefined> {
    const page = { order: byTime, at: { position }, limit: 1 };
    return (await this.#source.exploreRows(scope, page, signal)).rows[0];
  }

  async #readStages(signal: AbortSignal): Promise<ExploreRow[]> {
    const scope = { view: "events", query: stagesQuery(this.id), range: {}, hasOwnCalls: true } as const;
    return (await this.#source.exploreRows(scope, { order: byTime, at: { index: 0 }, limit: mostStages }, signal)).rows;
  }

  /** All rows of it, also those that the console made by itself. */
  async #count(view: ExploreScope["view"], scope: ExploreScope, signal: AbortSignal): Promise<number> {
    return (await this.#source.measure({ ...scope, view, hasOwnCalls: true, measures: [] }, signal)).total;
  }
}
