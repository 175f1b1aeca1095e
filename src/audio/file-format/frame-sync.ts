/** Bytes after which two frames have been seen: the longest of MP3 has 1,441, of stereo AAC 1,543. */
export const twoFramesBytes = 2048;

const sampleRatesHz = [44_100, 48_000, 32_000];
/** Bit rates of layer III in kbit/s, by the number in the header: MPEG 1, then MPEG 2 and 2.5. */
const bitRates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const bitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Whether bytes may be the beginning of a frame of MP3 or AAC. One in some thousand runs of samples begins so too. */
export function mayBeginFrame(bytes: Uint8Array): boolean {
  return bytes.length < 4
    ? bytes[0] === 0xff
    : mp3FrameBytes(bytes, 0) !== undefined || adtsFrameBytes(bytes, 0) !== undefined;
}

/**
 * Names the coding whose frames these bytes begin with: a header, and another of the same kind where the first frame ends. A single
 * header proves nothing, for samples look like one at times.
 */
export function startsWithFrames(bytes: Uint8Array): "mp3" | "aac" | undefined {
  if (isFollowed(bytes, mp3FrameBytes(bytes, 0), 0x0c) && mp3FrameBytes(bytes, mp3FrameBytes(bytes, 0)!)) return "mp3";
  if (isFollowed(bytes, adtsFrameBytes(bytes, 0), 0xfc)) return "aac";
  return undefined;
}

/** Whether the next frame repeats the marks of the first one: sync, version, layer, and of the third byte what may not change. */
function isFollowed(bytes: Uint8Array, next: number | undefined, thirdByteMask: number): boolean {
  return (
    next !== undefined &&
    next + 4 <= bytes.length &&
    bytes[next] === bytes[0] &&
    bytes[next + 1] === bytes[1] &&
    (bytes[next + 2]! & thirdByteMask) === (bytes[2]! & thirdByteMask)
  );
}

/** Length of a frame of layer III; undefined when there is no header, or one that leaves the length open. */
function mp3FrameBytes(bytes: Uint8Array, offset: number): number | undefined {
  const [first = 0, second = 0, third = 0] = bytes.subarray(offset, offset + 3);
  const version = (second >> 3) & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
  const isLayer3 = first === 0xff && second >> 5 === 7 && ((second >> 1) & 3) === 1 && version !== 1;
  const kilobitsPerSecond = (version === 3 ? bitRates1 : bitRates2)[third >> 4];
  const fullRateHz = sampleRatesHz[(third >> 2) & 3];
  if (!isLayer3 || !kilobitsPerSecond || !fullRateHz) return undefined;
  const sampleRateHz = fullRateHz / (version === 3 ? 1 : version === 2 ? 2 : 4);
  return Math.floor(((version === 3 ? 144_000 : 72_000) * kilobitsPerSecond) / sampleRateHz) + ((third >> 1) & 1);
}

/** Length of a frame of AAC with an ADTS header, which states it in 13 bits. */
function adtsFrameBytes(bytes: Uint8Array, offset: number): number | undefined {
  const [first = 0, second = 0, , fourth = 0, fifth = 0, sixth = 0] = bytes.subarray(offset, offset + 6);
  if (first !== 0xff || (second & 0xf6) !== 0xf0) return undefined;
  const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  return length < 7 ? undefined : length;
}
