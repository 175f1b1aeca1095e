import { fittingLabel } from "./fitting-label.ts";

/** What a mark means; each has its own colour and place. */
export type WaveformTone = "speech" | "word" | "doubtful" | "current";

/** A marked range of the sound. */
export interface WaveformMark {
  fromSeconds: number;
  toSeconds: number;
  tone: WaveformTone;
  /** Written under the wave, cut where there is no room. */
  label?: string;
}

/** Colours as the canvas takes them, already resolved for theme and contrast mode. */
export interface WaveformColours {
  wave: string;
  played: string;
  playhead: string;
  speech: string;
  current: string;
  label: string;
  doubtful: string;
}

/** All that is drawn, in CSS pixels; the canvas is already scaled to the screen. */
export interface WaveformPicture {
  width: number;
  height: number;
  /** Pairs of lowest and highest value, one pair for each bar. */
  columns: Float32Array;
  durationSeconds: number;
  positionSeconds: number;
  marks: readonly WaveformMark[];
  colours: WaveformColours;
  /** Font of the labels, as CSS writes it. */
  font: string;
  hasLabels: boolean;
}

/** A bar is two pixels wide and stands one pixel from the next. */
export const barStride = 3;
const labelTrack = 22;
/** Two labels side by side keep at least this distance. */
const labelGap = 4;

/** Paints one picture, from the background to the playhead. */
export function paintWaveform(context: CanvasRenderingContext2D, picture: WaveformPicture): void {
  context.clearRect(0, 0, picture.width, picture.height);
  const waveHeight = picture.height - (picture.hasLabels ? labelTrack : 0);
  paintStretches(context, picture, waveHeight);
  paintBars(context, picture, waveHeight);
  if (picture.hasLabels) paintLabels(context, picture);
  if (picture.durationSeconds > 0) {
    context.fillStyle = picture.colours.playhead;
    context.fillRect(
      Math.min(picture.width - 2, Math.max(0, xOf(picture, picture.positionSeconds) - 1)),
      0,
      2,
      waveHeight,
    );
  }
}

function xOf({ width, durationSeconds }: WaveformPicture, seconds: number): number {
  return durationSeconds > 0 ? (seconds / durationSeconds) * width : 0;
}

/** The word being spoken is a field behind the wave, speech a line along its foot. */
function paintStretches(context: CanvasRenderingContext2D, picture: WaveformPicture, waveHeight: number): void {
  const paint = (tone: WaveformTone, colour: string, top: number, bottom: number): void => {
    context.fillStyle = colour;
    for (const mark of picture.marks) {
      if (mark.tone !== tone) continue;
      const left = xOf(picture, mark.fromSeconds);
      context.fillRect(left, top, Math.max(1, xOf(picture, mark.toSeconds) - left), bottom - top);
    }
  };
  paint("current", picture.colours.current, 0, picture.height);
  paint("speech", picture.colours.speech, waveHeight - 3, waveHeight);
}

/** A quiet recording is drawn larger, up to this factor, so that its shape can be seen; silence stays a line. */
const maxGain = 8;

function paintBars(context: CanvasRenderingContext2D, picture: WaveformPicture, waveHeight: number): void {
  const middle = waveHeight / 2;
  const loudest = picture.columns.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const reach = (middle - 6) * Math.min(maxGain, 1 / Math.max(loudest, 1 / maxGain));
  const playedTo = xOf(picture, picture.positionSeconds);
  for (let bar = 0; bar * 2 < picture.columns.length; bar++) {
    const left = bar * barStride;
    const low = picture.columns[bar * 2]!;
    const high = picture.columns[bar * 2 + 1]!;
    const top = middle - high * reach;
    context.fillStyle = left < playedTo ? picture.colours.played : picture.colours.wave;
    // Silence is still a line.
    context.fillRect(left, Math.min(top, middle - 0.5), barStride - 1, Math.max(1, (high - low) * reach));
  }
}

/**
 * A word that does not fit between its times is cut, with an ellipsis; where not even that has room, a dot stands for it: what
 * is written is never read as the whole transcript.
 */
function paintLabels(context: CanvasRenderingContext2D, picture: WaveformPicture): void {
  context.font = picture.font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const y = picture.height - labelTrack / 2 + 1;
  const measure = (label: string): number => context.measureText(label).width;
  for (const mark of picture.marks) {
    if (mark.label === undefined || mark.tone === "current") continue;
    const from = xOf(picture, mark.fromSeconds);
    const to = xOf(picture, mark.toSeconds);
    const centre = (from + to) / 2;
    const { label, width } = fittingLabel(mark.label, to - from - labelGap, measure);
    context.fillStyle = picture.colours.label;
    if (label === "") context.fillRect(centre - 1, y, 2, 2);
    else context.fillText(label, centre, y);
    if (mark.tone === "doubtful") {
      context.fillStyle = picture.colours.doubtful;
      context.fillRect(centre - width / 2, y + 8, width, 1.5);
    }
  }
}
