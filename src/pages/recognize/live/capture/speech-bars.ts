import type { VaMark } from "../../../../audiokit/calls/phrases.ts";
import { speechRanges } from "../../../../audio/speech-ranges.ts";
import { levelSeconds } from "./sound-level.svelte.ts";

/** More marks than this do not fit into the minute that is shown. */
const lastMarks = 120;

/**
 * Whether somebody spoke in a bar of the level's history, as the platform marks it.
 *
 * @param droppedBars bars of the recording before the first one shown
 * @param barCount bars that are shown
 */
export function speechBars(marks: readonly VaMark[], droppedBars: number, barCount: number): (bar: number) => boolean {
  const seconds = (droppedBars + barCount) * levelSeconds;
  const recent = marks.slice(-lastMarks);
  // A list that was cut may begin with an end, which would reach back to the start.
  if (marks.length > lastMarks && recent[0]?.type === "end") recent.shift();
  const ranges = recent.length === 0 ? [] : speechRanges(recent, seconds);
  return (bar) => {
    const middle = (droppedBars + bar + 0.5) * levelSeconds;
    return ranges.some(({ fromSeconds, toSeconds }) => fromSeconds <= middle && middle < toSeconds);
  };
}
