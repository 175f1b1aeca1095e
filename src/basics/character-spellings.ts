/** A backslash, perhaps in a URL. */
const backslash = String.raw`(?:\\|%(?:25)?5[cC])`;

/** Patterns of the ways in which one character is written: as itself, or escaped for URLs, JSON, HTML or a terminal. */
export function spellingsOf(one: string): string[] {
  const literal = one.replace(/[^\p{L}\p{N}\p{M}]/u, String.raw`\$&`);
  // Nobody escapes these.
  if (/[\w.-]/.test(one)) return [literal];
  // Text in text is escaped twice: each backslash by another, each per cent sign by its code.
  if (one === "\\") return [1, 2, 4].map((count) => `${backslash}{${String(count)}}`);
  if (one === "%") return ["%", "%25", "%2525", ...codesOf(one)];
  const bytes = utf8(one).map(hexOf);
  const percent = bytes.map((byte) => `%(?:25){0,2}${anyCase(byte)}`).join("");
  return [
    literal,
    percent,
    ...(one === " " ? [String.raw`\+`] : []),
    ...(`"'/`.includes(one) ? [`${backslash}{1,7}(?:${literal}|${percent})`] : []),
    bytes
      .map((byte) => `${backslash}{1,4}(?:x${anyCase(byte)}|${parseInt(byte, 16).toString(8).padStart(3, "0")})`)
      .join(""),
    ...codesOf(one),
  ];
}

/** A character as its code: `\u0026`, `&#38;`, `&#x26;`, `&amp;`. */
function codesOf(one: string): string[] {
  const units = Array.from({ length: one.length }, (_, index) => one.charCodeAt(index).toString(16).padStart(4, "0"));
  const code = one.codePointAt(0)!;
  const entity = Object.hasOwn(entities, one) ? `|${entities[one]!}` : "";
  return [
    units.map((unit) => `${backslash}{1,4}u${anyCase(unit)}`).join(""),
    `&(?:#${String(code)}|#[xX]${anyCase(code.toString(16))}${entity});`,
  ];
}

const entities: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

const anyCase = (hex: string) => hex.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
/** A byte as two hex digits in lower case. */
export const hexOf = (byte: number) => byte.toString(16).padStart(2, "0");
/** The bytes of a text. */
export const utf8 = (text: string) => [...new TextEncoder().encode(text)];
