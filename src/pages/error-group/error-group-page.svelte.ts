import type { ErrorGroup } from "../../app/error-groups/error-group.ts";
import type { GroupingRule } from "../../app/error-groups/grouping-rule.ts";
import { readErrorGroup } from "../../app/error-groups/read-error-groups.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import { lookAtCalls, mostFrequentCause, type GroupCause } from "../failures/group-cause.ts";
import { ExampleCalls } from "./example-calls.svelte.ts";
import { readFindings, type GroupFindings } from "./read-findings.ts";
import { readNewest, type NewestCalls } from "./read-newest.ts";
import { readTrend, type GroupTrend } from "./read-trend.ts";

/** Pause between two reads of a log that grows, in milliseconds: each compares all its calls. */
const pauseMs = 5000;

/** Calls of a group whose causes are looked for; each reads the lines around it. */
const mostLooked = 5;

/** With what a group is looked at. */
export interface GroupLook {
  hasOwnCalls: boolean;
  rules: readonly GroupingRule[];
  /** IANA name, `local` or `utc`: where stretches of time begin. */
  zone: string;
}

/** One group of failures of a log: which calls it is of, and, one after another, what the log tells of them. */
export class ErrorGroupPageState {
  readonly key: string;
  readonly #source: LogSource;
  readonly #look: () => GroupLook;
  group = $state.raw<ErrorGroup>();
  isMissing = $state(false);
  findings = $state.raw<GroupFindings>();
  /** Undefined while it is looked for, and where most of the calls that are looked at have none. */
  cause = $state.raw<GroupCause>();
  /** Calls that were looked at for their cause; 0: not yet. */
  looked = $state(0);
  trend = $state.raw<GroupTrend>();
  newest = $state.raw<NewestCalls>();
  /** Why the log could not be read. */
  failure = $state.raw<unknown>();
  readonly examples: ExampleCalls;

  constructor(source: LogSource, key: string, look: () => GroupLook) {
    this.#source = source;
    this.key = key;
    this.#look = look;
    this.examples = new ExampleCalls(source);
  }

  /** Reads the group, and again whenever the log has grown, until the returned function is called. Follows how it is looked at. */
  follow(): () => void {
    const look = this.#look();
    const stop = followLog(this.#source, (signal) => this.#read(look, signal), pauseMs);
    return () => {
      stop();
      this.examples.close();
    };
  }

  /** Shows another failed call, within the group. */
  showExample(index: number): void {
    const { group } = this;
    if (group === undefined || index < 0 || index >= group.count) return;
    void this.examples.show(group, index, this.findings?.shared);
  }

  async #read({ hasOwnCalls, rules, zone }: GroupLook, signal: AbortSignal): Promise<void> {
    const source = this.#source;
    try {
      const find = (own: boolean) =>
        readErrorGroup(source, this.key, { range: {}, hasOwnCalls: own, zone }, rules, signal);
      // A link may name a group of the console's own calls.
      const group = (await find(hasOwnCalls)) ?? (hasOwnCalls ? undefined : await find(true));
      this.group = group;
      this.isMissing = group === undefined;
      this.failure = undefined;
      if (group === undefined) return;
      this.findings = await readFindings(source, group, signal);
      void this.examples.show(group, Math.min(this.examples.index, group.count - 1), this.findings.shared);
      const looked = await lookAtCalls(source, group.scope, spread(group.count), signal);
      this.cause = mostFrequentCause(looked);
      this.looked = looked.length;
      this.newest = await readNewest(source, group.scope, signal);
      this.trend = await readTrend(source, group, zone, signal);
    } catch (thrown) {
      if (!signal.aborted) this.failure = thrown;
    }
  }
}

/** Indexes of a few calls from the newest to the oldest. */
function spread(count: number): number[] {
  const places = Math.min(mostLooked, count);
  return Array.from({ length: places }, (_, at) =>
    Math.round(((places - at - 1) / Math.max(1, places - 1)) * (count - 1)),
  );
}
