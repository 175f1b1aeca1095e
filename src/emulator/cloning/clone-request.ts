import { bytesPerSample, type WavFormat } from "../../audio/wav.ts";
import { AudioEncoding } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { CloneVoiceRequest } from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { refuseFileHeader } from "../audio/decode-audio.ts";
import { codingOf } from "../audio/encode-audio.ts";
import { invalidArgument } from "../invalid-argument.ts";

const rateHz = { min: 8000, max: 48_000 } as const;
/** Shortest sample, in seconds. */
const minSeconds = 1;

/**
 * Validates a request. @returns the format of its samples
 *
 * @throws ConnectError INVALID_ARGUMENT, its message beginning with the name of the field
 */
export function readCloneRequest({ audioFormat, signal }: CloneVoiceRequest): WavFormat {
  if (!audioFormat) throw invalidArgument("audio_format", "is missing");
  const { encoding, sampleRateHertz: sampleRateHz, audioChannelCount } = audioFormat;
  const coding = codingOf(encoding);
  if (!coding) {
    const name = Object.entries(AudioEncoding).find(([, value]) => value === encoding)?.[0] ?? String(encoding);
    throw invalidArgument("audio_format.encoding", `${name} is not supported; LINEAR_PCM, MULAW and ALAW are`);
  }
  if (sampleRateHz < rateHz.min || sampleRateHz > rateHz.max) {
    const range = `${String(rateHz.min)} to ${String(rateHz.max)}`;
    throw invalidArgument("audio_format.sample_rate_hertz", `must be ${range}, got ${String(sampleRateHz)}`);
  }
  if (audioChannelCount > 1) {
    throw invalidArgument("audio_format.audio_channel_count", `must be 1, got ${String(audioChannelCount)}`);
  }
  if (signal.length === 0) throw invalidArgument("signal", "is empty");
  refuseFileHeader(signal, "signal");
  const wholeBytes = bytesPerSample(coding);
  if (signal.length % wholeBytes !== 0)
    throw invalidArgument("signal", "ends within a sample; encoding does not fit it");
  const seconds = signal.length / wholeBytes / sampleRateHz;
  if (seconds < minSeconds) {
    throw invalidArgument("signal", `must last ${String(minSeconds)} s at least, it lasts ${seconds.toFixed(2)} s`);
  }
  return { coding, sampleRateHz, channelCount: 1 };
}
