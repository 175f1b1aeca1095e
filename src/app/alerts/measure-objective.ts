import { burning, burnRate, burnWindows, type GoodRows } from "../../analytics/alerts/burn-rate.ts";
import { errorBudget, exhaustedMs, type ErrorBudget, type Objective } from "../../analytics/alerts/objective.ts";
import { objectiveQuestion } from "../../analytics/alerts/objective-question.ts";
import type { LogReader } from "../../store/log-store.ts";

/** How an objective stands at a moment. */
export interface MeasuredObjective {
  objective: Objective;
  atMs: number;
  budget: ErrorBudget;
  rows: number;
  /** Burn rates of the long windows, in the order of `burnWindows`. */
  rates: number[];
  burning: "fast" | "slow" | undefined;
  /** When the budget is used up at the rate of the last six hours; undefined: not within its days. */
  exhaustedMs: number | undefined;
  /** What was left of the budget at the end of each of equal stretches since `fromMs`; NaN before the first call. */
  left: Float64Array;
  /** Where its days begin, or the log. */
  fromMs: number;
}

/** Stretches of the days on the chart. */
const bins = 60;

/** Measures an objective: one question for its days, and one for each window of its burn rates. @param firstMs time of the first line of the log @throws whatever the log throws */
export async function measureObjective(
  log: Pick<LogReader, "measure">,
  objective: Objective,
  { firstMs, atMs }: { firstMs: number; atMs: number },
  signal?: AbortSignal,
): Promise<MeasuredObjective> {
  const fromMs = Math.max(firstMs, atMs - objective.days * 86_400_000);
  async function goodRows(beginMs: number, count: number): Promise<GoodRows[]> {
    const { numbers } = await log.measure(objectiveQuestion(objective, beginMs, atMs, count), signal);
    const [rows, shares] = [numbers[0]![0]!, numbers[1]![0]!];
    return Array.from(rows, (total, bin) => ({
      rows: total,
      good: total === 0 ? 0 : Math.round(total * shares[bin]!),
    }));
  }
  const parts = await goodRows(fromMs, bins);
  const total = parts.reduce((sum, part) => ({ rows: sum.rows + part.rows, good: sum.good + part.good }), {
    rows: 0,
    good: 0,
  });
  const budget = errorBudget(objective, total);
  const rates: { long: number; short: number }[] = [];
  for (const { longMs, shortMs } of burnWindows) {
    const [[long], [short]] = [await goodRows(atMs - longMs, 1), await goodRows(atMs - shortMs, 1)];
    rates.push({ long: burnRate(objective, long!), short: burnRate(objective, short!) });
  }
  let [spent, seen] = [0, 0];
  const left = Float64Array.from(parts, ({ rows, good }) => {
    spent += rows - good;
    seen += rows;
    return seen === 0 ? NaN : 1 - spent / budget.allowed;
  });
  return {
    ...{ objective, atMs, budget, rows: total.rows, left, fromMs, burning: burning(rates) },
    rates: rates.map(({ long }) => long),
    exhaustedMs: exhaustedMs(objective, budget.left, rates.at(-1)!.long, atMs),
  };
}
