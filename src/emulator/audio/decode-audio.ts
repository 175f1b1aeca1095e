import { decodeALaw, decodeMuLaw } from "../../audio/g711.ts";
import { bytesPerSample, pcmSamples, type WavCoding, type WavFormat } from "../../audio/wav.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { invalidArgument } from "../invalid-argument.ts";
import { joinSamples, openResampler } from "./resample.ts";

/** Turns the bytes of a call into sound as engines take it: 16 kHz, -1..1, one array for each channel. */
export interface AudioReader {
  /**
   * Takes the next bytes, cut anywhere.
   *
   * @throws ConnectError INVALID_ARGUMENT when the audio begins with the header of a file format
   */
  push(bytes: Uint8Array): Float32Array[];
  /**
   * Gives what was held back.
   *
   * @throws ConnectError INVALID_ARGUMENT when the audio ended within a sample
   */
  end(): Float32Array[];
  close(): void;
}

/** Rate at which engines listen, in Hz. */
export const engineRateHz = 16_000;

/** Bytes of one sample of every channel. */
export function frameBytes(format: WavFormat): number {
  return format.channelCount * bytesPerSample(format.coding);
}

/** Opens a reader. Its channels are the audio's own with `split`, else one that is their mean. */
export async function openAudioReader(format: WavFormat, split: boolean): Promise<AudioReader> {
  const { channelCount, sampleRateHz } = format;
  const outputCount = split ? channelCount : 1;
  const resamplers = await Promise.all(
    Array.from({ length: outputCount }, () => openResampler(sampleRateHz, engineRateHz)),
  );
  const wholeBytes = frameBytes(format);
  let held: Uint8Array = new Uint8Array(0);
  let isBeginning = true;

  return {
    push(bytes) {
      // Always a copy and a plain array: Node's Buffer, in which audio may arrive, shares its memory when it is sliced.
      held = joinBytes([held, bytes]);
      if (isBeginning && held.length < longestHeader) return resamplers.map(() => new Float32Array(0));
      if (isBeginning) refuseFileHeader(held);
      isBeginning = false;
      const whole = held.length - (held.length % wholeBytes);
      const samples = decode(held.subarray(0, whole), format.coding);
      held = held.slice(whole);
      return resamplers.map((resampler, channel) => {
        return resampler.push(split ? pick(samples, channel, channelCount) : mix(samples, channelCount));
      });
    },
    end() {
      if (isBeginning) refuseFileHeader(held);
      if (held.length % wholeBytes !== 0) throw unfinished(held.length % wholeBytes, wholeBytes);
      const samples = decode(held, format.coding);
      held = new Uint8Array(0);
      return resamplers.map((resampler, channel) => {
        const last = split ? pick(samples, channel, channelCount) : mix(samples, channelCount);
        return joinSamples([resampler.push(last), resampler.end()]);
      });
    },
    close() {
      for (const resampler of resamplers) resampler.close();
    },
  };
}

/** Refuses audio whose length is no whole number of samples of every channel. */
export function unfinished(extraBytes: number, wholeBytes: number): Error {
  return invalidArgument(
    "audio",
    `ends with ${String(extraBytes)} of the ${String(wholeBytes)} bytes of a sample; encoding or audio_channel_count does not fit it`,
  );
}

/** Formats that a caller may mistake for bare samples, by their first bytes; `.` stands for any. */
const headers: [pattern: RegExp, name: string][] = [
  [/^RIFF....WAVE/s, "WAV"],
  [/^fLaC/, "FLAC"],
  [/^OggS/, "Ogg"],
  [/^ID3[\u0002-\u0004]/, "MP3"],
];
const longestHeader = 12;

/** Refuses bytes that begin as a file does instead of with samples. */
export function refuseFileHeader(bytes: Uint8Array, field = "audio"): void {
  const beginning = String.fromCharCode(...bytes.subarray(0, longestHeader));
  const header = headers.find(([pattern]) => pattern.test(beginning));
  if (header)
    throw invalidArgument(field, `begins with the header of a ${header[1]} file; send the bare samples without it`);
}

function decode(bytes: Uint8Array, coding: WavCoding): Int16Array {
  if (coding === "mulaw") return decodeMuLaw(bytes);
  return coding === "alaw" ? decodeALaw(bytes) : pcmSamples(bytes);
}

const fullScale = 32_768;

function pick(samples: Int16Array, channel: number, channelCount: number): Float32Array {
  return Float32Array.from({ length: samples.length / channelCount }, (_, index) => samples[index * channelCount + channel]! / fullScale); // prettier-ignore
}

function mix(samples: Int16Array, channelCount: number): Float32Array {
  const mixed = new Float32Array(samples.length / channelCount);
  const share = 1 / (fullScale * channelCount);
  for (let index = 0; index < samples.length; index++)
    mixed[Math.floor(index / channelCount)]! += samples[index]! * share;
  return mixed;
}
