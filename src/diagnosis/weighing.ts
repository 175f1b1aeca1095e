import type { Clues } from "./clues.ts";
import { scoreOf, type Confidence, type Evidence, type Finding } from "./evidence.ts";
import { lightCallWentWell } from "./light-call.ts";
import { probeEvidence } from "./quotes.ts";
import type { Rule } from "./rule.ts";

/** A cause that the evidence does not exclude. */
export interface Candidate {
  rule: Rule;
  finding: Finding;
  /** Above zero. */
  score: number;
  /** Whether a check found the step of the cause good afterwards: it was so during this call only. */
  isOver: boolean;
}

/** Least score of a certain cause, and its least lead over the next. */
const certainScore = 6;
const certainLead = 3;
/** Least score of a likely cause, and its least lead. */
const likelyScore = 3;
const likelyLead = 1.5;
/** How long before a call another one counts as "a moment before", in milliseconds. */
const momentMs = 60_000;

/**
 * Weighs all rules together: the causes that are left, the highest score first; of equal ones, the first in the list of rules.
 *
 * Excluded are causes that belong to another hop than the one that answered, causes of a connection whose step the probe finds good after
 * the call (what the call's own error proves stays, as over), causes of the configuration where a call went well a moment before, and
 * causes against which as much speaks as for them.
 */
export function weighAll(clues: Clues, rules: readonly Rule[]): Candidate[] {
  return rules.flatMap((rule) => weighOne(clues, rule) ?? []).toSorted((a, b) => b.score - a.score);
}

function weighOne(clues: Clues, rule: Rule): Candidate | undefined {
  if (clues.hop !== "unknown" && clues.failed && !rule.hops.includes(clues.hop)) return undefined;
  const found = rule.find(clues);
  if (!found) return undefined;
  const isProved = found.supports.some(
    ({ weight, evidence }) => weight === "decisive" && evidence.source.kind === "event",
  );
  const good = clues.failed ? goodStep(clues, rule) : undefined;
  if (good !== undefined && !isProved) return undefined;
  if (rule.isLasting && !isProved && wentWellBefore(clues)) return undefined;
  const finding: Finding =
    good === undefined
      ? found
      : {
          ...found,
          contradicts: [...found.contradicts, { evidence: good, weight: "strong" }],
        };
  const score = scoreOf(finding, rule.prior);
  return score > 0 ? { rule, finding, score, isOver: good !== undefined } : undefined;
}

/** The steps of the way to the platform, in the order in which they are tried. */
const way = ["dns", "tcp", "tls", "http2"] as const;

/** What found a step of the cause good after the call, with all before it: a call that got through, or the probe. */
function goodStep(clues: Clues, { steps = [] }: Rule): Evidence | undefined {
  const { probe, isProbedAfter } = clues;
  const passed = lightCallWentWell(clues);
  if (passed && steps.some((step) => way.some((one) => one === step))) return passed;
  if (!isProbedAfter) return undefined;
  const bad = way.findIndex((step) => probe?.[step]?.ok === false);
  const good = steps.find(
    (step) => probe?.[step]?.ok === true && (bad < 0 || !way.slice(bad).some((later) => later === step)),
  );
  return good && probeEvidence(good, "good afterwards");
}

/** Whether a call went well at the same origin shortly before this one: by default, in the minute before. */
export function wentWellBefore({ neighbours, end }: Pick<Clues, "neighbours" | "end">, withinMs = momentMs): boolean {
  if (!end) return false;
  const endMs = Date.parse(end.timestamp);
  return neighbours.some(({ event, endpoint, timestamp }) => {
    const agoMs = endMs - Date.parse(timestamp);
    return (
      event === "request_success" && agoMs >= 0 && agoMs < withinMs && originOf(endpoint) === originOf(end.endpoint)
    );
  });
}

/** Origin of an endpoint; empty when it is no URL. */
export function originOf(endpoint: string | undefined): string {
  return endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).origin : "";
}

/** What the candidates come to. */
export interface Verdict {
  /** The cause that is named; undefined when none reaches the bar. */
  named: Candidate | undefined;
  confidence: Confidence;
  /** Causes that may be, where the named one is none or a general one; at most two. */
  guesses: Candidate[];
  /** The next cause behind one that is likely only. */
  rival?: Candidate;
}

/** Most guesses that are shown. */
const mostGuesses = 2;

/** Chooses the special cause that leads by enough; else the general one, which says only what was seen. */
export function decide(candidates: readonly Candidate[]): Verdict {
  const special = candidates.filter(({ rule }) => !rule.isGeneral);
  const general = candidates.filter(({ rule }) => rule.isGeneral);
  const top = special[0];
  const finer = special.find(
    ({ rule, score }) => top && score >= likelyScore && rule.refines?.includes(top.rule.cause),
  );
  const first = finer ?? top;
  const confidence = first ? confidenceOf(first, special) : "none";
  if (first && confidence === "certain") return { named: first, confidence, guesses: [] };
  if (first && confidence === "likely") {
    const rival = special.find((candidate) => candidate !== first);
    return { named: first, confidence, guesses: [], ...(rival && { rival }) };
  }
  const named = general.find(({ score }) => score >= likelyScore);
  const guesses = special.slice(0, mostGuesses);
  if (named) return { named, confidence: named.score >= certainScore ? "certain" : "likely", guesses };
  return { named: undefined, confidence: "none", guesses: [...special, ...general].slice(0, mostGuesses) };
}

/** Leaves out the causes of which another one, with a likely score at least, is a case. */
export function withoutCoarser(candidates: readonly Candidate[]): Candidate[] {
  const coarser = new Set(candidates.flatMap(({ rule, score }) => (score >= likelyScore ? (rule.refines ?? []) : [])));
  return candidates.filter(({ rule }) => !coarser.has(rule.cause));
}

/** How sure a cause is among its rivals; those that it is a case of, or that are a case of it, are none. */
export function confidenceOf({ rule, score }: Candidate, among: readonly Candidate[]): Confidence {
  const rivals = among.filter((other) => other.rule !== rule && !rule.refines?.includes(other.rule.cause));
  const lead = score - Math.max(0, ...rivals.map((rival) => rival.score));
  if (score >= certainScore && lead >= certainLead) return "certain";
  return score >= likelyScore && lead >= likelyLead ? "likely" : "possible";
}
