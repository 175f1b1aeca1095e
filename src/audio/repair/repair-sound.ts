import { createSampleDecoder } from "../decode-samples.ts";
import { inSlices } from "./in-slices.ts";
import { rebuildPeaks } from "./rebuild-peaks.ts";
import { removeHum } from "./remove-hum.ts";
import type { ByteCoding, FileSound, Repair } from "./repair.ts";

/**
 * Makes the repaired version of a sound; the one given stays as it is. Long sound is worked on in slices.
 *
 * @throws the signal's reason when it aborts
 */
export async function repairSound(sound: FileSound, repair: Repair, signal?: AbortSignal): Promise<FileSound> {
  const { samples, channelCount } = sound;
  switch (repair.is) {
    case "gain":
      return { ...sound, samples: await changed(samples, amplifier(repair.gainDb), signal) };
    case "peaks":
      return rebuildPeaks(sound, signal);
    case "hum":
      return removeHum(sound, repair.mainsHz, signal);
    case "rate":
      return { ...sound, sampleRateHz: repair.sampleRateHz };
    case "byte-order":
      return { ...sound, samples: await changed(samples, exchanged, signal) };
    case "bytes":
      return { ...sound, samples: await byBytes(samples, repair.coding, signal) };
    case "two-channels":
      return { ...sound, samples: samples.slice(0, samples.length - (samples.length % 2)), channelCount: 2 };
    case "mix":
      return { ...sound, samples: await mixed(samples, channelCount, repair.taken, signal), channelCount: 1 };
  }
}

async function changed(samples: Int16Array, change: (sample: number) => number, signal?: AbortSignal) {
  const result = new Int16Array(samples.length);
  const work = (from: number, to: number) => {
    for (let index = from; index < to; index++) result[index] = change(samples[index]!);
  };
  await inSlices(samples.length, work, signal);
  return result;
}

/** What becomes too loud is clipped. */
function amplifier(gainDb: number): (sample: number) => number {
  const factor = 10 ** (gainDb / 20);
  return (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * factor)));
}

const exchanged = (sample: number): number => (sample << 8) | ((sample >> 8) & 0xff);

/** Each byte as a sample; there are twice as many. */
async function byBytes({ buffer, byteOffset, byteLength }: Int16Array, coding: ByteCoding, signal?: AbortSignal) {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const decode =
    coding === "pcm8"
      ? (part: Uint8Array) => Int16Array.from(part, (byte) => (byte - 128) * 256)
      : createSampleDecoder(coding);
  const result = new Int16Array(byteLength);
  await inSlices(byteLength, (from, to) => result.set(decode(bytes.subarray(from, to)), from), signal);
  return result;
}

async function mixed(samples: Int16Array, channelCount: number, taken: readonly number[], signal?: AbortSignal) {
  const result = new Int16Array(Math.floor(samples.length / channelCount));
  const work = (from: number, to: number) => {
    for (let frame = from; frame < to; frame++) {
      let sum = 0;
      for (const channel of taken) sum += samples[frame * channelCount + channel]!;
      result[frame] = Math.round(sum / taken.length);
    }
  };
  await inSlices(result.length, work, signal);
  return result;
}
