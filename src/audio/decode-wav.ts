import { cancelEachOther } from "./channels/choose-channels.ts";
import { mixChannels } from "./channels/mix-channels.ts";
import { createSampleDecoder } from "./decode-samples.ts";
import type { MonoAudio } from "./streaming-audio.ts";
import { readWav } from "./wav.ts";

/**
 * A whole WAV file as audio that can be played and drawn: decoded, all channels mixed to one; of channels that cancel each
 * other the first is taken.
 *
 * @throws what `readWav` throws when it is no WAV that we write
 */
export function decodeWav(wav: Uint8Array): MonoAudio & { samples: Int16Array<ArrayBuffer> } {
  const { samples: bytes, coding, sampleRateHz, channelCount } = readWav(wav);
  const decoded = createSampleDecoder(coding)(bytes);
  if (channelCount === 1) return { samples: decoded, sampleRateHz };
  const all = Array.from({ length: channelCount }, (_, channel) => channel);
  const channels = all.map((channel) => channelOf(decoded, channel, channelCount));
  const taken = cancelEachOther(channels, all) ? [0] : all;
  return { samples: mixChannels(channels, taken), sampleRateHz };
}

/** One of the interleaved channels, -1..1. */
function channelOf(samples: Int16Array, channel: number, channelCount: number): Float32Array {
  const apart = new Float32Array(Math.floor(samples.length / channelCount));
  for (let index = 0; index < apart.length; index++) apart[index] = samples[index * channelCount + channel]! / 0x8000;
  return apart;
}
