/** What the load to come can be multiplied by. */
export const factors = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 5, 7.5, 10];

/** The factor that an address names; 1 where it names none. */
export function readFactor(text: string): number {
  return factors.find((factor) => String(factor) === text) ?? 1;
}

/** The limit that an address names, in the unit that it is given in; 0: none. */
export function readLimit(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
