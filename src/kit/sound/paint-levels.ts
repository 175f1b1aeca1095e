import type { WaveformColours } from "./paint-waveform.ts";

/** All that is drawn, in CSS pixels; the canvas is already scaled to the screen. */
export interface LevelPicture {
  width: number;
  height: number;
  /** Loudness from 0 to 1, oldest first; above 1 where sound was cut off. The last one stands at the right edge. */
  bars: readonly number[];
  /** Whether somebody spoke in a bar. */
  isSpeech: (bar: number) => boolean;
  colours: Pick<WaveformColours, "wave" | "played" | "speech" | "doubtful">;
}

/** A bar is three pixels wide and stands one pixel from the next. */
export const levelStride = 4;
/** Under the bars, where speech is marked as a line. */
const footHeight = 6;

/** Paints the bars that fit, the newest at the right edge; silence is a line of dots. */
export function paintLevels(context: CanvasRenderingContext2D, picture: LevelPicture): void {
  const { width, height, bars, isSpeech, colours } = picture;
  context.clearRect(0, 0, width, height);
  const middle = (height - footHeight) / 2;
  const count = Math.ceil(width / levelStride);
  for (let place = 0; place < count; place++) {
    const bar = bars.length - 1 - place;
    const left = width - (place + 1) * levelStride;
    const share = bars[bar] ?? 0;
    const spoken = bar >= 0 && isSpeech(bar);
    const half = Math.max(1, Math.min(1, share) * (middle - 2));
    context.fillStyle = share > 1 ? colours.doubtful : spoken ? colours.played : colours.wave;
    context.fillRect(left, middle - half, levelStride - 1, half * 2);
    if (!spoken) continue;
    context.fillStyle = colours.speech;
    context.fillRect(left, height - footHeight + 2, levelStride, 3);
  }
}
