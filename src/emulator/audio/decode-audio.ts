import { containerOf, type AudioContainer } from "../../audio/file-format/containers.ts";
import { mayBeginFrame, twoFramesBytes } from "../../audio/file-format/frame-sync.ts";
import { decodeALaw, decodeMuLaw } from "../../audio/g711.ts";
import { bytesPerSample, pcmSamples, type WavCoding, type WavFormat } from "../../audio/wav.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { invalidArgument } from "../invalid-argument.ts";
import { joinSamples, openResampler } from "./resample.ts";

/** Decodes the audio of a call into the input of the engines: 16 kHz, -1..1, one array for each channel. */
export interface AudioReader {
  /**
   * Decodes the next bytes, which may be split anywhere.
   *
   * @throws ConnectError INVALID_ARGUMENT when the audio begins with the header of a file format
   */
  push(bytes: Uint8Array): Float32Array[];
  /**
   * Returns the rest.
   *
   * @throws ConnectError INVALID_ARGUMENT when the audio ended within a sample
   */
  end(): Float32Array[];
  close(): void;
}

/** Sample rate of the engines' input, in Hz. */
export const engineRateHz = 16_000;

/** Size of one sample of every channel, in bytes. */
export function frameBytes(format: WavFormat): number {
  return format.channelCount * bytesPerSample(format.coding);
}

/** Opens a reader. With `split` each channel of the audio is returned, else their mean. */
export async function openAudioReader(format: WavFormat, split: boolean): Promise<AudioReader> {
  const { channelCount, sampleRateHz } = format;
  const outputCount = split ? channelCount : 1;
  const resamplers = await Promise.all(
    Array.from({ length: outputCount }, () => openResampler(sampleRateHz, engineRateHz)),
  );
  const wholeBytes = frameBytes(format);
  let buffered: Uint8Array = new Uint8Array(0);
  let isBeginning = true;

  return {
    push(bytes) {
      // Always a copy and a plain array: Node's Buffer, in which audio may arrive, shares its memory when it is sliced.
      buffered = joinBytes([buffered, bytes]);
      if (isBeginning && buffered.length < (mayBeginFrame(buffered) ? twoFramesBytes : longestHeader))
        return resamplers.map(() => new Float32Array(0));
      if (isBeginning) refuseFileHeader(buffered);
      isBeginning = false;
      const whole = buffered.length - (buffered.length % wholeBytes);
      const samples = decode(buffered.subarray(0, whole), format.coding);
      buffered = buffered.slice(whole);
      return resamplers.map((resampler, channel) => {
        return resampler.push(split ? pick(samples, channel, channelCount) : mix(samples, channelCount));
      });
    },
    end() {
      if (isBeginning) refuseFileHeader(buffered);
      if (buffered.length % wholeBytes !== 0) throw unfinished(buffered.length % wholeBytes, wholeBytes);
      const samples = decode(buffered, format.coding);
      buffered = new Uint8Array(0);
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

/** Refuses audio whose length is not a whole number of frames. */
export function unfinished(extraBytes: number, wholeBytes: number): Error {
  return invalidArgument(
    "audio",
    `ends with ${String(extraBytes)} of the ${String(wholeBytes)} bytes of a sample; encoding or audio_channel_count does not fit it`,
  );
}

/** Files that a client may send instead of headerless samples: as they are called, and whether their samples are bare behind the header. */
const fileNames: Partial<Record<AudioContainer, [name: string, isBare?: true]>> = {
  wav: ["a WAV", true],
  flac: ["a FLAC"],
  ogg: ["an Ogg"],
  opus: ["an Ogg"],
  mp3: ["an MP3"],
  m4a: ["an M4A"],
  mp4: ["an MP4"],
  aac: ["an AAC"],
  webm: ["a WebM"],
  mkv: ["a Matroska"],
  aiff: ["an AIFF", true],
  au: ["an AU", true],
  caf: ["a CAF"],
  amr: ["an AMR"],
  wma: ["a WMA"],
};
/** That of EBML, which names WebM late; the others have 12 at most. */
const longestHeader = 64;

/** Refuses bytes that begin with the header of a file format, or with two frames of MP3 or AAC. */
export function refuseFileHeader(bytes: Uint8Array, field = "audio"): void {
  const file = fileNames[containerOf(bytes)];
  if (!file) return;
  const [name, isBare] = file;
  const advice = isBare ? "send the bare samples without it" : "decode it and send the bare samples";
  throw invalidArgument(field, `begins with the header of ${name} file; ${advice}`);
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
