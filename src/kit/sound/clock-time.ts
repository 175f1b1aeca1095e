/** A position in a sound as a counter shows it: "0:07.4", "12:30.0". Tenths are cut, not rounded, so it never runs ahead. */
export function clockTime(seconds: number): string {
  const tenths = Math.floor(seconds * 10 + 1e-6);
  const minutes = Math.floor(tenths / 600);
  const rest = (tenths % 600) / 10;
  return `${String(minutes)}:${rest.toFixed(1).padStart(4, "0")}`;
}
