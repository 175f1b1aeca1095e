import type { AudioMetrics } from "../../audio/audio-metrics.ts";
import type { DecodedAudio } from "../../audio/decode-file.ts";
import type { Repair } from "../../audio/repair/repair.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { voiceSampleRateHz } from "../../audiokit/calls/voice-cloning.ts";
import { maxAudioBytes } from "../../wire/message-size.ts";

/** One file or recording of the sample. */
export interface SamplePart {
  id: number;
  name: string;
  /** Of the file as it was chosen; of the samples for a recording. */
  sizeBytes: number;
  seconds: number;
  /** Mono, 16 kHz. */
  samples: Int16Array<ArrayBuffer>;
  metrics: AudioMetrics;
  /** The file that it was read from, and how; a recording is a WAV of its own. */
  sound: { file: File; audio: DecodedAudio };
  /** It is the repaired version of what was chosen or recorded. */
  repair?: Repair;
  /** What was repaired, by one change or several. */
  original?: SamplePart;
  /** Audio that is missing in a recording because the page was too slow, in seconds; 0 for a file. */
  droppedSeconds: number;
}

/** A recording as a file that was read, so that it can be repaired like one. @param samples mono, 16 kHz */
export function recordedSound(name: string, samples: Int16Array<ArrayBuffer>): SamplePart["sound"] {
  const sampleRateHz = voiceSampleRateHz;
  const wav = writeWav(pcmBytes(samples), { coding: "pcm16", sampleRateHz, channelCount: 1 });
  const source = { container: "wav", sizeBytes: wav.length, sampleRateHz, channelCount: 1 } as const;
  const durationSeconds = samples.length / sampleRateHz;
  return { file: new File([wav], name), audio: { samples, sampleRateHz, durationSeconds, source } };
}

/** Longest sample that one message carries, in seconds: about 32 minutes. */
export const maxSampleSeconds = maxAudioBytes / Int16Array.BYTES_PER_ELEMENT / voiceSampleRateHz;
/** Below this the page recommends more sound; the platform publishes no limit. */
export const scantSeconds = 30;

/** All parts in their order as one signal: 16 kHz, mono, signed 16-bit little-endian, no header. */
export function joinParts(parts: readonly SamplePart[]): Int16Array<ArrayBuffer> {
  const joined = new Int16Array(parts.reduce((sum, { samples }) => sum + samples.length, 0));
  let offset = 0;
  for (const { samples } of parts) {
    joined.set(samples, offset);
    offset += samples.length;
  }
  return joined;
}
