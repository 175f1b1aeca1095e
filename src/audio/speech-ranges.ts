/** Where speech begins or ends in a channel. */
export interface SpeechMark {
  type: "begin" | "end" | "none";
  offsetMs: number;
}

/** A range of speech, in seconds from the start. */
export interface SpeechRange {
  fromSeconds: number;
  toSeconds: number;
}

/**
 * Pairs the marks of voice activity; marks of several channels are merged into one picture.
 *
 * A beginning without an end lasts to the end of the audio, a first end without a beginning from its start.
 */
export function speechRanges(marks: readonly SpeechMark[], audioSeconds: number): SpeechRange[] {
  const stretches: SpeechRange[] = [];
  let openings = 0;
  let fromMs: number | undefined = 0;
  for (const { type, offsetMs } of marks) {
    if (type === "begin" && openings++ === 0) fromMs = offsetMs;
    if (type !== "end") continue;
    openings = Math.max(0, openings - 1);
    if (openings > 0 || fromMs === undefined) continue;
    stretches.push({ fromSeconds: fromMs / 1000, toSeconds: offsetMs / 1000 });
    fromMs = undefined;
  }
  if (openings > 0 && fromMs !== undefined) stretches.push({ fromSeconds: fromMs / 1000, toSeconds: audioSeconds });
  return stretches;
}

/** Length of all ranges together, in seconds. */
export function spokenSeconds(stretches: readonly SpeechRange[]): number {
  return stretches.reduce((sum, { fromSeconds, toSeconds }) => sum + toSeconds - fromSeconds, 0);
}
