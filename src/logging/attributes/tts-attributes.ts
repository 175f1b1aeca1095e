import { bytesPerSample, readWav } from "../../audio/wav.ts";
import {
  AudioEncodingSchema,
  SynthesizeOptions_PostprocessingModeSchema,
  TTS,
  VoiceStyleSchema,
  type SynthesizeOptions,
  type SynthesizeSpeechRequest,
  type VoiceCloningRequest,
} from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import {
  enumName,
  rounded,
  type CallAttributes,
  type MessageAttributes,
  type MethodAttributesTable,
} from "./call-attributes.ts";
import { recordTimes, timesOf } from "./message-times.ts";
import { wavCodings } from "./wav-codings.ts";

type Request = SynthesizeSpeechRequest | VoiceCloningRequest;

/** How synthesis is logged: what was requested, when the first chunk came, how much was received. */
export const ttsAttributes: MethodAttributesTable = Object.fromEntries(
  ["Synthesize", "StreamingSynthesize", "VoiceCloning", "StreamingVoiceCloning"].map((name) => [
    `${TTS.typeName}/${name}`,
    { service: "TTS", requestService: `TTS_${name}`, open: () => openSynthesis(name.startsWith("Streaming")) },
  ]),
);

function openSynthesis(isStream: boolean): CallAttributes {
  let request: Request | undefined;
  let firstChunkMs: number | undefined;
  let firstChunk: Uint8Array | undefined;
  let chunkCount = 0;
  let audioBytes = 0;
  const chunks = recordTimes();
  return {
    sent: (message) => (request = message as Request),
    received(message, atMs) {
      const { audio } = message as { audio: Uint8Array };
      if (audio.length === 0) return;
      firstChunkMs ??= atMs;
      chunks.add(atMs);
      firstChunk ??= audio;
      chunkCount++;
      audioBytes += audio.length;
    },
    request: () => (request ? describeRequest(request) : { attributes: {} }),
    response(durationMs) {
      const seconds = isStream || !firstChunk ? streamSeconds(request, audioBytes) : wavSeconds(firstChunk);
      return {
        attributes: {
          ...(firstChunkMs !== undefined && { time_to_first_chunk_ms: rounded(firstChunkMs) }),
          chunk_count: chunkCount,
          audio_bytes: audioBytes,
          ...(seconds !== undefined && { audio_seconds: rounded(seconds) }),
          ...(seconds && { processing_to_audio_ratio: rounded(durationMs / 1000 / seconds) }),
        },
      };
    },
    times: () => (isStream ? timesOf({ chunks }) : {}),
  };
}

function describeRequest(request: Request): MessageAttributes {
  const { inputSource } = request;
  const text = inputSource.value ?? "";
  return {
    attributes: {
      input: inputSource.case ?? "none",
      text_length: text.length,
      language_code: request.languageCode,
      encoding: enumName(AudioEncodingSchema, request.encoding),
      sample_rate_hertz: request.sampleRateHertz,
      ...("voiceId" in request ? { voice_id: request.voiceId } : { voice_name: request.voiceName }),
      ...("synthesizeOptions" in request && {
        synthesize_options: request.synthesizeOptions && describeOptions(request.synthesizeOptions),
      }),
    },
    texts: {
      ...(inputSource.case && { [inputSource.case]: text }),
      ...("synthesizeOptions" in request && customTexts(request.synthesizeOptions)),
    },
  };
}

function describeOptions(options: SynthesizeOptions): Record<string, unknown> {
  return {
    model_type: options.modelType,
    model_sample_rate_hertz: options.modelSampleRateHertz,
    voice_style: enumName(VoiceStyleSchema, options.voiceStyle),
    postprocessing_mode: enumName(SynthesizeOptions_PostprocessingModeSchema, options.postprocessingMode),
    ...(customEntries(options).length > 0 && { custom_options: describeCustom(options) }),
  };
}

/** Names, kinds and sizes: what stands in a value is whatever a person typed, so it is a text. */
function describeCustom(options: SynthesizeOptions): Record<string, unknown> {
  return Object.fromEntries(
    customEntries(options).map(([name, { kind }]) => [
      name,
      { kind: kind.case?.replace("Value", "_value") ?? "none", value_length: String(kind.value ?? "").length },
    ]),
  );
}

function customTexts(options: SynthesizeOptions | undefined): Record<string, string> {
  if (!options || customEntries(options).length === 0) return {};
  const values = customEntries(options).map(([name, { kind }]) => [
    name,
    typeof kind.value === "bigint" ? String(kind.value) : (kind.value ?? null),
  ]);
  return { custom_options: JSON.stringify(Object.fromEntries(values)) };
}

const customEntries = ({ customOptions }: SynthesizeOptions) => Object.entries(customOptions);

/** Length of headerless samples; undefined when the request does not say what they are. */
function streamSeconds(request: Request | undefined, audioBytes: number): number | undefined {
  const coding = request && wavCodings[request.encoding];
  if (!coding || request.sampleRateHertz <= 0) return undefined;
  return audioBytes / (bytesPerSample(coding) * request.sampleRateHertz);
}

/** Length of a complete WAV, by its own header; undefined when it is none. */
function wavSeconds(bytes: Uint8Array): number | undefined {
  try {
    const wav = readWav(bytes);
    return wav.samples.length / (bytesPerSample(wav.coding) * wav.channelCount * wav.sampleRateHz);
  } catch {
    // The reader of the call says what is wrong with the sound; the log only leaves its length out.
    return undefined;
  }
}
