import { isBeyond, isCount, type AlertRule } from "./alert-rule.ts";
import { alertSeries, type AlertHistory, type AlertSeries } from "./alert-history.ts";
import { isThin, newAlertState, stepAlert, type AlertState } from "./alert-state.ts";
import { findBaseline, type Baseline, type Incident } from "./find-incidents.ts";
import { lnBinomialTail, lnPoissonTail } from "./tail-probability.ts";
import { createWorkingHours } from "./working-hours.ts";

/** One time that a rule would have fired. */
export interface Firing {
  fromMs: number;
  /** Undefined: it is still firing at the end of the log. */
  toMs?: number;
  /** The furthest value, when it was reached, and what it rests on. */
  peak: number;
  peakMs: number;
  rows: number;
  bad: number;
  /** `thin`: so few bad rows may be chance. Undefined where rows are missed, which nothing judges. */
  verdict: "real" | "thin" | undefined;
}

/** An incident, and what the rule made of it. */
export interface JudgedIncident extends Incident {
  /** When the rule fired for it; undefined: it missed it. */
  firedMs?: number;
}

/** What a rule would have done over a log. */
export interface Backtest {
  series: AlertSeries;
  firings: Firing[];
  firingMs: number;
  /** Of that the time that was neither within an incident nor less than a window after one. */
  strayMs: number;
  /** Undefined where nothing tells them. */
  incidents: JudgedIncident[] | undefined;
  /** Mean time from the beginning of an incident to its firing, in milliseconds; NaN without one. */
  delayMs: number;
  /** Share of the time in which the windows had too few rows to judge. */
  thinShare: number;
  /** Where the rule stands at the end of the log. */
  state: AlertState;
}

/** A firing is real where so few logs, one in a hundred, have such a window by chance. */
const chance = 0.01;
/** Windows that slide overlap: so many in a length of one are as good as independent. */
const windowsEach = 4;

/**
 * Runs a rule over a whole log. Undefined for a percentile over a window that was not asked for.
 *
 * @param baseline the usual share and the incidents; default: found in the log
 */
export function backtest(
  history: AlertHistory,
  rule: AlertRule,
  baseline: Baseline = findBaseline(history, rule),
): Backtest | undefined {
  const series = alertSeries(history, rule);
  if (series === undefined) return undefined;
  const { state, spans, thinShare } = runRule(history, rule, series);
  const firings = spans.map((span) => judged(span, rule, series, baseline.usual));
  const incidents = baseline.incidents?.map((incident) => judgedIncident(incident, firings, rule.windowMs));
  const endMs = series.firstMs + (series.values.length - 1) * series.stepMs;
  const firingMs = firings.reduce((sum, { fromMs, toMs = endMs }) => sum + toMs - fromMs, 0);
  const delays = (incidents ?? []).flatMap(({ fromMs, firedMs }) => (firedMs === undefined ? [] : [firedMs - fromMs]));
  return {
    series,
    firings,
    firingMs,
    strayMs: firingMs - sharedMs(firings, incidents ?? [], rule.windowMs, endMs),
    incidents,
    delayMs: delays.length === 0 ? NaN : Math.max(0, delays.reduce((sum, delay) => sum + delay, 0) / delays.length),
    thinShare,
    state,
  };
}

/** A firing as the state machine gives it. */
interface FiringSpan {
  fromMs: number;
  toMs?: number;
  peak: number;
  peakMs: number;
}

/** Only how a rule fires: what the sliders try. */
export function runRule(
  history: AlertHistory,
  rule: AlertRule,
  series: AlertSeries,
): { state: AlertState; spans: FiringSpan[]; thinShare: number } {
  const { firstMs, stepMs, values, rows } = series;
  const options = rule.hours === undefined ? {} : { isInHours: createWorkingHours(rule.hours) };
  const spans: FiringSpan[] = [];
  let state = newAlertState(history.fromMs);
  let thin = 0;
  for (let index = 0; index < values.length; index++) {
    const sample = { atMs: firstMs + index * stepMs, value: values[index]!, rows: rows[index]! };
    if (isThin(rule, sample, history.fromMs)) thin++;
    // Nothing can change, and most measurements are like this.
    if (state.phase === "quiet" && !isBeyond(rule, sample.value) && index < values.length - 1) continue;
    const step = stepAlert(state, rule, sample, options);
    state = step.state;
    for (const transition of step.transitions) {
      if (transition.is === "firing")
        spans.push({ fromMs: transition.atMs, peak: transition.value, peakMs: transition.atMs });
      else spans.at(-1)!.toMs = transition.atMs;
    }
    if (state.phase === "firing") Object.assign(spans.at(-1)!, { peak: state.peak!.value, peakMs: state.peak!.atMs });
  }
  return { state, spans, thinShare: values.length === 0 ? 0 : thin / values.length };
}

function judged(span: FiringSpan, rule: AlertRule, series: AlertSeries, usual: number): Firing {
  const { firstMs, stepMs } = series;
  const index = Math.round((span.peakMs - firstMs) / stepMs);
  const [rows, bad] = [series.rows[index]!, series.bad[index]!];
  return { ...span, rows, bad, verdict: verdictOf(bad, rows, rule, series, usual) };
}

function verdictOf(
  bad: number,
  rows: number,
  rule: AlertRule,
  { values, stepMs }: AlertSeries,
  usual: number,
): Firing["verdict"] {
  if (Number.isNaN(usual)) return undefined;
  const windows = Math.max(1, (windowsEach * values.length * stepMs) / rule.windowMs);
  const ln = isCount(rule) ? lnPoissonTail(rows, (usual * rule.windowMs) / stepMs) : lnBinomialTail(bad, rows, usual);
  return ln + Math.log(windows) <= Math.log(chance) ? "real" : "thin";
}

/** A firing that begins within an incident, or while its rows are still in the window, is about it. */
function judgedIncident(incident: Incident, firings: Firing[], windowMs: number): JudgedIncident {
  const firing = firings.find(
    ({ fromMs, toMs = Infinity }) => fromMs < incident.toMs + windowMs && toMs > incident.fromMs,
  );
  return firing === undefined ? incident : { ...incident, firedMs: Math.max(firing.fromMs, incident.fromMs) };
}

/** Time of firing within incidents, each longer by a window: its rows are still in there. */
function sharedMs(firings: Firing[], incidents: Incident[], windowMs: number, endMs: number): number {
  let [sum, countedToMs] = [0, -Infinity];
  for (const incident of incidents) {
    const [fromMs, toMs] = [Math.max(incident.fromMs, countedToMs), incident.toMs + windowMs];
    for (const { fromMs: begin, toMs: end = endMs } of firings) {
      sum += Math.max(0, Math.min(end, toMs) - Math.max(begin, fromMs));
    }
    countedToMs = toMs;
  }
  return sum;
}
