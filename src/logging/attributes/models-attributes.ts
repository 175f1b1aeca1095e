import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { accountOfOne, rounded, type MethodDescription, type MethodDescriptions } from "./call-attributes.ts";

/** How the two model lists are logged. */
export const modelsDescriptions: MethodDescriptions = {
  [`${TTS.typeName}/GetModelsInfo`]: describeList("Models_GetTTSModels", "tts_models"),
  [`${STT.typeName}/GetModelsInfo`]: describeList("Models_GetASRModels", "asr_models"),
};

function describeList(requestService: string, queryType: string): MethodDescription {
  return {
    service: "Models",
    requestService,
    open: () =>
      accountOfOne<unknown, { models: { name: string }[] }>(
        () => ({ facts: { query_type: queryType } }),
        ({ models }, durationMs) => ({
          facts: {
            models_count: models.length,
            model_names: [...new Set(models.map(({ name }) => name))],
            processing_time_ms: rounded(durationMs),
          },
        }),
      ),
  };
}
