import type { Format } from "../../kit/i18n/format.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { outcomeFigures, type OutcomeFigures } from "./outcome-figures.ts";
import type { replayText } from "./replay-text.ts";

/** One number of both calls, as it is shown; what a call lacks is empty. */
export interface FigureRow {
  label: string;
  before: string;
  after: string;
  /** The second less the first, with its sign. */
  difference: string;
}

/** The numbers of two calls beside each other; those that neither has are left out. */
export function figureRows(
  origin: LogEvent,
  replay: LogEvent,
  text: (typeof replayText)["en"],
  format: Format,
): FigureRow[] {
  const [before, after] = [outcomeFigures(origin), outcomeFigures(replay)];
  const row = (
    label: string,
    figure: Exclude<keyof OutcomeFigures, "transcript">,
    shown: (value: number) => string,
  ): FigureRow[] => {
    const [first, second] = [before[figure], after[figure]];
    if (first === undefined && second === undefined) return [];
    const less = first === undefined || second === undefined ? undefined : second - first;
    const sign = less === undefined || less === 0 ? "" : less > 0 ? "+" : "−";
    const difference = less === undefined ? "" : less === 0 ? "=" : `${sign}${shown(Math.abs(less))}`;
    const show = (value: number | undefined) => (value === undefined ? "" : shown(value));
    return [{ label, before: show(first), after: show(second), difference }];
  };
  return [
    ...row(text.duration, "durationMs", format.duration),
    ...row(text.firstAnswer, "firstAnswerMs", format.duration),
    ...row(text.sent, "sentBytes", format.bytes),
    ...row(text.received, "receivedBytes", format.bytes),
    ...row(text.audio, "audioSeconds", (seconds) => format.duration(seconds * 1000)),
    ...row(text.confidence, "confidence", (value) => format.number(value, 2)),
  ];
}
