import type { WavHeader } from "../wav-header.ts";

/** Codings by their number in a WAV, as the registry of WAVE form tags lists them. */
const codings: Readonly<Record<number, string>> = {
  0x02: "ms-adpcm",
  0x06: "alaw",
  0x07: "ulaw",
  0x11: "ima-adpcm",
  0x14: "g723-adpcm",
  0x22: "truespeech",
  0x31: "gsm",
  0x40: "g726",
  0x42: "g723",
  0x45: "g726",
  0x50: "mp2",
  0x55: "mp3",
  0x64: "g726",
  0x65: "g722",
  0x83: "g729",
  0xff: "aac",
  0x160: "wma",
  0x161: "wma",
  0x162: "wma",
  0x163: "wma-lossless",
  0x674f: "vorbis",
  0x28f: "g722",
  0xf1ac: "flac",
};

/** Names the coding of a WAV: `pcm-s16`, `pcm-f64`, or one that works in blocks; an unlisted one by its number, as in `0x1234`. */
export function waveCoding({ formatTag, bitsPerSample }: WavHeader): string {
  if (formatTag === 1) return `pcm-${bitsPerSample <= 8 ? "u" : "s"}${String(bitsPerSample)}`;
  if (formatTag === 3) return `pcm-f${String(bitsPerSample)}`;
  return codings[formatTag] ?? `0x${formatTag.toString(16)}`;
}

/** Length by rate, channels and bits, in seconds; undefined for codings that work in blocks. */
export function waveSeconds(header: WavHeader): number | undefined {
  const { formatTag, bitsPerSample, channelCount, sampleRateHz, samples } = header;
  if (![1, 3, 6, 7].includes(formatTag)) return undefined;
  return samples.length / (Math.ceil(bitsPerSample / 8) * channelCount * sampleRateHz);
}
