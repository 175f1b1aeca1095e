import { joinBytes } from "../../../basics/bytes.ts";
import { crc32 } from "../../../basics/crc-32.ts";
import { FlateErrorCode, Gunzip, Inflate, Unzlib, type FlateError } from "fflate";
import { maxChunkBytes, type ByteSource } from "./byte-source.ts";
import type { UnpackNote } from "../../import-notes.ts";

/** How deflated bytes are wrapped; `raw` is that of zip. */
export type DeflateFormat = "gzip" | "zlib" | "raw";

/** Packed bytes given to the unpacker at once: 16 kB of a bomb become at most 17 MB. */
const stepBytes = 16 * 1024;
/** Packed bytes without any result after which the packed part has ended: a block of nothing has 5 bytes. */
const maxIdleBytes = 256 * 1024;
const maxBehindBytes = 8 * 1024 * 1024;

/**
 * Unpacks a source as it is read. What can be unpacked comes out: all members of a gzip, and the beginning of one that was
 * cut or damaged, which a note tells. NULs behind the packed part, as tapes leave them, are nothing to note. The checksum of
 * zlib is not looked at.
 *
 * @param checksum CRC-32 that raw bytes must have
 */
export function inflateSource(packed: ByteSource, format: DeflateFormat, checksum?: number): ByteSource {
  const source: ByteSource = { name: packed.name, notes: [], read };
  return source;

  async function* read(onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    const inflater = createInflater(format, checksum);
    let isPadding = true;
    let doneBytes = 0;
    let behindBytes = 0;
    for await (const chunk of packed.read(onBytes)) {
      // Only so much is looked at behind the packed part: it may be a bomb of its own.
      if (inflater.ended() && (behindBytes += chunk.length) > maxBehindBytes) break;
      for (let at = 0; at < chunk.length; at += stepBytes) {
        const step = chunk.subarray(at, at + stepBytes);
        if (inflater.ended()) isPadding &&= step.every((byte) => byte === 0);
        else {
          for (const part of inflater.push(step)) {
            doneBytes += part.length;
            yield part;
          }
          if (inflater.ended()) isPadding = step.at(-1) === 0;
        }
      }
    }
    for (const part of inflater.end()) {
      doneBytes += part.length;
      yield part;
    }
    const kind = inflater.problem();
    const own: UnpackNote[] =
      kind === undefined || (kind === "ignored" && isPadding) ? [] : [{ kind, bytes: doneBytes }];
    source.notes = [...packed.notes, ...own];
  }
}

/** One run of the unpacker, which throws at what it cannot read and keeps what it does not need. */
function createInflater(format: DeflateFormat, checksum?: number) {
  let ready: Uint8Array[] = [];
  let problem: UnpackNote["kind"] | undefined;
  let unpacked = false;
  let ended = false;
  let idleBytes = 0;
  let crc = 0;
  let isWrong = false;
  /** The last packed bytes, which may be a checksum and a size, and how many came before them. */
  let recent: Uint8Array = new Uint8Array(0);
  let recentFrom = 0;
  const collect = (chunk: Uint8Array): void => {
    if (format !== "zlib") crc = crc32(chunk, crc);
    for (let at = 0; at < chunk.length; at += maxChunkBytes) ready.push(chunk.subarray(at, at + maxChunkBytes));
    unpacked ||= chunk.length > 0;
  };
  const unpacker = createUnpacker();

  function createUnpacker(): Inflate | Gunzip | Unzlib {
    if (format !== "gzip") return format === "zlib" ? new Unzlib(collect) : new Inflate(collect);
    const gunzip = new Gunzip(collect);
    gunzip.onmember = (start) => {
      // Of a member whose head is very long the end is gone; it is not checked.
      const at = start - 8 - recentFrom;
      if (at >= 0) isWrong ||= readChecksum(at) !== crc;
      crc = 0;
    };
    return gunzip;
  }

  function readChecksum(at: number): number {
    return new DataView(recent.buffer, recent.byteOffset).getUint32(at, true);
  }

  /** Whether the checksum at the end is right; up to three bytes behind it pass for nothing. */
  function endsRight(): boolean {
    if (format === "zlib") return true;
    if (format === "raw") return checksum === undefined || checksum === crc;
    return [8, 9, 10, 11].some((behind) => recent.length >= behind && readChecksum(recent.length - behind) === crc);
  }

  function push(step: Uint8Array, last: boolean): Uint8Array[] {
    ready = [];
    try {
      unpacker.push(step, last);
    } catch (error) {
      ended = true;
      problem = problemOf(error as FlateError);
    }
    return ready;
  }

  function problemOf({ code }: FlateError): UnpackNote["kind"] {
    if (code === FlateErrorCode.UnexpectedEOF) return "cut";
    if (code !== FlateErrorCode.InvalidHeader || !unpacked) return "damaged";
    // A member of gzip that begins with no head is something else; of zlib the check at the end is missing.
    return format === "gzip" ? "ignored" : "cut";
  }

  return {
    push(step: Uint8Array): Uint8Array[] {
      const before = recent.subarray(-16);
      recentFrom += recent.length - before.length;
      recent = joinBytes([before, step]);
      const parts = push(step, false);
      idleBytes = parts.length > 0 ? 0 : idleBytes + step.length;
      // The unpacker keeps what follows the packed part, and copies it with each step.
      if (idleBytes > maxIdleBytes) {
        ended = true;
        problem ??= unpacked ? "ignored" : "damaged";
      }
      return parts;
    },
    end(): Uint8Array[] {
      const isWhole = ended || hasEnded(unpacker, format);
      const parts = ended ? [] : push(new Uint8Array(0), true);
      if (!isWhole) problem = "cut";
      if (problem === undefined && !endsRight()) isWrong = true;
      return parts;
    },
    ended: () => ended,
    problem: () => (problem === undefined || problem === "ignored" ? (isWrong ? "checksum" : problem) : problem),
  };
}

/**
 * Whether the packed bytes came to their own end. fflate keeps it to itself, and of a cut it says nothing where a byte of the
 * packed bytes ends together with a symbol.
 */
function hasEnded(unpacker: Inflate | Gunzip | Unzlib, format: DeflateFormat): boolean {
  const { p: left, v: untilMember = 0, s: state } = unpacker as unknown as InflaterState;
  if (untilMember > 1) return left.length >= untilMember - 1;
  if (state.f !== 1 || state.l) return false;
  const checksumBytes = format === "zlib" ? 4 : 0;
  return left.length - Math.ceil(state.p / 8) >= checksumBytes;
}

/** What of fflate's own state says how far it came. */
interface InflaterState {
  /** Bytes that are not read yet. */
  p: Uint8Array;
  /** How many of them there must be up to the next member of a gzip, and one more. */
  v?: number;
  /** Bits read of them, whether the block is the last one, and the codes of a block that is still open. */
  s: { p: number; f?: number; l?: unknown };
}
