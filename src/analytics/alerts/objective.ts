import type { MeasureRequest } from "../../query/measure.ts";
import type { Query } from "../../query/query.ts";
import { alertScope } from "./alert-questions.ts";

/** What is promised: this share of the rows of a query is good. Plain data. */
export interface Objective {
  /** Unique among the objectives of a browser. */
  id: string;
  name: string;
  /** Which calls are meant; empty: all. */
  query: string;
  /** Good: the call ended well; or it also took at most so long, in milliseconds. */
  good: { is: "success" } | { is: "faster"; thanMs: number };
  /** Above 0 and below 1. */
  target: number;
  /** Days over which it is promised; the last one ends now. */
  days: number;
}

/** Rows of a window that ends now. */
export interface GoodRows {
  rows: number;
  good: number;
}

/** How an objective stands. */
export interface ErrorBudget {
  /** Share of good rows; NaN without rows. */
  share: number;
  /** Bad rows that the target allows among the rows so far, and those that there were. */
  allowed: number;
  bad: number;
  /** What is left of the budget: 1 is all, below 0 it is overspent; NaN without rows. */
  left: number;
}

/** The budget of a window. */
export function errorBudget({ target }: Pick<Objective, "target">, { rows, good }: GoodRows): ErrorBudget {
  const allowed = rows * (1 - target);
  const bad = rows - good;
  return { share: rows === 0 ? NaN : good / rows, allowed, bad, left: rows === 0 ? NaN : 1 - bad / allowed };
}

/** How fast the budget is spent: 1 spends it exactly within the days of the objective; NaN without rows. */
export function burnRate({ target }: Pick<Objective, "target">, { rows, good }: GoodRows): number {
  return rows === 0 ? NaN : (rows - good) / rows / (1 - target);
}

/**
 * Pairs of windows and the burn rate that both must reach (Google, Site Reliability Workbook, chapter 5): the long one says
 * that much was spent, the short one that it still goes on.
 */
export const burnWindows = [
  { longMs: 3_600_000, shortMs: 300_000, rate: 14.4, is: "fast" },
  { longMs: 6 * 3_600_000, shortMs: 1_800_000, rate: 6, is: "slow" },
] as const;

/** Whether the budget is being spent too fast, by the rates of each pair's windows, in the order of `burnWindows`. */
export function burning(rates: readonly { long: number; short: number }[]): "fast" | "slow" | undefined {
  return burnWindows.find(({ rate }, index) => rates[index]!.long >= rate && rates[index]!.short >= rate)?.is;
}

/**
 * When the budget will be used up at this rate, in milliseconds since the epoch; undefined where it is not being spent or
 * would outlast the days of the objective, `nowMs` where it is used up already.
 *
 * The rows are assumed to come as often as over the whole window; what the oldest rows used does not come back before.
 */
export function exhaustedMs(
  { days }: Pick<Objective, "days">,
  left: number,
  rate: number,
  nowMs: number,
): number | undefined {
  if (left <= 0) return nowMs;
  const lengthMs = days * 86_400_000;
  const untilMs = (left / rate) * lengthMs;
  return untilMs <= lengthMs ? nowMs + untilMs : undefined;
}

/** The objectives in stored data; what is none is left out. */
export function readObjectives(value: unknown): Objective[] {
  return Array.isArray(value) ? value.filter(isObjective) : [];
}

function isObjective(value: unknown): value is Objective {
  const { id, name, query, good, target, days } = (value ?? {}) as Partial<Objective>;
  const isGood = good?.is === "success" || (good?.is === "faster" && good.thanMs > 0);
  const isShare = typeof target === "number" && target > 0 && target < 1;
  const hasTexts = [id, name, query].every((text) => typeof text === "string");
  return hasTexts && isGood && isShare && typeof days === "number" && days > 0;
}

/** Asks for the finished calls of an objective and the share of good ones, in equal stretches of a range. */
export function objectiveQuestion(objective: Objective, fromMs: number, toMs: number, bins: number): MeasureRequest {
  const { query, good } = objective;
  const rule = { view: "calls", query, measure: { is: "success" } } as const;
  const ok: Query = { is: "field", path: "outcome", test: { is: "value", value: "ok", isQuoted: false } };
  const bound = good.is === "faster" ? { value: String(good.thanMs), isInclusive: true } : undefined;
  const inTime: Query | undefined = bound && { is: "field", path: "duration_ms", test: { is: "range", to: bound } };
  return {
    ...alertScope(rule, { nowMs: toMs, zone: "utc" }),
    range: { fromMs, toMs },
    measures: [{ is: "rows" }, { is: "share", part: inTime ? { is: "and", parts: [ok, inTime] } : ok }],
    over: { is: "time", fromMs, toMs, bins },
  };
}
