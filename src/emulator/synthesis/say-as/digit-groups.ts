/** Splits digits into groups of a length, from the left. */
export function splitDigits(digits: string, length: number): string[] {
  return digits.match(new RegExp(`\\d{1,${String(length)}}`, "g")) ?? [];
}

/** Groups of a Russian telephone number as they are usually spoken: 8 495 123 45 67. Takes 9 to 11 digits. */
export function telephoneGroups(written: string): string[] | undefined {
  const digits = written.replaceAll(/[\s()-]/g, "");
  if (!/^\d{9,11}$/.test(digits)) return undefined;
  const head = digits.slice(0, -7);
  const area = head.slice(-3);
  return [head.slice(0, -3), area, digits.slice(-7, -4), digits.slice(-4, -2), digits.slice(-2)].filter(Boolean);
}

/** A group with its leading zeros spoken: `05` is zero, five. Of a group of zeros each is spoken. */
export function sayGroup(group: string, zero: string, number: (digits: string) => string): string {
  const zeros = /^0*/.exec(group)?.[0] ?? "";
  const rest = group.slice(zeros.length);
  return [...Array.from(zeros, () => zero), ...(rest === "" ? [] : [number(rest)])].join(" ");
}
