/** Deepest nesting that is read. */
const maxDepth = 64;

/**
 * Reads a Python literal as `repr` writes it: dicts, lists, tuples, strings, numbers, True, False and None. Anything else
 * (an object's `<...>`, a call) makes it none.
 *
 * @returns undefined for what is no literal
 */
export function readPythonLiteral(text: string): unknown {
  const reader = { text, at: 0 };
  const value = readValue(reader, 0);
  skipBlanks(reader);
  return value === failed || reader.at !== text.length ? undefined : value;
}

interface Reader {
  text: string;
  at: number;
}

const failed = Symbol("no literal");

function skipBlanks(reader: Reader): void {
  while (/\s/.test(reader.text.charAt(reader.at))) reader.at++;
}

function readValue(reader: Reader, depth: number): unknown {
  skipBlanks(reader);
  const first = reader.text.charAt(reader.at);
  if (depth > maxDepth) return failed;
  if (first === "{") return readDict(reader, depth);
  if (first === "[") return readList(reader, depth, "]");
  if (first === "(") return readList(reader, depth, ")");
  if (first === "'" || first === '"') return readString(reader, first);
  return readWord(reader);
}

/** Whether the next character, blanks aside, is this one; it is taken. */
function takes(reader: Reader, character: string): boolean {
  skipBlanks(reader);
  if (reader.text.charAt(reader.at) !== character) return false;
  reader.at++;
  return true;
}

function readDict(reader: Reader, depth: number): unknown {
  const entries: [string, unknown][] = [];
  reader.at++;
  while (!takes(reader, "}")) {
    const key = readValue(reader, depth + 1);
    if (key === failed || !takes(reader, ":")) return failed;
    const value = readValue(reader, depth + 1);
    if (value === failed) return failed;
    entries.push([String(key), value]);
    if (!takes(reader, ",") && reader.text.charAt(reader.at) !== "}") return failed;
  }
  return Object.fromEntries(entries);
}

function readList(reader: Reader, depth: number, end: string): unknown {
  const list: unknown[] = [];
  reader.at++;
  while (!takes(reader, end)) {
    const value = readValue(reader, depth + 1);
    if (value === failed) return failed;
    list.push(value);
    if (!takes(reader, ",") && reader.text.charAt(reader.at) !== end) return failed;
  }
  return list;
}

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", "\\": "\\", "'": "'", '"': '"' };
const coded: Record<string, number> = { x: 2, u: 4, U: 8 };

function readString(reader: Reader, quote: string): unknown {
  const { text } = reader;
  let read = "";
  let from = ++reader.at;
  for (; ; reader.at++) {
    const character = text.charAt(reader.at);
    if (character === "") return failed;
    if (character === quote) break;
    if (character !== "\\") continue;
    read += text.slice(from, reader.at);
    const letter = text.charAt(++reader.at);
    const length = coded[letter];
    if (length === undefined) {
      read += escapes[letter] ?? `\\${letter}`;
    } else {
      const code = Number.parseInt(text.slice(reader.at + 1, reader.at + 1 + length), 16);
      if (!(code <= 0x10ffff)) return failed;
      read += String.fromCodePoint(code);
      reader.at += length;
    }
    from = reader.at + 1;
  }
  read += text.slice(from, reader.at);
  reader.at++;
  return read;
}

const word = /[A-Za-z]{1,9}|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/iy;
const constants: Record<string, unknown> = { True: true, False: false, None: null, nan: null, inf: null };

function readWord(reader: Reader): unknown {
  word.lastIndex = reader.at;
  const [found] = word.exec(reader.text) ?? [];
  if (found === undefined) return failed;
  reader.at += found.length;
  if (Object.hasOwn(constants, found)) return constants[found];
  const value = Number(found);
  return Number.isNaN(value) ? failed : value;
}
