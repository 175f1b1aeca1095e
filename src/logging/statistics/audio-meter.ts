import { isMessage, type Message } from "@bufbuild/protobuf";
import { bytesPerSample, readWav } from "../../audio/wav.ts";
import {
  FileRecognizeRequestSchema,
  RecognizeRequestSchema,
  type RecognitionConfig,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import {
  StreamingSynthesizeSpeechResponseSchema,
  SynthesizeSpeechRequestSchema,
  SynthesizeSpeechResponseSchema,
  VoiceCloningRequestSchema,
} from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { CloneVoiceRequestSchema } from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { wavCodings } from "../attributes/wav-codings.ts";

/** Measures the audio that the messages of one call carry. */
export interface AudioMeter {
  sent(message: Message): void;
  received(message: Message): void;
  /** 0 where the messages do not say what their bytes are. */
  seconds(): number;
}

/** Opens the meter of one call. */
export function openAudioMeter(): AudioMeter {
  let bytesPerSecond = 0;
  let bytes = 0;
  let wavSeconds = 0;

  const configure = (encoding: number, sampleRateHz: number, channelCount = 1) => {
    const coding = wavCodings[encoding];
    bytesPerSecond = coding ? bytesPerSample(coding) * sampleRateHz * Math.max(channelCount, 1) : 0;
  };
  const configureRecognition = (config: RecognitionConfig | undefined) => {
    if (config) configure(config.encoding, config.sampleRateHertz, config.audioChannelCount);
  };

  return {
    sent(message) {
      if (isMessage(message, FileRecognizeRequestSchema)) {
        configureRecognition(message.config);
        bytes += message.audio.length;
      } else if (isMessage(message, RecognizeRequestSchema)) {
        const { case: kind, value } = message.streamingRequest;
        if (kind === "config") configureRecognition(value.config);
        else if (kind === "audio") bytes += value.length;
      } else if (isMessage(message, CloneVoiceRequestSchema)) {
        const { audioFormat, signal } = message;
        if (audioFormat) configure(audioFormat.encoding, audioFormat.sampleRateHertz, audioFormat.audioChannelCount);
        bytes += signal.length;
      } else if (isMessage(message, SynthesizeSpeechRequestSchema) || isMessage(message, VoiceCloningRequestSchema)) {
        configure(message.encoding, message.sampleRateHertz);
      }
    },
    received(message) {
      if (isMessage(message, StreamingSynthesizeSpeechResponseSchema)) bytes += message.audio.length;
      else if (isMessage(message, SynthesizeSpeechResponseSchema)) wavSeconds += lengthOf(message.audio);
    },
    seconds: () => wavSeconds + (bytesPerSecond > 0 ? bytes / bytesPerSecond : 0),
  };
}

function lengthOf(bytes: Uint8Array): number {
  try {
    const { samples, coding, channelCount, sampleRateHz } = readWav(bytes);
    return samples.length / (bytesPerSample(coding) * channelCount * sampleRateHz);
  } catch {
    // The reader of the call reports what is wrong with the audio; the count only leaves it out.
    return 0;
  }
}
