import { AudioError } from "../../audio/audio-error.ts";
import { decodeChannels, decodeFile, speechRateHz } from "../../audio/decode-file.ts";
import { resampleSamples } from "../../audio/resample-samples.ts";
import { pcmBytes, readWav, type WavFormat } from "../../audio/wav.ts";
import { bytesSha256 } from "../../basics/sha256.ts";
import { maxAudioBytes } from "../../wire/message-size.ts";
import type { Replay } from "./read-replay.ts";
import { soundFormatOf, soundMessages } from "./sound-messages.ts";

/** Whether a chosen file is what was sent; `unknown`: the log does not say what that was. */
export type InputMatch = "same" | "other" | "unknown";

/**
 * Takes a file in the place of a sound that is not stored: its samples as they are where it is a WAV of the call's format,
 * converted else. A live call sends them in real time.
 *
 * @throws AudioError when it is no sound, or too large for one call
 */
export async function soundFromFile(
  replay: Replay,
  file: Blob,
  signal?: AbortSignal,
): Promise<{ sound: NonNullable<Replay["sound"]>; match: InputMatch }> {
  const format = soundFormatOf(replay.parameters);
  const bytes = (await plainSamples(file, format)) ?? (await convertedSamples(file, format, signal));
  signal?.throwIfAborted();
  const sha256 = await bytesSha256(bytes);
  const messages = soundMessages(replay.parameters, bytes.length);
  const match = replay.inputSha256 === undefined ? "unknown" : replay.inputSha256 === sha256 ? "same" : "other";
  return { sound: { bytes, messages, from: "file", sha256 }, match };
}

/** The samples of a WAV of exactly this format; undefined for every other file. */
async function plainSamples(file: Blob, format: WavFormat): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const { samples, ...found } = readWav(new Uint8Array(await file.arrayBuffer()));
    const isSame = (["coding", "sampleRateHz", "channelCount"] as const).every((name) => found[name] === format[name]);
    return isSame ? new Uint8Array(samples) : undefined;
  } catch {
    // No WAV, or one that only the browser can read.
    return undefined;
  }
}

/** Any file that this browser decodes, in the format of the call. */
async function convertedSamples(
  file: Blob,
  { coding, sampleRateHz, channelCount }: WavFormat,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (coding !== "pcm16") {
    throw new AudioError({
      kind: "not-audio",
      message: `the call sent ${coding}: choose a WAV of exactly this format`,
    });
  }
  const limits = { maxSampleBytes: maxAudioBytes };
  const mono = await decodeFile(file, limits, signal);
  const hasChannels = channelCount > 1 && mono.source.channelCount === channelCount;
  if (channelCount > 1 && !hasChannels) {
    const message = `the file has ${String(mono.source.channelCount)} channels, the call sent ${String(channelCount)}`;
    throw new AudioError({ kind: "not-audio", message });
  }
  const bytes = pcmBytes(hasChannels ? (await decodeChannels(file, limits, signal)).samples : mono.samples);
  if (sampleRateHz === speechRateHz) return bytes;
  return resampleSamples(bytes, { coding, sampleRateHz: speechRateHz, channelCount }, sampleRateHz);
}
