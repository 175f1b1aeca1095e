import { joinBytes } from "../../../basics/bytes.ts";
import { guessLegacyEncoding, type LegacyEncoding } from "./guess-legacy-encoding.ts";
import { guessEncoding, type LogEncoding } from "./guess-encoding.ts";
import { createLegacyDecoder } from "./legacy-decoder.ts";
import { createUtf16Reader, toUtf16 } from "./utf-16.ts";
import { weighUtf8 } from "./weigh-utf8.ts";

/** The text of some bytes of a file. */
export interface DecodedText {
  text: string;
  /** Whether the file's bytes are the UTF-8 of the text. */
  exact: boolean;
  /** The file's bytes, when the decoder got others. */
  bytes?: Uint8Array;
}

/** Reads the text of one file. */
export interface RecordDecoder {
  readonly encoding: LogEncoding;
  /** Converts a chunk of the file to bytes in which line ends and JSON are ASCII. UTF-8 and legacy encodings pass as they are. */
  convert(chunk: Uint8Array): Uint8Array;
  /** Decodes converted bytes, each line for itself: what is not UTF-8 in a line with other letters that are is U+FFFD. */
  decode(bytes: Uint8Array): DecodedText;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
const lineFeed = 10;
/** Letters beyond ASCII are collected from lines that are not UTF-8, until they are enough to be sure of the encoding. */
const enoughLegacyBytes = 2048;

/**
 * Creates a decoder for one file.
 *
 * @param sample its first bytes
 * @param chosen what a person chose instead of the guess
 */
export function createRecordDecoder(sample: Uint8Array, chosen?: LogEncoding): RecordDecoder {
  const encoding = chosen ?? guessEncoding(sample);
  if (encoding === "utf-16le" || encoding === "utf-16be") return createUtf16Decoder(encoding);
  const decodeLine = createLineDecoder(encoding, chosen !== undefined);
  const mustBeAscii = chosen !== undefined && chosen !== "utf-8";
  return {
    encoding,
    convert: (chunk) => chunk,
    decode(bytes) {
      const text = readUtf8(bytes);
      if (text !== undefined && !(mustBeAscii && text.length < bytes.length)) return { text, exact: true };
      return { text: splitLines(bytes).map(decodeLine).join(""), exact: false };
    },
  };
}

function createUtf16Decoder(encoding: "utf-16le" | "utf-16be"): RecordDecoder {
  const littleEndian = encoding === "utf-16le";
  return {
    encoding,
    convert: createUtf16Reader(littleEndian),
    decode: (bytes) => ({ text: lenient.decode(bytes), exact: false, bytes: toUtf16(bytes, littleEndian) }),
  };
}

/** Decodes a line that is not UTF-8, or in a file whose encoding a person chose. */
function createLineDecoder(
  encoding: Exclude<LogEncoding, `utf-16${string}`>,
  chosen: boolean,
): (line: Uint8Array) => string {
  if (encoding === "utf-8") return chosen ? (line) => lenient.decode(line) : createMixedDecoder();
  const decode = createLegacyDecoder(encoding);
  // A line of valid UTF-8 comes from another writer.
  return chosen ? decode : (line) => readUtf8(line) ?? decode(line);
}

/** Lines of a file in UTF-8: some may come from another writer. */
function createMixedDecoder(): (line: Uint8Array) => string {
  let legacy: LegacyEncoding | undefined;
  let decode = (line: Uint8Array): string => lenient.decode(line);
  let seen: Uint8Array = new Uint8Array(0);
  return (line) => {
    const { letters, bad } = weighUtf8(line);
    if (letters >= bad) return lenient.decode(line);
    if (legacy === undefined || seen.length < enoughLegacyBytes) {
      seen = joinBytes([seen, line.subarray(0, enoughLegacyBytes)]);
      const guess = guessLegacyEncoding(seen);
      if (guess !== legacy) decode = createLegacyDecoder(guess);
      legacy = guess;
    }
    return decode(line);
  };
}

/** The text of valid UTF-8. An exception costs more than looking at a line thrice. */
function readUtf8(bytes: Uint8Array): string | undefined {
  const text = lenient.decode(bytes);
  if (!text.includes("\ufffd")) return text;
  if (weighUtf8(bytes).bad > 0) return undefined;
  try {
    return strict.decode(bytes);
  } catch {
    return undefined; // Decided by the caller.
  }
}

/** Lines with their ends. */
function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(lineFeed, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  return lines;
}
