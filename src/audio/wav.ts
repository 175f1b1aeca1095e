import { readWavHeader, WavError } from "./wav-header.ts";

/** How the samples of a WAV are stored: 16-bit signed, or one G.711 byte each. */
export type WavCoding = "pcm16" | "alaw" | "mulaw";

/** The format of a WAV's samples. */
export interface WavFormat {
  coding: WavCoding;
  sampleRateHz: number;
  /** Channels lie interleaved in the samples. */
  channelCount: number;
}

/** A WAV taken apart; `samples` is a view into the bytes given, without the header. */
export interface Wav extends WavFormat {
  samples: Uint8Array;
}

const formatTags = { pcm16: 1, alaw: 6, mulaw: 7 } as const;

/** Bytes of one sample of one channel. */
export function bytesPerSample(coding: WavCoding): 1 | 2 {
  return coding === "pcm16" ? 2 : 1;
}

/** Length of headerless samples, in seconds. */
export function secondsOf(sampleBytes: number, format: WavFormat): number {
  return sampleBytes / (bytesPerSample(format.coding) * format.channelCount * format.sampleRateHz);
}

/**
 * Puts a header before samples, and after them the byte that makes their number even.
 *
 * @param samples encoded as `format.coding` says, little-endian, channels interleaved
 */
export function writeWav(samples: Uint8Array, format: WavFormat): Uint8Array<ArrayBuffer> {
  const header = wavHeader(samples.length, format);
  const wav = new Uint8Array(header.length + samples.length + (samples.length % 2));
  wav.set(header);
  wav.set(samples, header.length);
  return wav;
}

/**
 * The bytes before the samples of a WAV: 44 for PCM, 58 for G.711, whose form requires an extension size and a `fact` chunk.
 *
 * @param sampleBytes size of the samples; an odd number wants one more byte after them
 */
export function wavHeader(sampleBytes: number, format: WavFormat): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(format.coding === "pcm16" ? 44 : 58);
  const view = new DataView(header.buffer);
  const frameBytes = format.channelCount * bytesPerSample(format.coding);

  writeName(header, 0, "RIFF");
  view.setUint32(4, header.length + sampleBytes + (sampleBytes % 2) - 8, true);
  writeName(header, 8, "WAVEfmt ");
  view.setUint32(16, format.coding === "pcm16" ? 16 : 18, true);
  view.setUint16(20, formatTags[format.coding], true);
  view.setUint16(22, format.channelCount, true);
  view.setUint32(24, format.sampleRateHz, true);
  view.setUint32(28, format.sampleRateHz * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, bytesPerSample(format.coding) * 8, true);
  if (format.coding !== "pcm16") {
    writeName(header, 38, "fact");
    view.setUint32(42, 4, true);
    view.setUint32(46, sampleBytes / frameBytes, true);
  }
  writeName(header, header.length - 8, "data");
  view.setUint32(header.length - 4, sampleBytes, true);
  return header;
}

/**
 * Takes a WAV apart: 16-bit PCM, A-law or mu-law; see `readWavHeader`. Bytes of an unfinished frame at the end are left out.
 *
 * @throws WavError when it is no WAV, a chunk is missing, or the coding is another one
 */
export function readWav(bytes: Uint8Array): Wav {
  const { formatTag, bitsPerSample, channelCount, sampleRateHz, samples } = readWavHeader(bytes);
  const coding = (Object.keys(formatTags) as WavCoding[]).find((name) => formatTags[name] === formatTag);
  if (!coding || bitsPerSample !== bytesPerSample(coding) * 8) {
    throw new WavError(
      `format tag ${String(formatTag)} with ${String(bitsPerSample)} bits is not supported; 16-bit PCM, A-law and mu-law are`,
    );
  }
  if (channelCount === 0 || sampleRateHz === 0) throw new WavError("the WAV states no channels or no sample rate");
  const frameBytes = channelCount * bytesPerSample(coding);
  return {
    coding,
    sampleRateHz,
    channelCount,
    samples: samples.subarray(0, samples.length - (samples.length % frameBytes)),
  };
}

/**
 * The bytes of signed 16-bit samples in little-endian order, which is how WAV and the platform carry them.
 *
 * On a little-endian machine (all that browsers and Node run on today) this is a view, not a copy.
 */
export function pcmBytes(samples: Int16Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

/** Signed 16-bit samples from little-endian bytes, copied; a last half sample is left out. */
export function pcmSamples(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  // Not `slice`: that of Node's Buffer, which is a Uint8Array too, shares the memory and brings the whole file along.
  return new Int16Array(new Uint8Array(bytes.subarray(0, bytes.length - (bytes.length % 2))).buffer);
}

function writeName(bytes: Uint8Array, offset: number, name: string): void {
  for (let index = 0; index < name.length; index++) bytes[offset + index] = name.charCodeAt(index);
}
