/**
 * Confidence in a cause: proved by the evidence, the best explanation by far, a guess among others; `none` where nothing is known.
 */
export type Confidence = "certain" | "likely" | "possible" | "none";

/** How much a piece of evidence counts, for or against; see `weights` for the points. */
export type Weight = "decisive" | "strong" | "fair" | "weak";

/** Points of each weight. One decisive piece alone proves a cause that has no rival; a strong one makes it likely. */
export const weights: Record<Weight, number> = { decisive: 8, strong: 4, fair: 2, weak: 1 };

/** An observation for or against a cause, with its source. */
export interface Evidence {
  /** An event of the log, or a field of the probe report, the audio metrics or the reachability check. */
  source:
    | { kind: "event"; sessionId: string; seq: number; requestId?: string }
    | { kind: "probe" | "audio" | "browser"; fact: string };
  /** The observation, verbatim: error text, status code, number with its unit. */
  quote: string;
}

/** A piece of evidence with its weight. */
export interface Weighed {
  evidence: Evidence;
  weight: Weight;
}

/** Result of a rule that matches. */
export interface Finding {
  supports: Weighed[];
  contradicts: Weighed[];
}

/** Evidence by weight; what is undefined or false was not observed. */
export type Observed = Partial<Record<Weight, (Evidence | undefined | false)[]>>;

const heaviestFirst = ["decisive", "strong", "fair", "weak"] as const;

/** Gathers what was observed for and against a cause; undefined when nothing is for it. */
export function weigh(supports: Observed, contradicts: Observed = {}): Finding | undefined {
  const found = weighed(supports);
  return found.length === 0 ? undefined : { supports: found, contradicts: weighed(contradicts) };
}

function weighed(observed: Observed): Weighed[] {
  return heaviestFirst.flatMap((weight) =>
    (observed[weight] ?? []).flatMap((evidence) => (evidence ? [{ evidence, weight }] : [])),
  );
}

/**
 * Score of a cause: its prior, the heaviest evidence for it, half of all further evidence for it, less all against it.
 *
 * @param prior -3..0: how seldom the cause is met
 */
export function scoreOf({ supports, contradicts }: Finding, prior = 0): number {
  const [heaviest = 0, ...further] = supports.map(({ weight }) => weights[weight]).toSorted((a, b) => b - a);
  const against = contradicts.reduce((sum, { weight }) => sum + weights[weight], 0);
  return prior + heaviest + further.reduce((sum, points) => sum + points / 2, 0) - against;
}
