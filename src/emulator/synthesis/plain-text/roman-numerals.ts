const values: Record<string, number> = { I: 1, V: 5, X: 10 };

/** Characters of a Roman numeral from 1 to 39, as part of a pattern. Larger ones look like abbreviations: CD, MIX, DC. */
export const romanPattern = "(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})";

/** Value of a numeral that fits `romanPattern`, in decimal digits. */
export function romanDigits(numeral: string): string {
  const numbers = [...numeral].map((letter) => values[letter]!);
  return String(numbers.reduce((sum, value, at) => sum + (value < (numbers[at + 1] ?? 0) ? -value : value), 0));
}
