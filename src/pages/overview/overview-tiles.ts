import type { CallNumbers } from "../../analytics/overview/overview.ts";
import { successInterval, successRate } from "../../analytics/overview/success-rate.ts";
import type { Format } from "../../kit/i18n/format.ts";
import { measuredPanels } from "./measured-panels.ts";
import type { PanelState } from "../shared/panels/panel-state.ts";
import { panelJq } from "../shared/panels/panel-jq.ts";
import { overviewJq } from "../shared/overview-jq.ts";
import type { OverviewPageState } from "./overview-page.svelte.ts";
import type { OverviewText } from "./overview-text.ts";

/** A number with its change and its course. */
export interface Tile {
  label: string;
  value: string;
  /** How sure the number is. */
  beside?: string;
  /** What exactly is counted. */
  why: string;
  /** The events behind the number. */
  href?: string;
  tone?: "error";
  /** `fromZero`: whether 0 is at the bottom. */
  series?: { values: ArrayLike<number>; fromZero: boolean };
  change?: TileChange;
  was?: string;
  jq?: () => string;
}

/** A change against the range before. */
export interface TileChange {
  is: "up" | "down" | "same";
  text: string;
  verdict?: "worse" | "better";
}

/** The tiles of the overview. A count is compared only with a range before that is in the log as a whole. */
export function overviewTiles(state: OverviewPageState, format: Format, text: OverviewText): Tile[] {
  const { overview, service, coverage } = state;
  if (overview === undefined) return [];
  const { total, series } = overview.all;
  const before = coverage > 0 ? overview.all.before : undefined;
  const hasWhole = coverage > 0.99;
  const words = createChangeWords(format, text);
  const jq = (rule: "all" | "services") => () => overviewJq(rule, state.scope, overview.bins);
  const count = (key: "calls" | "errors", rising?: "worse"): Partial<Tile> => ({
    value: format.number(total[key]),
    series: { values: series[key], fromZero: true },
    ...(before && hasWhole && words.factor(total[key], before[key], rising)),
    ...(before && hasWhole && { was: text.was(format.number(before[key])) }),
    jq: jq("all"),
  });
  const rates = series.successes.map((ok, bin) => ok / (ok + series.errors[bin]!));
  return [
    {
      label: text.successRate,
      why: text.successRateWhy,
      ...successTile(total, before, words, format, text),
      series: { values: rates, fromZero: false },
      jq: jq("all"),
    },
    {
      ...{ label: text.calls, why: text.callsWhy, value: "", ...count("calls") },
      href: state.events("event:request_start"),
    },
    {
      ...{ label: text.errors, why: text.errorsWhy, value: "", ...count("errors", "worse") },
      href: state.events("event:request_error"),
      ...(total.errors > 0 && { tone: "error" }),
    },
    ...(service
      ? [
          {
            label: text.responseOf(service.service || text.unnamed),
            why: text.percentileWhy(95),
            value: format.duration(service.total.p95Ms),
            series: { values: service.series.p95Ms, fromZero: true },
            ...(before && service.before && words.milliseconds(service.total.p95Ms, service.before.p95Ms)),
            jq: jq("services"),
          },
        ]
      : []),
    ...measuredTiles(state, format, text, hasWhole, words),
  ];
}

function successTile(
  total: CallNumbers,
  before: CallNumbers | undefined,
  words: ChangeWords,
  format: Format,
  text: OverviewText,
): Pick<Tile, "value" | "beside" | "change" | "was"> {
  const rate = successRate(total);
  if (Number.isNaN(rate)) return { value: "–" };
  const earlier = before ? successRate(before) : NaN;
  return {
    value: format.percent(rate, 2),
    beside: intervalText(total, format, text),
    ...(!Number.isNaN(earlier) && {
      change: words.points(rate - earlier),
      was: text.was(format.percent(earlier, 2)),
    }),
  };
}

/** The interval of a success rate: "±0.3" points where it is narrow, else both ends, since it is not in the middle: "61–100%". */
export function intervalText(
  numbers: Pick<CallNumbers, "successes" | "errors">,
  format: Format,
  text: OverviewText,
): string {
  const { low, high } = successInterval(numbers);
  const half = ((high - low) / 2) * 100;
  if (half < 1.5) return text.plusMinus(format.number(half, 1));
  return `${format.number(low * 100)}–${format.percent(high, 0)}`;
}

function measuredTiles(
  state: OverviewPageState,
  format: Format,
  text: OverviewText,
  hasWhole: boolean,
  words: ChangeWords,
): Tile[] {
  const { firstChunk, firstChunkOverTime, recognised, recognisedOverTime } = measuredPanels(text);
  const first = (panel: PanelState) => (panel.is === "answered" ? panel.answer.numbers[0]![0]![0]! : NaN);
  const values = (panel: PanelState) => (panel.is === "answered" ? panel.answer.numbers[0]![0]! : []);
  const jqOf = (panel: PanelState) => panel.is === "answered" && { jq: () => panelJq(panel.request, panel.answer) };
  const [chunk, audio] = [state.panel(firstChunk), state.panel(recognised)];
  const [chunkMs, seconds] = [first(chunk), first(audio)];
  const [chunkBeforeMs, secondsBefore] = [state.panel(firstChunk, true), state.panel(recognised, true)].map(first);
  return [
    ...(chunkMs > 0
      ? [
          {
            label: text.firstChunk,
            why: text.firstChunkWhy,
            value: format.duration(chunkMs),
            series: { values: values(state.panel(firstChunkOverTime)), fromZero: true },
            ...(chunkBeforeMs! > 0 && words.milliseconds(chunkMs, chunkBeforeMs!)),
            ...jqOf(chunk),
          },
        ]
      : []),
    ...(seconds > 0
      ? [
          {
            label: text.recognised,
            why: text.recognisedWhy,
            value: format.duration(seconds * 1000),
            series: { values: values(state.panel(recognisedOverTime)), fromZero: true },
            ...(hasWhole && secondsBefore! > 0 && words.factor(seconds, secondsBefore!)),
            ...(hasWhole && secondsBefore! > 0 && { was: text.was(format.duration(secondsBefore! * 1000)) }),
            ...jqOf(audio),
          },
        ]
      : []),
  ];
}

type ChangeWords = ReturnType<typeof createChangeWords>;

/** Words of changes; smaller ones than these are neither worse nor better. */
export function createChangeWords(format: Format, text: OverviewText) {
  const [leastPoints, leastFactor] = [0.005, 0.1];
  const signed = (value: number, words: string) => (value < 0 ? `−${words}` : `+${words}`);

  function of(by: number, words: string, least: number, rising?: "worse" | "better"): TileChange {
    const is = Math.abs(by) < 5e-4 ? "same" : by > 0 ? "up" : "down";
    if (is === "same") return { is, text: text.unchanged };
    const falling = rising === "worse" ? "better" : "worse";
    const verdict = rising && Math.abs(by) >= least ? (by > 0 ? rising : falling) : undefined;
    return { is, text: signed(by, words), ...(verdict && { verdict }) };
  }
  function factor(after: number, before: number, rising?: "worse"): { change?: TileChange } {
    if (!(before > 0)) return {};
    const by = after / before - 1;
    return { change: of(by, format.percent(Math.abs(by), Math.abs(by) < 0.1 ? 1 : 0), leastFactor, rising) };
  }

  return {
    factor,
    /** Of two shares. */
    points: (by: number) => of(by, text.points(format.number(Math.abs(by) * 100, 1)), leastPoints, "better"),
    milliseconds: (after: number, before: number): { change?: TileChange; was?: string } =>
      Number.isNaN(before) ? {} : { ...factor(after, before, "worse"), was: text.was(format.duration(before)) },
  };
}
