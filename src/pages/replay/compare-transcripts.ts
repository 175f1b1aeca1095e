import { comparableWords } from "../../audiokit/transcript/comparable-words.ts";
import { diffWords, maxDiffWords, type DiffStep } from "../../audiokit/transcript/word-diff.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { outcomeFigures } from "./outcome-figures.ts";

/** The transcript of a call: as it came just now, else as the log has it; undefined where neither knows it. */
export function transcriptOf(event: LogEvent | undefined, received?: string): string | undefined {
  return received ?? (event && outcomeFigures(event).transcript);
}

/** The steps from one transcript to the other; undefined where one is too long to be compared. */
export function transcriptSteps(before: string, after: string): DiffStep[] | undefined {
  const isLong = [before, after].some((text) => comparableWords(text).length > maxDiffWords);
  return isLong ? undefined : diffWords(before, after);
}

/** How many words differ; undefined where a transcript is too long to be compared. */
export function differingWords(before: string, after: string): number | undefined {
  return transcriptSteps(before, after)?.filter(({ kind }) => kind !== "equal").length;
}
