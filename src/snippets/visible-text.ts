/**
 * Characters that a terminal or an editor obeys or hides, instead of showing them: control characters, writing direction,
 * joiners, line separators. A pasted one could run a command, or show another one than it runs.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

/** JSON on lines of its own, in which every hidden character is escaped. @param indent spaces of a level; 0: one line */
export function visibleJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, undefined, indent).replaceAll(hidden, (sign) =>
    sign === "\n" ? sign : jsonEscape(sign),
  );
}

/** A string of Python. It escapes as JSON does, but for what is beyond 16 bits. */
export function pythonString(text: string): string {
  return JSON.stringify(text).replaceAll(hidden, (sign) => `\\U${hex(sign.codePointAt(0), 8)}`);
}

/** A text for one line of a comment: hidden characters are blanks, and a long text is cut. */
export function commentText(text: string, mostCharacters = 300): string {
  const line = text.replaceAll(hidden, " ").toWellFormed();
  return line.length <= mostCharacters ? line : `${line.slice(0, mostCharacters).toWellFormed()}…`;
}

/** A word of a shell that is exactly the text. Hidden characters want bash, ksh or zsh; the character 0 is left out. */
export function shellWord(text: string): string {
  const whole = text.replaceAll("\0", "").toWellFormed();
  if (/^[\w./:@%+=,-]+$/.test(whole)) return whole;
  if (whole.search(hidden) < 0) return `'${whole.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${whole.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll(hidden, octal)}'`;
}

function jsonEscape(sign: string): string {
  return sign.replaceAll(/[^]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`);
}

function octal(sign: string): string {
  return [...new TextEncoder().encode(sign)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}

const hex = (value: number | undefined, digits: number) => (value ?? 0).toString(16).padStart(digits, "0");
