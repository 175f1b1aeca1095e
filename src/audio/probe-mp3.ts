/** What the first frame of an MP3 states. */
export interface Mp3Header {
  sampleRateHz: number;
  channelCount: number;
  /** Exact with a table of frames (Xing, Info), else taken from the first frame's bit rate. */
  durationSeconds: number;
}

const version1 = 3;
const sampleRatesHz = [44_100, 48_000, 32_000];
/** Bit rates of layer III in kbit/s, by the number in the header: MPEG 1, then MPEG 2 and 2.5. */
const bitRates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const bitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Reads the first frame of layer III, behind an ID3 tag if there is one; undefined when there is none. */
export function probeMp3(bytes: Uint8Array): Mp3Header | undefined {
  const start = tagBytes(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (start + 4 > bytes.length) return undefined;
  const header = view.getUint32(start);
  const version = (header >>> 19) & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
  const isLayer3 = header >>> 21 === 0x7ff && ((header >>> 17) & 3) === 1 && version !== 1;
  const kilobitsPerSecond = (version === version1 ? bitRates1 : bitRates2)[(header >>> 12) & 15];
  const fullRateHz = sampleRatesHz[(header >>> 10) & 3];
  if (!isLayer3 || !kilobitsPerSecond || !fullRateHz) return undefined;

  const sampleRateHz = fullRateHz / (version === version1 ? 1 : version === 2 ? 2 : 4);
  const isMono = ((header >>> 6) & 3) === 3;
  const frameSamples = version === version1 ? 1152 : 576;
  const frameCount = statedFrames(view, start + 4 + sideBytes(version, isMono));
  return {
    sampleRateHz,
    channelCount: isMono ? 1 : 2,
    durationSeconds: frameCount
      ? (frameCount * frameSamples) / sampleRateHz
      : ((bytes.length - start) * 8) / (kilobitsPerSecond * 1000),
  };
}

/** An ID3v2 tag: ten bytes of header, then a length of four times seven bits, then an optional footer. */
function tagBytes(bytes: Uint8Array): number {
  const [i, d, three, , , flags = 0, a = 0, b = 0, c = 0, e = 0] = bytes;
  if (i !== 0x49 || d !== 0x44 || three !== 0x33) return 0;
  return 10 + ((a << 21) | (b << 14) | (c << 7) | e) + (flags & 0x10 ? 10 : 0);
}

function sideBytes(version: number, isMono: boolean): number {
  if (version === version1) return isMono ? 17 : 32;
  return isMono ? 9 : 17;
}

function statedFrames(view: DataView, offset: number): number | undefined {
  if (offset + 12 > view.byteLength) return undefined;
  const name = view.getUint32(offset);
  const isTable = name === 0x58696e67 || name === 0x496e666f; // "Xing", "Info"
  return isTable && view.getUint32(offset + 4) & 1 ? view.getUint32(offset + 8) : undefined;
}
