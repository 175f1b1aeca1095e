/** A text in LogQL: between backticks where it has backslashes, so that patterns stay readable. */
export function logQlText(text: string): string {
  const known = text.toWellFormed();
  // A raw text keeps no carriage return, and other control characters would not be seen.
  return known.includes("\\") && !/[`\u0000-\u001f]/.test(known) ? `\`${known}\`` : JSON.stringify(known);
}
