import type { DiffStep } from "./word-diff.ts";

/** How far a transcript is from its reference text. */
export interface WordErrors {
  /** Words of the reference. */
  words: number;
  replaced: number;
  missing: number;
  added: number;
  /**
   * Word error rate: steps other than equal by words of the reference; 0 is perfect, above 1 when much was added. Without
   * a reference it is 0, or 1 when something was recognised.
   */
  rate: number;
}

/** Counts the steps of a diff. */
export function wordErrors(steps: DiffStep[]): WordErrors {
  const count = (kind: DiffStep["kind"]) => steps.filter((step) => step.kind === kind).length;
  const [replaced, missing, added] = [count("replaced"), count("missing"), count("added")];
  const words = steps.length - added;
  const errors = replaced + missing + added;
  return { words, replaced, missing, added, rate: words > 0 ? errors / words : Math.min(errors, 1) };
}
