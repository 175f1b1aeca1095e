import { guessLegacyEncoding, type LegacyEncoding } from "./guess-legacy-encoding.ts";
import { weighUtf8 } from "./weigh-utf8.ts";

/** Encodings that a log file may have. */
export type LogEncoding = "utf-8" | "utf-16le" | "utf-16be" | LegacyEncoding;

/**
 * Guesses the encoding of a text from its first bytes: a byte order mark, or the high bytes of UTF-16 at every second place;
 * else UTF-8 when at least half of what is not ASCII is valid in it, so that one bad byte changes nothing; else the most
 * likely encoding of one byte a letter.
 *
 * @param start the first bytes of the file; a few kilobytes are enough
 */
export function guessEncoding(start: Uint8Array): LogEncoding {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const high: [number, number] = [0, 0];
  // The high byte of Latin letters is 0, of Cyrillic ones 4; text of one byte a letter has neither.
  for (let at = 0; at < start.length; at++) if (start[at] === 0 || start[at] === 4) high[at % 2]!++;
  const [even, odd] = high;
  // Runs of NULs that a power cut left lie at both places.
  if (odd > start.length / 8 && odd > even * 4) return "utf-16le";
  if (even > start.length / 8 && even > odd * 4) return "utf-16be";
  const { letters, bad } = weighUtf8(start);
  return letters >= bad ? "utf-8" : guessLegacyEncoding(start);
}
