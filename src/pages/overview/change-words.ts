import type { DifferenceSummary } from "../../analytics/differs/summarize-differences.ts";
import type { Format } from "../../kit/i18n/format.ts";
import type { Locale } from "../../kit/i18n/locale.svelte.ts";
import { printValue } from "../../query/edit/edit-query.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { Query } from "../../query/query.ts";
import { changeEvents } from "../shared/change-events.ts";
import { clauseQuery } from "../shared/clauses/clause-query.ts";
import { clauseText } from "../shared/clauses/clause-text.ts";
import { shortNames } from "../shared/clauses/field-names.ts";
import { logsLink } from "../../app/links/logs-link.ts";
import type { ExplainedChange } from "./change-finder.svelte.ts";
import type { EventNear } from "./events-near.ts";
import type { OverviewPageState } from "./overview-page.svelte.ts";
import type { OverviewText } from "./overview-text.ts";

type Shared = DifferenceSummary & { is: "difference" };

/** A change in a clause: how much, from what, since when. */
export function changeWords(change: ExplainedChange, format: Format, text: OverviewText): string {
  const { service, measure, isWorse, before, after, sinceMs } = change;
  const since =
    sinceMs === undefined ? "" : `, ${text.since(`${sinceWords(sinceMs, format)} ${format.zone(sinceMs)}`)}`;
  if (measure === "failing") {
    const [now, then] = [after, before].map((share) => format.percent(share, share < 0.1 ? 2 : 1)) as [string, string];
    return (isWorse ? text.failsMore : text.failsLess)(service, now, then) + since;
  }
  const factor = Math.round(Math.max(after / before, before / after) * 10) / 10;
  const words = isWorse ? text.slower : text.faster;
  return words(service, measure, format.duration(after), format.duration(before), factor) + since;
}

/** A moment to the minute, without its zone: that stands beside it. */
export function sinceWords(timeMs: number, format: Format): string {
  return `${format.date(timeMs)} ${format.minute(timeMs)}`;
}

/** The calls that a change is about: those that fail, or take long, since then; of one for the better all of the service. */
export function changeLink(change: ExplainedChange, state: OverviewPageState): string {
  return callsLink(change, state, []);
}

/** Those of them that have in common what they share. */
export function sharedLink(change: ExplainedChange, { finding }: Shared, state: OverviewPageState): string {
  return callsLink(change, state, finding.clauses.map(clauseQuery));
}

/** Something that happened when it began. */
export function nearWords({ is, timeMs, version = "" }: EventNear, format: Format, text: OverviewText): string {
  const what = is === "version" ? text.newVersion(version) : is === "settings" ? text.newSettings : text.newModels;
  return `${what}, ${format.date(timeMs)} ${format.minute(timeMs)} ${format.zone(timeMs)}`;
}

/** The event itself in the explorer. */
export function nearLink({ is, timeMs }: EventNear, { set }: Pick<OverviewPageState, "set">): string {
  const { query } = parseQuery(changeEvents[is]);
  const range = { fromMs: timeMs, toMs: timeMs + 1 };
  return logsLink({ set, view: "events", query, range, hasOwnCalls: true });
}

/** What they share, and how much more often such calls fail or take long than others. */
export function sharedWords({ measure }: ExplainedChange, shared: Shared, locale: Locale, text: OverviewText): string {
  const { format } = locale;
  const { clauses, matching } = shared.finding;
  const names = shortNames(clauses.map(({ path }) => path));
  const conditions = clauses.map((clause) => clauseText(clause, names.get(clause.path)!, locale));
  const [count, all] = [matching.selected, matching.selected + matching.rest].map((of) => format.number(of)) as [
    string,
    string,
  ];
  const share = (measure === "failing" ? text.sharedFailing : text.sharedSlow)(count, all);
  const elsewhere = Number.isNaN(shared.elsewhere) ? "" : `; ${text.elsewhere(format.percent(shared.elsewhere))}`;
  return `${conditions.join(` ${text.and} `)} (${share}${elsewhere})`;
}

function callsLink(change: ExplainedChange, { set, hasOwnCalls }: OverviewPageState, more: Query[]): string {
  const { service, measure, isWorse, limitMs, range } = change;
  const over = `outcome:ok duration_ms:>${String(limitMs ?? 0)}`;
  const which = !isWorse ? "" : measure === "failing" ? "outcome:error" : over;
  const parts = [parseQuery(`service:${printValue(service)} ${which}`).query, ...more];
  return logsLink({ set, view: "calls", query: { is: "and", parts }, range, hasOwnCalls });
}
