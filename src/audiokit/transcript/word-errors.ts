import type { DiffStep } from "./word-diff.ts";

/** How far what was heard is from what was meant. */
export interface WordErrors {
  /** Words that were meant. */
  words: number;
  replaced: number;
  missing: number;
  added: number;
  /**
   * Word error rate: steps other than equal by words meant; 0 is perfect, above 1 when much was added. With no words meant
   * it is 0, or 1 when something was heard.
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
