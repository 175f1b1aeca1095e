import { create } from "@bufbuild/protobuf";
import { ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { RecognizeRequestSchema, type RecognizeRequest, type STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type {
  RecognizeRequest as PresetRecognizeRequest,
  STT as PresetSTT,
} from "../../gen/mts/ai/audiogram/stt_presets/v2/stt_presets_pb.ts";
import type { SynthesizeSpeechRequest } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type {
  SynthesizeSpeechRequest as PresetSynthesizeRequest,
  TTS as PresetTTS,
} from "../../gen/mts/ai/audiogram/tts_presets/v2/tts_presets_pb.ts";
import type { RecognitionEngine } from "../recognition/recognition-engine.ts";
import { readRecognitionConfig } from "../recognition/recognition-options.ts";
import type { SynthesisEngine } from "../synthesis/synthesis-engine.ts";
import { readSynthesisRequest } from "../synthesis/synthesis-plan.ts";
import type { SynthesisMethods } from "../synthesis/synthesis.ts";
import { findSettings, PresetError, type Presets } from "./presets.ts";

/** Synthesis by preset, over the given synthesis. */
export function createPresetTts(tts: SynthesisMethods, presets: Presets): ServiceImpl<typeof PresetTTS> {
  const requestOf = ({ preset, inputSource }: PresetSynthesizeRequest): SynthesizeSpeechRequest => ({
    ...findSettings(presets.tts, preset),
    inputSource,
  });
  return {
    synthesize: (request, context) => tts.synthesize(requestOf(request), context),
    streamingSynthesize: (request, context) => tts.streamingSynthesize(requestOf(request), context),
  };
}

/** Recognition by preset, over the given recognition. */
export function createPresetStt(stt: ServiceImpl<typeof STT>, presets: Presets): ServiceImpl<typeof PresetSTT> {
  async function* withConfig(requests: AsyncIterable<PresetRecognizeRequest>): AsyncGenerator<RecognizeRequest> {
    for await (const { streamingRequest: request } of requests) {
      const isPreset = request.case === "preset";
      yield create(RecognizeRequestSchema, {
        streamingRequest: isPreset ? { case: "config", value: findSettings(presets.stt, request.value) } : request,
      });
    }
  }
  return {
    fileRecognize({ preset, audio }, context) {
      const { config } = findSettings(presets.stt, preset);
      const request = { $typeName: "mts.ai.audiogram.stt.v3.FileRecognizeRequest" as const, audio };
      return stt.fileRecognize({ ...request, ...(config && { config }) }, context);
    },
    recognize: (requests, context) => stt.recognize(withConfig(requests), context),
  };
}

/**
 * Validates at the start that every preset can be served.
 *
 * @throws PresetError naming the preset and the field
 */
export function checkPresets(
  presets: Presets,
  engine: Pick<SynthesisEngine, "languages" | "speeds">,
  engines: readonly RecognitionEngine[],
): void {
  for (const { name, version, settings } of presets.tts) {
    check(`tts preset "${name}" version ${String(version)}`, () =>
      readSynthesisRequest({ ...settings, inputSource: { case: "text", value: "1" } }, false, engine),
    );
  }
  for (const { name, version, settings } of presets.stt) {
    const { config } = settings;
    if (!config) continue;
    check(`stt preset "${name}" version ${String(version)}`, () => readRecognitionConfig(config, "file", engines));
  }
}

function check(what: string, tryOut: () => unknown): void {
  try {
    tryOut();
  } catch (error) {
    throw new PresetError(`${what}: ${ConnectError.from(error).rawMessage}`, { cause: error });
  }
}
