import { readClues, type Clues } from "./clues.ts";
import type { FailureCase } from "./failure-case.ts";
import { decidingCheck, type CheckResults } from "./deciding-check.ts";
import { fillWords } from "./fill-words.ts";
import type { Hop } from "./hop.ts";
import { neighbourEvidence, sinceWhen } from "./neighbour-evidence.ts";
import type { Confidence, Evidence } from "./evidence.ts";
import { notKnown, notKnownText } from "./not-known.ts";
import type { CauseText, DecidingCheck, Facts } from "./rule.ts";
import { rules } from "./rules.ts";
import { confidenceOf, decide, weighAll, withoutCoarser, type Candidate } from "./weighing.ts";

/** A cause that may be. */
export interface Guess {
  cause: string;
  words: Record<"en" | "ru", CauseText>;
  /** Values in the words. */
  facts: Facts;
}

/** A deciding check that was made: it changed the verdict, told nothing new, or could not be made. */
export interface MadeCheck {
  check: DecidingCheck;
  found: "verdict" | "nothing_new" | "not_made";
}

/** Cause of a failure as far as it is known, with the evidence for and against it. */
export interface Diagnosis {
  /** A cause of the rules, or `not_known`. */
  cause: string;
  /** `none` when the cause is not known. */
  confidence: Confidence;
  /** Who ended the call. */
  hop: Hop;
  /** Name of the program there, e.g. `nginx`. */
  server?: string;
  words: Record<"en" | "ru", CauseText>;
  /** Values in the words. */
  facts: Facts;
  supports: Evidence[];
  contradicts: Evidence[];
  /** Where the cause is not known or only said in general: the best guesses, at most two. Of a likely one, what a check tells it from. */
  guesses: Guess[];
  /** What tells the two guesses apart, or a likely cause from the next one; none that was made already. */
  check?: DecidingCheck;
  /** The check that was made to tell causes apart, and what came of it. */
  checked?: MadeCheck;
  /** A check found it good again after the call. */
  isOver?: true;
  /** Time of the first call that failed so, UTC in ISO 8601, when the probe still finds it bad. */
  since?: string;
  /** The cause as it is logged; empty when it is not known. */
  error_diagnosis: string;
  /** Error details that a native gRPC client would get. */
  grpc_details?: string;
}

/**
 * Finds the cause of a failure: a special one when the evidence for it is enough, else a general one that says what was seen, else
 * `not_known`.
 *
 * @returns undefined when nothing failed and nothing was found
 */
export function diagnose(failureCase: FailureCase): Diagnosis | undefined {
  const clues = readClues(failureCase);
  if (clues.end?.event === "request_cancelled") return undefined;
  const { named, confidence, guesses, rival } = decide(weighAll(clues, rules));
  if (!clues.failed && !named) return undefined;
  const [best = named, second] = rival && named ? [named, rival] : guesses;
  const isOpen = clues.failed && (confidence !== "certain" || guesses.length > 0);
  const toTry = (results?: CheckResults) =>
    best && isOpen ? decidingCheck(best.rule, second?.rule, clues, results) : undefined;
  const check = toTry(resultsAfter(clues));
  // It stays beside the likely cause when the check was made and told nothing.
  const shown = (rival && toTry() ? [rival] : guesses).map(({ rule }) => ({
    cause: rule.cause,
    words: wordsOf(rule, clues),
    facts: rule.facts?.(clues) ?? {},
  }));
  const rest = { guesses: shown, ...(check && { check }) };
  return named ? { ...toDiagnosis(clues, named, confidence), ...rest } : { ...unknownOf(clues), ...rest };
}

/** Results of checks that were made after the call. */
function resultsAfter({ probe, isProbedAfter, reachability, lightCall, trials }: Clues): CheckResults {
  return {
    ...(probe && isProbedAfter && { probe }),
    ...(reachability && { reachability }),
    ...(lightCall && { lightCall }),
    ...(trials && { trials }),
  };
}

/** Finds all special causes that are not excluded, the highest score first; each with its own confidence. */
export function diagnoseAll(failureCase: FailureCase): Diagnosis[] {
  const clues = readClues(failureCase);
  if (clues.end?.event === "request_cancelled") return [];
  const candidates = withoutCoarser(weighAll(clues, rules).filter(({ rule }) => !rule.isGeneral));
  // Without a call there may be several faults, and none is the rival of another.
  const rivals = clues.failed ? candidates : [];
  return candidates.map((candidate) => toDiagnosis(clues, candidate, confidenceOf(candidate, rivals)));
}

function toDiagnosis(clues: Clues, { rule, finding, isOver }: Candidate, confidence: Confidence): Diagnosis {
  const { supports, contradicts } = neighbourEvidence(clues, rule);
  const words = wordsOf(rule, clues);
  const since = isOver ? undefined : sinceWhen(clues, finding);
  return {
    cause: rule.cause,
    confidence,
    ...whereOf(clues),
    words,
    facts: rule.facts?.(clues) ?? {},
    supports: [...finding.supports.map(({ evidence }) => evidence), ...supports],
    contradicts: [...finding.contradicts.map(({ evidence }) => evidence), ...contradicts],
    guesses: [],
    ...(isOver && { isOver }),
    ...(since !== undefined && { since }),
    error_diagnosis: rule.errorDiagnosis ?? words.en.title,
    ...(rule.grpcDetails !== undefined && { grpc_details: rule.grpcDetails }),
  };
}

function unknownOf(clues: Clues): Diagnosis {
  return {
    cause: notKnown,
    confidence: "none",
    ...whereOf(clues),
    words: notKnownText,
    facts: {},
    supports: clues.hopEvidence,
    contradicts: [],
    guesses: [],
    error_diagnosis: "",
  };
}

function whereOf({ hop, server }: Clues): Pick<Diagnosis, "hop" | "server"> {
  return { hop, ...(server !== undefined && { server }) };
}

function wordsOf({ words, facts }: Candidate["rule"], clues: Clues): Diagnosis["words"] {
  const values = facts?.(clues) ?? {};
  return { en: fillWords(words.en, values), ru: fillWords(words.ru, values) };
}
