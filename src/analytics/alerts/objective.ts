import type { GoodRows } from "./burn-rate.ts";

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
