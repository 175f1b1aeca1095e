import type { LogEvent } from "../logging/log-event.ts";
import type { Diagnosis, Guess, MadeCheck } from "./diagnose.ts";
import type { Confidence, Evidence } from "./evidence.ts";
import { fillWords } from "./fill-words.ts";
import { hops } from "./hop.ts";
import { notKnown, notKnownText } from "./not-known.ts";
import type { CauseText, DecidingCheck, Facts } from "./rule.ts";
import { probeSteps } from "./quotes.ts";
import { rules } from "./rules.ts";
import { trialChanges } from "./trials.ts";

/** Converts a diagnosis to `data` of an event: ids, facts and evidence, without texts, which may change. */
export function diagnosisData(diagnosis: Diagnosis, requestId?: string): Record<string, unknown> {
  const { cause, confidence, hop, server, facts, supports, contradicts, guesses } = diagnosis;
  const { check, checked, isOver, since, error_diagnosis, grpc_details } = diagnosis;
  return {
    ...(requestId !== undefined && { diagnosed_request_id: requestId }),
    cause,
    confidence,
    hop,
    ...(server !== undefined && { server }),
    ...(Object.keys(facts).length > 0 && { facts }),
    error_diagnosis,
    ...(grpc_details !== undefined && { grpc_details }),
    ...(isOver && { is_over: true }),
    ...(since !== undefined && { since }),
    evidence_for: supports.map(evidenceData),
    evidence_against: contradicts.map(evidenceData),
    ...(guesses.length > 0 && { guesses: guesses.map((guess) => ({ cause: guess.cause, facts: guess.facts })) }),
    ...(check && { check }),
    ...(checked && { checked }),
  };
}

/** Parses the diagnosis of an event; undefined when it has none, or one of another version. */
export function readDiagnosis({ data = {} }: Pick<LogEvent, "data">): Diagnosis | undefined {
  const confidence = (["certain", "likely", "possible", "none"] as const).find((name) => name === data["confidence"]);
  const facts = (data["facts"] ?? {}) as Facts;
  const rule = rules.find(({ cause }) => cause === data["cause"]);
  const words = data["cause"] === notKnown ? notKnownText : rule && filled(rule.words, facts);
  if (!words || !confidence) return undefined;
  const { server, since, error_diagnosis } = data;
  const [check, checked] = [checkIn(data["check"]), checkedIn(data["checked"])];
  return {
    cause: rule?.cause ?? notKnown,
    confidence: confidence satisfies Confidence,
    // An earlier version did not tell who answered.
    hop: hops.find((name) => name === data["hop"]) ?? "unknown",
    ...(typeof server === "string" && { server }),
    words,
    facts,
    supports: evidenceIn(data["evidence_for"]),
    contradicts: evidenceIn(data["evidence_against"]),
    guesses: guessesIn(data["guesses"]),
    ...(check && { check }),
    ...(checked && { checked }),
    ...(data["is_over"] === true && { isOver: true as const }),
    ...(typeof since === "string" && { since }),
    error_diagnosis: typeof error_diagnosis === "string" ? error_diagnosis : words.en.title,
    ...(rule?.grpcDetails !== undefined && { grpc_details: rule.grpcDetails }),
  };
}

function filled(words: Diagnosis["words"], facts: Facts): Record<"en" | "ru", CauseText> {
  return { en: fillWords(words.en, facts), ru: fillWords(words.ru, facts) };
}

function guessesIn(list: unknown): Guess[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    const { cause: id, facts = {} } = (item ?? {}) as { cause?: unknown; facts?: Facts };
    const rule = rules.find(({ cause }) => cause === id);
    return rule ? [{ cause: rule.cause, words: filled(rule.words, facts), facts }] : [];
  });
}

/** Earlier versions knew other checks of the same kinds. */
function checkIn(value: unknown): DecidingCheck | undefined {
  const { kind, step, change } = (value ?? {}) as { kind?: unknown; step?: unknown; change?: unknown };
  if (kind === "plain-get" || kind === "call") return { kind };
  const tried = trialChanges.find((name) => name === change);
  if (kind === "trial" && tried) return { kind, change: tried };
  const known = probeSteps.find((name) => name === step);
  return kind === "probe" && known ? { kind, step: known } : undefined;
}

function checkedIn(value: unknown): MadeCheck | undefined {
  const { check: made, found } = (value ?? {}) as { check?: unknown; found?: unknown };
  const check = checkIn(made);
  const outcome = (["verdict", "nothing_new", "not_made"] as const).find((name) => name === found);
  return check && outcome && { check, found: outcome };
}

function evidenceData({ source, quote }: Evidence): Record<string, unknown> {
  if (source.kind !== "event") return { kind: source.kind, fact: source.fact, quote };
  const { sessionId, seq, requestId } = source;
  return {
    kind: "event",
    session_id: sessionId,
    seq,
    ...(requestId !== undefined && { request_id: requestId }),
    quote,
  };
}

function evidenceIn(list: unknown): Evidence[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown): Evidence[] => {
    const { kind, fact, quote, session_id, seq, request_id } = (item ?? {}) as Record<string, unknown>;
    if (typeof quote !== "string") return [];
    if (kind === "event" && typeof session_id === "string" && typeof seq === "number") {
      const line = { kind, sessionId: session_id, seq } as const;
      return [{ source: typeof request_id === "string" ? { ...line, requestId: request_id } : line, quote }];
    }
    const isFact = kind === "probe" || kind === "audio" || kind === "browser";
    return isFact && typeof fact === "string" ? [{ source: { kind, fact }, quote }] : [];
  });
}
