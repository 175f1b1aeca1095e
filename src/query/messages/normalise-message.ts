/**
 * One step of the normalisation. JavaScript, Oniguruma (jq) and RE2 (DuckDB) read the patterns alike: no `\b`, `\d` or `\w`,
 * which mean Unicode in one and ASCII in another, and nothing that looks around.
 */
export interface Replacement {
  pattern: string;
  /** The pattern begins with a group, the character before the match or nothing at the start, which stays. */
  keepsBefore: boolean;
  /** A second group, which is all that stays of the rest. */
  keepsName?: boolean;
  by: string;
  /** A text without this has no match: most messages need not be searched. */
  needs?: string;
}

/** Most characters of a message that are looked at. */
export const maxMessage = 1_000;

/** What may stand before a path. */
const beforePath = String.raw`(^|[ ("'=:,;<>|\[])`;
/** A name in a path. */
const name = String.raw`[^ ,;:"'()<>|/\\]+`;
const hex = "[0-9a-fA-F]";

/** What may stand before a number or an id. */
const beforeWord = "(^|[^A-Za-z0-9])";
const two = "[0-9][0-9]";
/** A part of an IPv6 address. */
const sixteenBits = `${hex}{1,4}`;

/** From a message to what messages of one kind share, in this order. */
export const replacements: readonly Replacement[] = [
  { pattern: "[ \\t\\r\\n]{2,}|[\\t\\r\\n]", keepsBefore: false, by: " " },
  // Names in JSON, or a dictionary of Python, say what their values are.
  { pattern: `([{,] ?)["']([A-Za-z_][A-Za-z0-9_.-]*)["'] ?:`, keepsBefore: true, keepsName: true, by: ":" },
  // Quoted names. An apostrophe inside a word opens no quotation.
  { pattern: '"[^"]*"|«[^»]*»|“[^”]*”|„[^“”]*[“”]|‘[^’]*’|`[^`]*`', keepsBefore: false, by: '"…"' },
  { pattern: `${beforeWord}'[^']*'`, keepsBefore: true, by: '"…"' },
  // Addresses and paths: absolute ones, and others with at least two slashes, so that `and/or` stays.
  { pattern: String.raw`[A-Za-z][A-Za-z0-9+.-]*://[^ ,;"'()<>|\]]+`, keepsBefore: false, by: "#", needs: "://" },
  { pattern: String.raw`${beforePath}(?:[A-Za-z]:|\\)[\\/][^ ,;:"'()<>|]*`, keepsBefore: true, by: "#" },
  { pattern: `${beforePath}(?:~|[.][.]?)?(?:/${name})+/?`, keepsBefore: true, by: "#", needs: "/" },
  { pattern: `${beforePath}${name}(?:/${name}){2,}/?`, keepsBefore: true, by: "#", needs: "/" },
  // Times with their date, also with a zone.
  {
    pattern: `${beforeWord}[0-9]{4}-${two}-${two}[T ]${two}:${two}(?::${two}(?:[.,][0-9]+)?)?(?:Z| ?[+-]${two}:?${two})?`,
    keepsBefore: true,
    by: "#",
    needs: "-",
  },
  // IPv6, where it is no time: as a whole, or with its zeros left out.
  {
    pattern: `${beforeWord}(?:${sixteenBits}(?::${sixteenBits}){7}|[0-9fF]${hex}{0,3}(?::${sixteenBits}){0,6}::(?:${sixteenBits}(?::${sixteenBits}){0,6})?)`,
    keepsBefore: true,
    by: "#",
    needs: ":",
  },
  // Request ids of ours, UUIDs, hexadecimal ids, and words of letters and digits by turns.
  { pattern: "req_[0-9][A-Za-z0-9_-]*", keepsBefore: false, by: "#", needs: "req_" },
  { pattern: `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`, keepsBefore: false, by: "#", needs: "-" },
  { pattern: `${beforeWord}(?:0x${hex}+|${hex}{8,})`, keepsBefore: true, by: "#" },
  { pattern: `${beforeWord}[A-Za-z]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9]*`, keepsBefore: true, by: "#" },
  // Numbers, also as 127.0.0.1:8080, 12:00:05 and 1e-5; not the digits of `h264`, but those of `16kHz`.
  { pattern: `${beforeWord}[0-9]+(?:[.,:][0-9]+)*(?:[eE][+-][0-9]+)?`, keepsBefore: true, by: "#" },
  // A list of any length. What stands one after the other without a comma is no list: a path and a status.
  { pattern: "#(?: ?[,:/-] ?#)+", keepsBefore: false, by: "#", needs: "#" },
];

/** The steps as JavaScript runs them. */
export const replacementSteps = replacements.map((replacement) => ({
  ...replacement,
  expression: new RegExp(replacement.pattern, "gu"),
}));

const steps = replacementSteps.map(({ expression, keepsBefore, keepsName, by, needs = "" }) => ({
  expression,
  needs,
  by: `${keepsBefore ? "$1" : ""}${keepsName ? "$2" : ""}${by}`,
}));

/** Replaces what differs between messages of one kind: quoted names by `"…"`; paths, times, ids and numbers by `#`. */
export function normaliseMessage(message: string): string {
  let text = messageStart(message);
  for (const { expression, by, needs } of steps) if (text.includes(needs)) text = text.replace(expression, by);
  return text;
}

/** What is looked at of a message. */
export function messageStart(message: string): string {
  return firstCharacters(message, maxMessage);
}

/** The first characters of a text. Characters are code points, as in jq and DuckDB. */
export function firstCharacters(text: string, count: number): string {
  if (text.length <= count) return text;
  // No more than the code units that so many characters can have, before they are counted one by one.
  return [...text.slice(0, 2 * count)].slice(0, count).join("");
}
