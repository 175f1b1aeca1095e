import { Unzlib } from "fflate";
import type { ContentName } from "../../content-names.ts";

/** How a file is packed, or what it is when it is no text. */
export type ContentKind =
  | { kind: "text" }
  | { kind: "gzip" | "zlib" | "zstd" | "zip" | "tar" }
  | { kind: "other"; name: ContentName };

/** Beginnings of files that are no logs, as Latin-1, with what they are. An offset says where they stand. */
const signatures: [start: string, name: ContentName, offset?: number][] = [
  ["%PDF-", "a PDF document"],
  ["\x89PNG\r\n", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["GIF8", "a GIF image"],
  ["WEBP", "a WebP image", 8],
  ["WAVE", "a WAV recording", 8],
  ["OggS", "an Ogg recording"],
  ["fLaC", "a FLAC recording"],
  ["ID3", "an MP3 recording"],
  ["\xff\xfb", "an MP3 recording"],
  ["\xff\xf3", "an MP3 recording"],
  ["ftyp", "an MP4 recording", 4],
  ["\x1aE\xdf\xa3", "a WebM or Matroska recording"],
  ["SQLite format 3\0", "an SQLite database"],
  ["\xd0\xcf\x11\xe0", "an older Office document"],
  ["ElfFile\0", "an event log of Windows (.evtx)"],
  ["LPKSHHRH", "a journal of systemd; export it with journalctl -o json"],
  ["\xfd7zXZ\0", "packed with xz"],
  ["BZh", "packed with bzip2"],
  ['\x04"M\x18', "packed with LZ4"],
  ["7z\xbc\xaf\x27\x1c", "a 7z archive"],
  ["Rar!\x1a\x07", "a RAR archive"],
  ["PAR1", "a Parquet file"],
  ["\xd4\xc3\xb2\xa1", "a network capture"],
  ["\x0a\x0d\x0d\x0a", "a network capture"],
  ["\x7fELF", "a program"],
  ["MZ\x90\0", "a program"],
  ["\0asm", "a program"],
  ["\xca\xfe\xba\xbe", "a program"],
];

/** Bytes at the beginning of a file that {@link nameContent} needs. */
export const contentSampleBytes = 4096;

/**
 * Tells what a file is by its first bytes, never by its name.
 *
 * @param start the first `contentSampleBytes`, or the whole file
 */
export function nameContent(start: Uint8Array): ContentKind {
  if (begins(start, "\x1f\x8b\x08")) return { kind: "gzip" };
  if (begins(start, "\x28\xb5\x2f\xfd")) return { kind: "zstd" };
  if (begins(start, "PK\x03\x04") || begins(start, "PK\x05\x06")) return { kind: "zip" };
  const known = signatures.find(([text, , offset]) => begins(start, text, offset));
  if (known !== undefined) return { kind: "other", name: known[1] };
  if (isTarHead(start)) return { kind: "tar" };
  if (isZlib(start)) return { kind: "zlib" };
  return isBinary(start) ? { kind: "other", name: "a binary file of an unknown kind" } : { kind: "text" };
}

function begins(bytes: Uint8Array, text: string, offset = 0): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[offset + at] !== text.charCodeAt(at)) return false;
  return true;
}

/** Whether bytes begin with a head of tar: the sum of its bytes is right, counted with blanks for the sum itself. */
export function isTarHead(bytes: Uint8Array): boolean {
  if (bytes.length < 512 || bytes[0] === 0) return false;
  let sum = 8 * 0x20;
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += bytes[at]!;
  const stated = /^[ 0]*([0-7]+)[\0 ]/.exec(String.fromCharCode(...bytes.subarray(148, 156)))?.[1];
  return stated !== undefined && parseInt(stated, 8) === sum;
}

/** A head of zlib whose check is right, with something behind it that is no text. */
function isZlib(start: Uint8Array): boolean {
  const [first = 0, second = 0] = start;
  if ((first & 0x8f) !== 8 || ((first << 8) | second) % 31 !== 0 || (second & 0x20) !== 0) return false;
  if (isText(start.subarray(0, 64))) return false;
  try {
    new Unzlib(() => {
      // Only tried.
    }).push(start.slice());
    return true;
  } catch {
    return false; // Some text.
  }
}

/** Whether more than a few bytes are controls that no text has. Runs of NULs are left by power cuts, and are half of UTF-16. */
function isBinary(start: Uint8Array): boolean {
  const controls = start.reduce((sum, byte) => sum + Number(isControl(byte)), 0);
  return controls > 4 && controls * 20 > start.length && !isUtf16(start);
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function isText(bytes: Uint8Array): boolean {
  return !bytes.some((byte) => isControl(byte) || byte >= 0x80);
}

/** Controls but NUL, tab, line ends, form feed, escape and the record separator; and 4, the high byte of Cyrillic in UTF-16. */
function isControl(byte: number): boolean {
  return byte < 0x20 && ![0, 4, 9, 10, 12, 13, 0x1b, 0x1e].includes(byte);
}
