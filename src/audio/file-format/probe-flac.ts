import type { AudioProbe } from "./audio-format.ts";

/** Sizes of blocks in samples, by the number in a frame; 6 and 7 say that it stands behind the frame's number. */
const blockSizes = [0, 192, 576, 1152, 2304, 4608, 0, 0, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768];
/** The last frame begins no earlier before the end of the file: eight channels of the longest block. */
const longestFrameBytes = 2 ** 20;

interface Frame {
  firstSample: number;
  sampleCount: number;
}

/**
 * Reads a FLAC: rate and channels from its header, the length from its last frame less where the first one begins. The total that the header
 * states may be wrong or missing. Ours, for mediabunny 1.61.0 loops for ever in a damaged one.
 */
export function probeFlac(bytes: Uint8Array): Omit<AudioProbe, "container"> {
  if (bytes.length < 26) return {};
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // STREAMINFO: from byte 18 on 20 bits of rate, 3 of channels less one; the size of a block at byte 8.
  const packed = view.getUint32(18);
  const sampleRateHz = packed >>> 12;
  const found = { coding: "flac", sampleRateHz, channelCount: ((packed >>> 9) & 7) + 1 };
  const blockSize = view.getUint16(8);
  const start = soundStart(bytes);
  const first = start === undefined ? undefined : frameAt(bytes, start, blockSize);
  const last = start === undefined ? undefined : lastFrame(bytes, start, blockSize);
  if (!first || !last) return found;
  return { ...found, durationSeconds: (last.firstSample + last.sampleCount - first.firstSample) / sampleRateHz };
}

/** Behind the last block of the header, which is marked; undefined when the file ends before. */
function soundStart(bytes: Uint8Array): number | undefined {
  for (let offset = 4; offset + 4 <= bytes.length;) {
    const [kind = 0, high = 0, middle = 0, low = 0] = bytes.subarray(offset, offset + 4);
    offset += 4 + ((high << 16) | (middle << 8) | low);
    if (kind & 0x80) return offset;
  }
  return undefined;
}

function lastFrame(bytes: Uint8Array, start: number, blockSize: number): Frame | undefined {
  for (let offset = bytes.length - 6; offset >= Math.max(start, bytes.length - longestFrameBytes); offset--) {
    const frame = bytes[offset] === 0xff ? frameAt(bytes, offset, blockSize) : undefined;
    if (frame) return frame;
  }
  return undefined;
}

/** The header of a frame: two bytes of sync, sizes, the number of the frame or of its first sample, a checksum. */
function frameAt(bytes: Uint8Array, offset: number, blockSize: number): Frame | undefined {
  const second = bytes[offset + 1] ?? 0;
  if (bytes[offset] !== 0xff || (second & 0xfe) !== 0xf8) return undefined;
  const numbered = codedNumber(bytes, offset + 4);
  if (!numbered) return undefined;
  const { value, bytes: numberBytes } = numbered;
  const [sizeCode, rateCode] = [bytes[offset + 2]! >> 4, bytes[offset + 2]! & 15];
  const behind = offset + 4 + numberBytes;
  const sizeBytes = sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0;
  const end = behind + sizeBytes + (rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0);
  if (end >= bytes.length || crc8(bytes.subarray(offset, end)) !== bytes[end]) return undefined;
  const stated = sizeBytes === 1 ? bytes[behind]! : (bytes[behind]! << 8) | (bytes[behind + 1] ?? 0);
  const sampleCount = sizeBytes > 0 ? stated + 1 : blockSizes[sizeCode]!;
  const isNumberedBySample = (second & 1) === 1;
  return { firstSample: isNumberedBySample ? value : value * blockSize, sampleCount };
}

/** A number in the manner of UTF-8, of up to 36 bits. */
function codedNumber(bytes: Uint8Array, offset: number): { value: number; bytes: number } | undefined {
  const first = bytes[offset] ?? 0xff;
  if (first < 0x80) return { value: first, bytes: 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7) return undefined;
  let value = length === 7 ? 0 : first & (0x7f >> length);
  for (let index = 1; index < length; index++) value = value * 64 + ((bytes[offset + index] ?? 0) & 0x3f);
  return { value, bytes: length };
}

function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff;
  }
  return crc;
}
