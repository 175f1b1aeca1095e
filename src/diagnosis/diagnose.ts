import { readClues } from "./clues.ts";
import type { FailureCase } from "./failure-case.ts";
import { neighbourEvidence } from "./neighbour-evidence.ts";
import type { Confidence, Evidence } from "./evidence.ts";
import type { CauseText, Rule } from "./rule.ts";
import { rules } from "./rules.ts";

/** Most probable cause of a failure, with the evidence for and against it. */
export interface Diagnosis {
  cause: string;
  confidence: Confidence;
  words: Record<"en" | "ru", CauseText>;
  supports: Evidence[];
  contradicts: Evidence[];
  /** The cause as it is logged. */
  error_diagnosis: string;
  /** Error details that a native gRPC client would get. */
  grpc_details?: string;
}

const order: Confidence[] = ["certain", "likely", "possible"];

/**
 * Finds the cause with the highest confidence; of equal ones, the first in the list of rules.
 *
 * @returns undefined when nothing failed or no rule matches; `unknownCauseText` is the text for the latter
 */
export function diagnose(failureCase: FailureCase, among: readonly Rule[] = rules): Diagnosis | undefined {
  return diagnoseAll(failureCase, among)[0];
}

/** Finds all causes that match, highest confidence first. */
export function diagnoseAll(failureCase: FailureCase, among: readonly Rule[] = rules): Diagnosis[] {
  const clues = readClues(failureCase);
  if (clues.end?.event === "request_cancelled") return [];
  const fitting = among.flatMap((rule) => {
    const finding = rule.find(clues);
    return finding ? [{ rule, finding }] : [];
  });
  return fitting
    .toSorted((a, b) => order.indexOf(a.finding.confidence) - order.indexOf(b.finding.confidence))
    .map(({ rule, finding }) => {
      const { supports, contradicts } = neighbourEvidence(clues, rule);
      return {
        cause: rule.cause,
        confidence: finding.confidence,
        words: rule.words,
        supports: [...finding.supports, ...supports],
        contradicts: [...finding.contradicts, ...contradicts],
        error_diagnosis: rule.errorDiagnosis ?? rule.words.en.title,
        ...(rule.grpcDetails !== undefined && { grpc_details: rule.grpcDetails }),
      };
    });
}

/** Text shown when no rule matches a failure. */
export const unknownCauseText: Record<"en" | "ru", CauseText> = {
  en: {
    title: "The cause is not known",
    why: "None of the known causes fits what was logged about this call.",
    next: "Try again. If it keeps happening, run Check connection and give the request IDs and the log to support.",
  },
  ru: {
    title: "Причина не установлена",
    why: "Ни одна из известных причин не подходит к тому, что записано об этом вызове.",
    next: "Попробуйте ещё раз. Если ошибка повторяется, проверьте соединение и передайте поддержке ID запроса и журнал.",
  },
};
