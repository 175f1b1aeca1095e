import { measureToJq } from "../../query/tools/measure-to-jq.ts";
import { historyQuestion, seriesQuestion, type HistoryBins, type MeasuredRule } from "./alert-questions.ts";
import { shortWindowBins } from "./alert-history.ts";

/** The measurements of a rule over a whole log as a program for jq: one object for each bin whose window has rows. */
export function alertSeriesJq(rule: MeasuredRule, bins: HistoryBins): string {
  const { measure, windowMs } = rule;
  if (measure.is !== "burn") return measureToJq(seriesQuestion(rule, bins, windowMs));
  const long = Math.max(1, Math.round(windowMs / bins.stepMs));
  const short = shortWindowBins(windowMs, bins.stepMs);
  return [
    measureToJq(historyQuestion(rule, bins, NaN)),
    `| (map({key: (.over | tostring), value: .}) | from_entries) as $bins`,
    `| [range(0; ${String(bins.bins)}) as $at`,
    `   | def window($length): [range([$at - $length + 1, 0] | max; $at + 1) | $bins[tostring] | values]`,
    `       | {rows: (map(.rows) | add // 0), bad: (map(.rows * .share | round) | add // 0)};`,
    `     def rate: if .rows == 0 then 0 else .bad / .rows / (1 - ${String(measure.target)}) end;`,
    `   window(${String(long)}) as $long`,
    `   | select($long.rows > 0)`,
    `   | {over: $at, rows: $long.rows, burn_rate: ([$long, window(${String(short)})] | map(rate) | min)}]`,
  ].join("\n");
}
