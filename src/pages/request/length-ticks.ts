const steps = [1, 2, 5];

/** Round lengths between two, at most `most` of them, from the shortest on. */
export function lengthTicks(fromMs: number, toMs: number, most: number): number[] {
  const lengthMs = toMs - fromMs;
  if (!(lengthMs > 0) || most < 1) return [];
  const decade = 10 ** Math.floor(Math.log10(lengthMs / most));
  const stepMs = [...steps.map((step) => step * decade), 10 * decade].find((step) => lengthMs / step <= most)!;
  const first = Math.ceil(fromMs / stepMs);
  const count = Math.min(most + 1, Math.floor(toMs / stepMs) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * stepMs);
}
