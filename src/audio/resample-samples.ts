import { createSampleDecoder } from "./decode-samples.ts";
import { pcmBytes, writeWav, type WavFormat } from "./wav.ts";

/**
 * The same sound at another rate, as 16-bit samples, channels interleaved. The browser resamples, filter included; more than
 * half the lower rate is gone.
 *
 * @param samples headerless, coded as the format says
 * @param toRateHz 3000..768000
 * @throws DOMException `EncodingError` when there is no sound in it
 */
export async function resampleSamples(
  samples: Uint8Array,
  format: WavFormat,
  toRateHz: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const pcm = pcmBytes(createSampleDecoder(format.coding)(samples));
  const wav = writeWav(pcm, { ...format, coding: "pcm16" });
  const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate: toRateHz });
  const sound = await context.decodeAudioData(wav.buffer);
  const channels = Array.from({ length: sound.numberOfChannels }, (_, index) => sound.getChannelData(index));
  const resampled = new Int16Array(sound.length * channels.length);
  for (let frame = 0; frame < sound.length; frame++) {
    for (const [index, channel] of channels.entries()) {
      resampled[frame * channels.length + index] = to16Bits(channel[frame]!);
    }
  }
  return pcmBytes(resampled);
}

/** A sample of the browser, -1..1, as 16 bits; what a decoder overshoots is clipped. */
export function to16Bits(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768)));
}
