import type { ErrorGroup, ErrorGroups, GroupsScope } from "../../app/error-groups/error-group.ts";
import { readErrorGroups } from "../../app/error-groups/read-error-groups.ts";
import type { GroupRecords } from "../../app/error-groups/group-records.svelte.ts";
import { groupStates, type GroupStateName } from "../../app/error-groups/group-notes.ts";
import type { GroupingRule } from "../../app/error-groups/grouping-rule.ts";
import { stateOfGroup, type ShownGroupState } from "../../app/error-groups/state-of-group.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import { endOfLog, type LogSource } from "../../app/page-log/log-source.ts";
import type { Preferences } from "../../app/preferences.svelte.ts";
import type { Router } from "../../app/router/router.svelte.ts";
import { noteGroup } from "../../app/error-groups/note-group.ts";
import { logAudit } from "../../logging/log-audit.ts";
import type { Logger } from "../../logging/logger.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { resolveTimes } from "../../query/resolve-times.ts";
import { readRange, timeRangeOf, writeRange, type RangeChoice } from "../shared/range-picker/chosen-range.ts";
import { GroupInsights } from "./group-insights.svelte.ts";

/** Shortest pause between two readings of a growing log, in milliseconds. */
const pauseMs = 2_000;
/** A range that ends now is read again this often, because its beginning moves, in milliseconds. */
const moveMs = 30_000;

/** How groups can be sorted, the usual order first. */
export const groupOrders = ["calls", "last", "first", "share"] as const;
export type GroupOrder = (typeof groupOrders)[number];
/** Which groups can be shown. */
export const shownStates = [...groupStates, "all"] as const;
export type ShownStates = (typeof shownStates)[number];

/** A group as a row. */
export interface GroupRow {
  group: ErrorGroup;
  state: ShownGroupState;
}

/** What the page needs from outside. */
export interface ErrorsPageDeps {
  source: LogSource;
  router: Router;
  preferences: Preferences;
  records: GroupRecords;
  logger: Pick<Logger, "logSystemEvent">;
  nowMs?: () => number;
}

/** The failed calls of a log in groups; range, filter, order and what is open stand in the address. */
export class ErrorsPageState {
  readonly #deps: Required<ErrorsPageDeps>;
  readonly records: GroupRecords;
  readonly insights: GroupInsights;
  answer = $state.raw<ErrorGroups>();
  failure = $state.raw<unknown>();
  #endMs = $state(0);

  constructor(deps: ErrorsPageDeps) {
    this.#deps = { nowMs: Date.now, ...deps };
    this.records = deps.records;
    this.insights = new GroupInsights(deps.source);
    this.#endMs = this.#deps.nowMs();
  }

  readonly set = $derived.by(() => this.#deps.router.query("log"));
  readonly chosen = $derived.by(() => readRange((name) => this.#deps.router.query(name)));
  readonly hasOwnCalls = $derived.by(() => this.#deps.preferences.current.hasOwnCalls);
  readonly text = $derived.by(() => this.#deps.router.query("q"));
  readonly order = $derived.by(() => groupOrders.find((one) => one === this.#deps.router.query("sort")) ?? "calls");
  readonly shown = $derived.by(() => shownStates.find((one) => one === this.#deps.router.query("state")) ?? "all");
  /** Key of the group that is open; empty: none. */
  readonly opened = $derived.by(() => this.#deps.router.query("at"));
  /** Now, or the end of a log that does not grow. */
  readonly endMs = $derived.by(() => (this.set === "" ? this.#endMs : (this.answer?.lastMs ?? 0) + 1));

  readonly all = $derived.by((): GroupRow[] => {
    const { notes } = this.records;
    return (this.answer?.groups ?? []).map((group) => ({ group, state: stateOfGroup(notes, group) }));
  });
  /** How many groups are in each state. */
  readonly counts = $derived.by((): Record<ShownStates, number> => {
    const of = (state: GroupStateName) => this.all.filter((row) => row.state.state === state).length;
    return { open: of("open"), known: of("known"), resolved: of("resolved"), all: this.all.length };
  });
  readonly rows = $derived.by((): GroupRow[] => {
    const shown = this.all.filter(({ state }) => this.shown === "all" || state.state === this.shown);
    return shown.toSorted((one, other) => numberOf(other.group, this.order) - numberOf(one.group, this.order));
  });

  /** Reads now, as the log grows, and as time goes on, until the returned function is called. */
  readonly follow = (): (() => void) => {
    const { source, nowMs } = this.#deps;
    const { chosen, hasOwnCalls, text, set } = this;
    const { rules } = this.records;
    const { timeZone } = this.#deps.preferences.current;
    const zone = timeZone === "local" ? "local" : "utc";
    const { query } = parseQuery(text);
    const isRelative = "lastMs" in chosen;
    const read = async (signal: AbortSignal): Promise<void> => {
      try {
        const endMs = isRelative && set !== "" ? await endOfLog(source) : nowMs();
        const scope: GroupsScope = {
          ...{ range: timeRangeOf(chosen, endMs), hasOwnCalls, zone },
          filter: resolveTimes(query, { nowMs: endMs, zone }),
        };
        const answer = await readErrorGroups(source, scope, rules, signal);
        if (signal.aborted) return;
        [this.answer, this.failure, this.#endMs] = [answer, undefined, endMs];
        await this.insights.find(answer, signal);
      } catch (thrown) {
        if (!signal.aborted) this.failure = thrown;
      }
    };
    return followLog(source, read, pauseMs, isRelative ? moveMs : undefined);
  };

  readonly choose = (range: RangeChoice): void => this.go(writeRange(range));

  readonly setOwnCalls = (hasOwnCalls: boolean): void => this.#deps.preferences.update({ hasOwnCalls });

  /** Opens a group, or closes it. */
  readonly toggle = (key: string): void => {
    const { router } = this.#deps;
    router.go(router.withQuery({ at: this.opened === key ? "" : key }), { replace: true });
  };

  readonly go = (changes: Record<string, string>): void => {
    const { router } = this.#deps;
    router.go(router.withQuery(changes));
  };

  /** Notes the state of a group. False: it was refused, because a secret in use stands in the note. */
  readonly note = (key: string, state: GroupStateName, note: string, sinceMs = this.#deps.nowMs()): boolean => {
    return noteGroup(this.records, this.#deps.logger, { key, state, note, sinceMs });
  };

  /** Adds a rule of grouping. False: it was refused. */
  readonly addRule = (rule: GroupingRule): boolean => {
    const isKept = this.records.addRule(rule);
    if (isKept)
      logAudit(this.#deps.logger, "rules", "A rule of grouping was added", { what: "grouping_rule", rule: rule.is });
    return isKept;
  };

  readonly removeRule = (rule: GroupingRule): void => {
    this.records.removeRule(rule);
    logAudit(this.#deps.logger, "rules", "A rule of grouping was removed", { what: "grouping_rule", rule: rule.is });
  };
}

function numberOf(group: ErrorGroup, order: GroupOrder): number {
  switch (order) {
    case "calls":
      return group.count;
    case "last":
      return group.lastMs;
    case "first":
      return -group.firstMs;
    case "share":
      return group.count / group.ofOperation;
  }
}
