/** Deepest nesting of an object that is completed. */
const maxDepth = 64;

/**
 * Reads the beginning of an object whose end is missing: a line that was cut, or only the head of a very long one. A text
 * that was cut keeps what there is of it; a member that makes no sense without its end is left out.
 *
 * @returns undefined for what is not the beginning of an object, or is a whole one
 */
export function parseCut(text: string): Record<string, unknown> | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const { isInText, closers, cutAt, cutClosers } = scan(text) ?? {};
  if (closers === undefined || closers === "") return undefined;
  // Behind half an escape (`\u04`) a quote would not end the text.
  const whole = isInText ? `${text.replace(/\\(?:u[\da-f]{0,3})?$/i, "")}"` : text;
  return parse(whole + closers) ?? (cutAt === undefined ? undefined : parse(text.slice(0, cutAt) + (cutClosers ?? "")));
}

/** What is open at the end, and what was at the last comma; undefined for what ends before the text does. */
function scan(text: string) {
  let closers = "";
  let cutAt: number | undefined;
  let cutClosers = "";
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (isInText) {
      if (character === 92) at++;
      else if (character === 34) isInText = false;
    } else if (character === 34) {
      isInText = true;
    } else if (character === 123 || character === 91) {
      closers = (character === 123 ? "}" : "]") + closers;
      if (closers.length > maxDepth) return undefined;
    } else if (character === 125 || character === 93) {
      closers = closers.slice(1);
      if (closers === "") return undefined;
    } else if (character === 44) {
      cutAt = at;
      cutClosers = closers;
    }
  }
  return { isInText, closers, cutAt, cutClosers };
}

function parse(json: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    return undefined; // Cut in a place that cannot be completed.
  }
}
