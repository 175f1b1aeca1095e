import { createSampleDecoder } from "./decode-samples.ts";
import type { MonoAudio } from "./streaming-audio.ts";
import { readWav } from "./wav.ts";

/**
 * A whole WAV file as audio that can be played and drawn: decoded, all channels mixed to one.
 *
 * @throws what `readWav` throws when it is no WAV that we write
 */
export function decodeWav(wav: Uint8Array): MonoAudio & { samples: Int16Array<ArrayBuffer> } {
  const { samples: bytes, coding, sampleRateHz, channelCount } = readWav(wav);
  const decoded = createSampleDecoder(coding)(bytes);
  if (channelCount === 1) return { samples: decoded, sampleRateHz };
  const samples = new Int16Array(Math.floor(decoded.length / channelCount));
  for (let index = 0; index < samples.length; index++) {
    let sum = 0;
    for (let channel = 0; channel < channelCount; channel++) sum += decoded[index * channelCount + channel]!;
    samples[index] = Math.round(sum / channelCount);
  }
  return { samples, sampleRateHz };
}
