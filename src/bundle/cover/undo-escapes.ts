/** A text in which escapes are undone, and where its characters are from. */
export interface ReadableText {
  text: string;
  /** Where the character at `index` begins in what was given; its length is allowed, too. */
  at(index: number): number;
}

/** Escapes inside of escapes are undone so often. */
const mostRounds = 4;

/** What may be an escape: `%d0%9f`, `\u041f`, `\xd0`, `\n`, `&#1055;`, `&amp;`. */
const escapes =
  /(?:%[0-9a-f]{2})+|(?:\\x[0-9a-f]{2})+|(?:\\[0-3][0-7]{2})+|(?:\\u[0-9a-f]{4})+|\\[bfnrt"'/\\]|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);/gi;

const letters: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Undoes the escapes of URLs, JSON, HTML and terminals, also escapes of escapes, as the same personal text is written in
 * many ways in the answers of servers. Undefined where there is nothing to undo.
 */
export function undoEscapes(given: string): ReadableText | undefined {
  if (!/[%\\&]/.test(given)) return undefined;
  let text = given;
  let places: Int32Array | undefined;
  for (let round = 0; round < mostRounds; round++) {
    const undone = undoOnce(text);
    if (undone === undefined) break;
    const before = places;
    places = before === undefined ? undone.places : undone.places.map((place) => before[place]!);
    text = undone.text;
  }
  return places === undefined ? undefined : { text, at: (index) => places[index]! };
}

/** @returns for each character of the text, and for its end, the place that it is from; undefined when nothing was undone */
function undoOnce(given: string): { text: string; places: Int32Array } | undefined {
  let text = "";
  const places: number[] = [];
  let rest = 0;
  function keep(until: number): void {
    for (let at = rest; at < until; at++) places.push(at);
    text += given.slice(rest, until);
  }
  for (const found of given.matchAll(escapes)) {
    const [escape] = found;
    const plain = undo(escape);
    if (plain === undefined) continue;
    keep(found.index);
    const signLength = escape.length / lengthOf(plain, escape);
    let place = found.index;
    for (const one of plain) {
      for (let unit = 0; unit < one.length; unit++) places.push(place);
      place += signLength * lengthOf(one, escape);
    }
    text += plain;
    rest = found.index + escape.length;
  }
  if (rest === 0) return undefined;
  keep(given.length);
  places.push(given.length);
  return { text, places: Int32Array.from(places) };
}

const utf8 = new TextDecoder();

/** Of how many signs an escape is made: bytes, or units of UTF-16. A byte that is no UTF-8 stands for itself. */
function lengthOf(plain: string, escape: string): number {
  if (!/^(?:%|\\x|\\\d)/i.test(escape)) return plain.length;
  let bytes = 0;
  for (const one of plain) {
    const code = one.codePointAt(0)!;
    bytes += code < 0x80 || code === 0xfffd ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

function undo(escape: string): string | undefined {
  if (escape.startsWith("%")) return bytesOf(escape, "%", 16);
  if (/^\\x/i.test(escape)) return bytesOf(escape.toLowerCase(), "\\x", 16);
  if (/^\\u/i.test(escape)) {
    return String.fromCharCode(...[...escape.matchAll(/u([0-9a-f]{4})/gi)].map(([, hex]) => parseInt(hex!, 16)));
  }
  if (/^\\\d/.test(escape)) return bytesOf(escape, "\\", 8);
  if (escape.startsWith("\\")) return letters[escape[1]!] ?? escape[1];
  const name = escape.slice(1, -1);
  if (!name.startsWith("#")) return entities[name.toLowerCase()];
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : undefined;
}

function bytesOf(escape: string, mark: string, base: number): string {
  const bytes = escape.split(mark).slice(1);
  return utf8.decode(Uint8Array.from(bytes, (digits) => parseInt(digits, base)));
}
