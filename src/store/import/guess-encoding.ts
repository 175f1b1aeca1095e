/** Encodings that a log file may have. */
export type LogEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1251";

/**
 * Guesses the encoding of a text from its first bytes: a byte order mark, zeros at every second byte (UTF-16), bytes that
 * cannot be UTF-8 (then Windows-1251, the usual one of Russian systems), else UTF-8.
 *
 * @param start the first bytes of the file; a few kilobytes are enough
 */
export function guessEncoding(start: Uint8Array): LogEncoding {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (let at = 0; at < start.length; at++) if (start[at] === 0) zeros[at % 2]!++;
  const [even, odd] = zeros as [number, number];
  // A log is mostly ASCII, so in UTF-16 nearly every second byte is zero; single NULs in a broken file are not enough.
  if (odd > start.length / 8 && odd > even * 4) return "utf-16le";
  if (even > start.length / 8 && even > odd * 4) return "utf-16be";
  return isUtf8(start) ? "utf-8" : "windows-1251";
}

function isUtf8(start: Uint8Array): boolean {
  try {
    // `stream` tolerates a character that is cut at the end of the sample.
    new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}
