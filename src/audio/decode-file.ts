import { AudioError } from "./audio-error.ts";
import { chooseChannels, type ChannelChoice } from "./channels/choose-channels.ts";
import { channelLossDb, mixChannels } from "./channels/mix-channels.ts";
import type { AudioContainer } from "./file-format/containers.ts";
import type { AudioFormat } from "./file-format/audio-format.ts";
import { probeAudio } from "./file-format/probe-audio.ts";
import { fileSigns } from "./signs/file-signs.ts";
import type { Correlations } from "./signs/sample-correlation.ts";
import { to16Bits } from "./resample-samples.ts";

/** The rate the platform's models listen at; everything is brought to it. */
export const speechRateHz = 16_000;

/** What a file was before it was converted. */
export interface AudioSource {
  container: AudioContainer;
  sizeBytes: number;
  /** As the header states it; undefined where it states none that we read. */
  sampleRateHz: number | undefined;
  channelCount: number;
}

/** A file as the platform wants it: mono, 16 kHz, 16 bit. */
export interface DecodedAudio {
  samples: Int16Array<ArrayBuffer>;
  sampleRateHz: typeof speechRateHz;
  /** Counted in decoded samples, never guessed from the file's size. */
  durationSeconds: number;
  source: AudioSource;
  /** Which channels were mixed to this. Default: all. */
  channels?: ChannelChoice;
  /** How much quieter the mix is than the channels that were taken, in dB, 0..120; see `SoundSigns`. Default 0. */
  mixLossDb?: number;
  /** Signs that only the samples in the file have. Default: those of the decoded samples. */
  fileSigns?: Correlations;
}

/** What may be decoded at all. */
export interface DecodeLimits {
  /** Largest size of the converted samples, in bytes: two for each of 16,000 samples a second. */
  maxSampleBytes: number;
  /** Largest file that is read into memory, in bytes. Default 400 MiB: forty minutes of CD audio. */
  maxFileBytes?: number;
}

/** A file whose length cannot be measured beforehand is decoded only up to this size: 35 minutes at 128 kbit/s. */
const maxBlindBytes = 32 * 2 ** 20;

/**
 * Reads any file this browser can decode and converts it in the page; nothing is sent.
 *
 * A file that is too long is refused before the costly decoding where its length can be measured without: a length that a header merely
 * states refuses nothing.
 *
 * @throws AudioError `empty`, `unreadable`, `not-audio`, `too-large`, `too-long`
 * @throws the signal's reason when it aborts; decoding itself cannot be interrupted, its result is then dropped
 */
export async function decodeFile(file: Blob, limits: DecodeLimits, signal?: AbortSignal): Promise<DecodedAudio> {
  const maxFileBytes = limits.maxFileBytes ?? 400 * 2 ** 20;
  if (file.size === 0) throw new AudioError({ kind: "empty", message: "the file is empty" });
  refuseLargeFile(file.size, maxFileBytes);
  const bytes = await readBytes(file);
  signal?.throwIfAborted();

  const probe = await probeAudio(bytes);
  signal?.throwIfAborted();
  // Browsers only say that they cannot decode it.
  if (probe.isEmpty) throw new AudioError({ kind: "empty", message: "the file holds no sound" });
  if (probe.durationSeconds === undefined) refuseLargeFile(file.size, Math.min(maxFileBytes, maxBlindBytes));
  else refuseLongAudio(Math.floor(probe.durationSeconds) * speechRateHz, limits.maxSampleBytes);

  // Before decoding, which takes the bytes away.
  const found = fileSigns(bytes);
  const sound = await decode(bytes, probe, speechRateHz);
  signal?.throwIfAborted();
  if (sound.length === 0) throw new AudioError({ kind: "empty", message: "the file holds no sound" });
  refuseLongAudio(sound.length, limits.maxSampleBytes);
  const apart = Array.from({ length: sound.numberOfChannels }, (_, index) => sound.getChannelData(index));
  const channels = await chooseChannels(apart, speechRateHz);
  signal?.throwIfAborted();
  return {
    samples: mixChannels(apart, channels.taken),
    sampleRateHz: speechRateHz,
    durationSeconds: sound.length / speechRateHz,
    source: {
      container: probe.container,
      sizeBytes: file.size,
      sampleRateHz: probe.sampleRateHz,
      channelCount: sound.numberOfChannels,
    },
    channels,
    mixLossDb: channelLossDb(apart, channels.taken),
    ...(found && { fileSigns: found }),
  };
}

/** The same file with its channels apart. */
export interface DecodedChannels {
  /** 16 bit, interleaved. */
  samples: Int16Array<ArrayBuffer>;
  channelCount: number;
}

/**
 * Decodes a file once more and keeps its channels, for a platform that recognises each on its own.
 *
 * @param rateHz of the samples; default: that of the models
 * @throws AudioError `too-long` when the channels together are larger than `maxSampleBytes`; as `decodeFile` for the rest
 * @throws the signal's reason when it aborts
 */
export async function decodeChannels(
  file: Blob,
  { maxSampleBytes }: DecodeLimits,
  signal?: AbortSignal,
  rateHz: number = speechRateHz,
): Promise<DecodedChannels> {
  const bytes = await readBytes(file);
  const sound = await decode(bytes, await probeAudio(bytes), rateHz);
  signal?.throwIfAborted();
  const channelCount = sound.numberOfChannels;
  refuseLongAudio(sound.length * channelCount, maxSampleBytes);
  const samples = new Int16Array(sound.length * channelCount);
  for (let channel = 0; channel < channelCount; channel++) {
    const from = sound.getChannelData(channel);
    for (let index = 0; index < from.length; index++) samples[index * channelCount + channel] = to16Bits(from[index]!);
  }
  return { samples, channelCount };
}

async function readBytes(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new AudioError({ kind: "unreadable", message: "the file could not be read from disk", cause });
  }
}

/** A context of the wanted rate makes the browser resample while it decodes, filter included. */
async function decode(
  bytes: Uint8Array<ArrayBuffer>,
  { container, coding }: AudioFormat,
  rateHz: number,
): Promise<AudioBuffer> {
  const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate: rateHz });
  try {
    return await context.decodeAudioData(bytes.buffer);
  } catch (cause) {
    const found = container === "unknown" ? "the file" : `${coding ?? "sound"} in ${container}`;
    const format = { container, ...(coding !== undefined && { coding }) };
    throw new AudioError({ kind: "not-audio", message: `this browser cannot decode ${found}`, cause, format });
  }
}

function refuseLargeFile(actualBytes: number, limitBytes: number): void {
  if (actualBytes <= limitBytes) return;
  throw new AudioError({
    kind: "too-large",
    message: `the file has ${String(actualBytes)} bytes, the limit is ${String(limitBytes)}`,
    limit: { actualBytes, limitBytes },
  });
}

function refuseLongAudio(sampleCount: number, limitBytes: number): void {
  const actualBytes = sampleCount * Int16Array.BYTES_PER_ELEMENT;
  if (actualBytes <= limitBytes) return;
  const message = `the sound has ${String(actualBytes)} bytes at 16 kHz, one call carries ${String(limitBytes)}`;
  throw new AudioError({ kind: "too-long", message, limit: { actualBytes, limitBytes } });
}
