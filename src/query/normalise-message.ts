/**
 * One step of the normalisation. JavaScript, Oniguruma (jq) and RE2 (DuckDB) read the patterns alike: no `\b`, `\d` or `\w`,
 * which mean Unicode in one and ASCII in another, and nothing that looks around.
 */
export interface Replacement {
  pattern: string;
  /** The pattern begins with a group, the character before the match or nothing at the start, which stays. */
  keepsBefore: boolean;
  by: string;
}

/** Most characters of a message that are looked at. */
export const maxMessage = 1_000;

/** What may stand before a path. */
const beforePath = String.raw`(^|[ ("'=:,;<>|\[])`;
/** A name in a path. */
const name = String.raw`[^ ,;:"'()<>|/\\]+`;
const hex = "[0-9a-fA-F]";

/** From a message to what messages of one kind share, in this order. */
export const replacements: readonly Replacement[] = [
  { pattern: "[ \\t\\r\\n]+", keepsBefore: false, by: " " },
  // Quoted names. An apostrophe inside a word opens no quotation.
  { pattern: '"[^"]*"|«[^»]*»|“[^”]*”|`[^`]*`', keepsBefore: false, by: '"…"' },
  { pattern: "(^|[^A-Za-z0-9])'[^']*'", keepsBefore: true, by: '"…"' },
  // Addresses and paths: absolute ones, and others with at least two slashes, so that `and/or` stays.
  { pattern: String.raw`[A-Za-z][A-Za-z0-9+.-]*://[^ ,;"'()<>|\]]+`, keepsBefore: false, by: "#" },
  { pattern: String.raw`${beforePath}(?:[A-Za-z]:|\\)[\\/][^ ,;:"'()<>|]*`, keepsBefore: true, by: "#" },
  { pattern: `${beforePath}(?:~|[.][.]?)?(?:/${name})+/?`, keepsBefore: true, by: "#" },
  { pattern: `${beforePath}${name}(?:/${name}){2,}/?`, keepsBefore: true, by: "#" },
  // Request ids of ours, UUIDs, hexadecimal ids, and words of letters and digits by turns.
  { pattern: "req_[0-9][A-Za-z0-9_-]*", keepsBefore: false, by: "#" },
  { pattern: `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`, keepsBefore: false, by: "#" },
  { pattern: `(^|[^A-Za-z0-9])(?:0x${hex}+|${hex}{8,})`, keepsBefore: true, by: "#" },
  { pattern: "(^|[^A-Za-z0-9])[A-Za-z]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9]*", keepsBefore: true, by: "#" },
  // Numbers, also as 127.0.0.1:8080 and 12:00:05; not the digits of `h264`, but those of `16kHz`.
  { pattern: "(^|[^A-Za-z0-9])[0-9]+(?:[.,:][0-9]+)*", keepsBefore: true, by: "#" },
  // A list of any length.
  { pattern: "#(?:[ ,:/-]+#)+", keepsBefore: false, by: "#" },
];

const steps = replacements.map(({ pattern, keepsBefore, by }) => ({
  expression: new RegExp(pattern, "gu"),
  by: keepsBefore ? `$1${by}` : by,
}));

/** Replaces what differs between messages of one kind: quoted names by `"…"`; paths, ids and numbers by `#`. */
export function normaliseMessage(message: string): string {
  // No more than the code units that so many characters can have, before they are counted one by one.
  const start =
    message.length <= maxMessage ? message : [...message.slice(0, 2 * maxMessage)].slice(0, maxMessage).join("");
  return steps.reduce((text, { expression, by }) => text.replace(expression, by), start);
}
