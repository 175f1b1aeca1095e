/** The times that a chart covers, in milliseconds since the epoch. */
export interface TimeView {
  fromMs: number;
  toMs: number;
}

/** Closer than this nothing more is to be seen. */
const shortestMs = 1000;

/**
 * Zooms in or out around a moment, not beyond the whole log and not closer than a second.
 *
 * @param factor of the length: less than 1 comes closer
 * @param at the share of the view that stays in its place
 */
export function zoomView({ fromMs, toMs }: TimeView, factor: number, at: number, whole: TimeView): TimeView {
  const longestMs = Math.max(shortestMs, whole.toMs - whole.fromMs);
  const lengthMs = Math.min(longestMs, Math.max(shortestMs, (toMs - fromMs) * factor));
  return inside(fromMs + (toMs - fromMs - lengthMs) * at, lengthMs, whole);
}

/** Moves the view by a share of its length; what is dragged to the right comes from before. */
export function panView({ fromMs, toMs }: TimeView, by: number, whole: TimeView): TimeView {
  const lengthMs = toMs - fromMs;
  return inside(fromMs - by * lengthMs, lengthMs, whole);
}

/** Whether a view shows all that there is. */
export function isWhole(view: TimeView, whole: TimeView): boolean {
  return view.fromMs <= whole.fromMs && view.toMs >= whole.toMs;
}

function inside(fromMs: number, lengthMs: number, whole: TimeView): TimeView {
  const startMs = Math.max(whole.fromMs, Math.min(whole.toMs - lengthMs, fromMs));
  return { fromMs: Math.round(startMs), toMs: Math.round(startMs + lengthMs) };
}
