/**
 * An escape that a line of ours does not have: of a character that it writes literally. Backslashes before it come in pairs.
 * Ours are `\"`, `\\`, short ones, and `\u` of controls, of the underscore, of line separators and of half surrogates.
 */
const foreignEscape =
  /(?<!\\)(?:\\\\)*\\(?:\/|u(?!00[01][\da-f]|005f|007f|00[89][\da-f]|202[89]|d[89a-f])|ud[89ab][\da-f]{2}\\ud[c-f])/i;
/** What a line of ours writes as an escape, or does not hold. */
const foreignLiteral = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Whether valid JSON holds an escape that lines of ours do not have. */
export function hasForeignEscape(json: string): boolean {
  return json.includes("\\") && foreignEscape.test(json);
}

/** Whether valid JSON is spelled so that it can stand in a line of ours as it is, and be searched there. */
export function isSpelledLikeOurs(json: string): boolean {
  return !foreignLiteral.test(json) && !hasForeignEscape(json);
}

const token = /"(?:[^"\\]|\\[\s\S])*"|\s+|\bNaN\b|-?\bInfinity\b/g;

/**
 * Valid JSON in the spelling of our lines: on one line, with literal characters instead of escapes. Digits of numbers, order
 * and repeated keys stay. `NaN` and `Infinity`, which some loggers write, become null.
 */
export function respellJson(json: string): string {
  return json.replaceAll(token, (part) => {
    if (part.startsWith('"')) return `"${respellString(part.slice(1, -1))}"`;
    return /\s/.test(part) ? "" : "null";
  });
}

function respellString(inside: string): string {
  return inside
    .replaceAll(
      /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\(?:u([\da-fA-F]{4})|([\s\S]))/g,
      respellEscape,
    )
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, escaped);
}

function respellEscape(escape: string, hex: string | undefined, letter: string | undefined): string {
  if (letter !== undefined) return letter === "/" ? "/" : escape;
  if (hex === undefined) return JSON.parse(`"${escape}"`) as string;
  const character = String.fromCharCode(parseInt(hex, 16));
  return /["\\\p{C}\u2028\u2029]/u.test(character) ? shortest(character) : character;
}

/** A character that must be escaped, as `JSON.stringify` does it, or in hexadecimal where it would leave it. */
function shortest(character: string): string {
  const quoted = JSON.stringify(character).slice(1, -1);
  return quoted === character ? escaped(character) : quoted;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
