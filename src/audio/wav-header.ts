/** What stands before the samples of a WAV of any coding. */
export interface WavHeader {
  /** Number of the coding, in the extensible form that of its sub-format: 1 is PCM, 3 floating point, 6 A-law, 7 mu-law. */
  formatTag: number;
  /** Of one sample of one channel, as stated; codings that work in blocks state what they like. */
  bitsPerSample: number;
  channelCount: number;
  sampleRateHz: number;
  /** A view into the bytes given. */
  samples: Uint8Array;
}

/** The bytes are not a WAV that this room can read; the message says what was found. */
export class WavError extends Error {
  override readonly name = "WavError";
}

const extensibleTag = 0xfffe;

/**
 * Finds format and samples of a WAV, also of the long forms RF64 and BW64; other chunks are skipped.
 *
 * The stated length of the samples is a hint: where it passes the end of the file, or is 0 although sound follows (a recorder that
 * was cut off), the rest of the file is the sound. Byte rate and block size are not read at all: they follow from the rest.
 *
 * @throws WavError when it is no WAV, or a chunk is missing
 */
export function readWavHeader(bytes: Uint8Array): WavHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || !/^(RIFF|RF64|BW64)$/.test(nameAt(bytes, 0)) || nameAt(bytes, 8) !== "WAVE") {
    throw new WavError("not a WAV: it does not begin with RIFF and WAVE");
  }
  let format: Omit<WavHeader, "samples"> | undefined;
  for (let offset = 12; offset + 8 <= bytes.length;) {
    const name = nameAt(bytes, offset);
    const start = offset + 8;
    const size = Math.min(view.getUint32(offset + 4, true), bytes.length - start);
    if (name === "fmt ") format = readFormat(view, start, size);
    if (name === "data") {
      if (!format) throw new WavError("the data chunk stands before the fmt chunk");
      const isUnfilled = size === 0 && !areChunks(bytes, view, start);
      return { ...format, samples: bytes.subarray(start, isUnfilled ? bytes.length : start + size) };
    }
    offset = start + size + (size % 2);
  }
  throw new WavError("the WAV has no data chunk");
}

function readFormat(view: DataView, start: number, size: number): Omit<WavHeader, "samples"> {
  if (size < 16) throw new WavError(`the fmt chunk must have at least 16 bytes, it has ${String(size)}`);
  const plainTag = view.getUint16(start, true);
  return {
    formatTag: plainTag === extensibleTag && size >= 26 ? view.getUint16(start + 24, true) : plainTag,
    channelCount: view.getUint16(start + 2, true),
    sampleRateHz: view.getUint32(start + 4, true),
    bitsPerSample: view.getUint16(start + 14, true),
  };
}

/** Whether chunks with names follow to the end of the file: then samples of length 0 are meant so. */
function areChunks(bytes: Uint8Array, view: DataView, start: number): boolean {
  let offset = start;
  while (offset + 8 <= bytes.length && /^[ -~]{4}$/.test(nameAt(bytes, offset))) {
    const size = view.getUint32(offset + 4, true);
    offset += 8 + size + (size % 2);
  }
  return offset === bytes.length || offset === bytes.length + 1;
}

function nameAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}
