/**
 * The pause that `Retry-After` asks for, in milliseconds; undefined where it asks for none that is understood. It may be seconds, or a
 * date, which is then measured from `nowMs`; one that has passed is no pause.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function readRetryAfterMs(value: string | null | undefined, nowMs: number): number | undefined {
  if (value === null || value === undefined) return undefined;
  const pauseMs = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return pauseMs >= 0 && Number.isFinite(pauseMs) ? pauseMs : undefined;
}
