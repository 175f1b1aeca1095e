import type { LiveSecrets } from "../basics/live-secrets.ts";

/** Where a secret stands in bytes; never the secret. */
export interface LeakPlace {
  /** Which secret it is, such as `token`. */
  kind: string;
  /** Offset of its first byte. */
  byte: number;
  /** Its line, from 1; undefined where the bytes are no text. */
  line: number | undefined;
}

/** Scans bytes as they come, in any chunks. */
export interface LeakScanner {
  /** The first secret that is whole by now. */
  push(chunk: Uint8Array): LeakPlace | undefined;
  /** The first secret at the end. To be called once, when `push` found none. */
  end(): LeakPlace | undefined;
}

/**
 * So many bytes are read again with the next chunk. The beginning that names a secret has at most 16 characters, each of them
 * at most 50 bytes in its longest escape, and twice that in UTF-16.
 */
const overlapBytes = 8 * 1024;

/** Ways to read bytes: UTF-8 finds its place again behind any other bytes, UTF-16 has two places at which to begin. */
const asUtf8 = [{ encoding: "utf-8", skip: 0 }] as const;
const asUtf16 = [
  { encoding: "utf-16le", skip: 0 },
  { encoding: "utf-16le", skip: 1 },
  { encoding: "utf-16be", skip: 0 },
  { encoding: "utf-16be", skip: 1 },
] as const;
type Reading = (typeof asUtf8 | typeof asUtf16)[number];

/**
 * Makes a scanner for the secrets in use, in every form that they know, in UTF-8 and in UTF-16. The latter is looked for where
 * bytes are no plain text, so a secret of characters beyond U+1FFF alone may pass in UTF-16.
 *
 * Memory is that of one chunk.
 */
export function createLeakScanner({ find }: Pick<LiveSecrets, "find">): LeakScanner {
  let tail = new Uint8Array(0);
  /** Of the bytes before the tail. */
  let doneBytes = 0;
  let doneLines = 0;
  let isText = true;

  function scan(window: Uint8Array, headBytes: number): LeakPlace | undefined {
    const utf8 = asUtf8.map((reading) => firstIn(window, headBytes, reading))[0];
    if (utf8 !== undefined) return utf8;
    if (isPlainText(window)) return undefined;
    isText = false;
    return asUtf16.map((reading) => firstIn(window, headBytes, reading)).find((place) => place !== undefined);
  }

  /** The first secret that begins in the head of the window, read in one way. */
  function firstIn(window: Uint8Array, headBytes: number, { encoding, skip }: Reading): LeakPlace | undefined {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    const head = decoder.decode(window.subarray(skip, headBytes), { stream: true });
    const found = find(head + decoder.decode(window.subarray(headBytes)));
    if (found === undefined || found.start >= head.length) return undefined;
    const byte = skip + byteAt(window.subarray(skip, headBytes), encoding, found.start);
    const before = window.subarray(0, byte);
    const hasLines = isText && encoding === "utf-8" && isPlainText(before);
    const line = hasLines ? doneLines + linesIn(before) + 1 : undefined;
    return { kind: found.kind, byte: doneBytes + byte, line };
  }

  return {
    push(chunk) {
      const window = new Uint8Array(tail.length + chunk.length);
      window.set(tail);
      window.set(chunk, tail.length);
      const headBytes = Math.max(0, window.length - overlapBytes);
      tail = window.slice(headBytes);
      if (headBytes === 0) return undefined;
      const place = scan(window, headBytes);
      doneBytes += headBytes;
      doneLines += linesIn(window.subarray(0, headBytes));
      return place;
    },
    end: () => scan(tail, tail.length),
  };
}

/** Whether bytes are text in ASCII or UTF-8 without control characters, as those of UTF-16 are not. */
function isPlainText(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return false;
    if (byte >= 0xf8 || byte === 0xc0 || byte === 0xc1) return false;
  }
  return isUtf8(bytes);
}

/** A window may begin and end inside of a character. */
function isUtf8(bytes: Uint8Array): boolean {
  let from = 0;
  while (from < 4 && (bytes[from] ?? 0) >> 6 === 0b10) from++;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(from), { stream: true });
    return true;
  } catch {
    // Not UTF-8, which is the answer.
    return false;
  }
}

/** Bytes before the character at an index of the decoded text. */
function byteAt(bytes: Uint8Array, encoding: string, index: number): number {
  let [least, most] = [0, bytes.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(0, middle), { stream: true });
    if (text.length < index) least = middle + 1;
    else most = middle;
  }
  return least;
}

function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines++;
  return lines;
}
