import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { unaryAttributes, rounded, type MethodAttributes, type MethodAttributesTable } from "./call-attributes.ts";

/** How the two model lists are logged. */
export const modelsAttributes: MethodAttributesTable = {
  [`${TTS.typeName}/GetModelsInfo`]: describeList("Models_GetTTSModels", "tts_models"),
  [`${STT.typeName}/GetModelsInfo`]: describeList("Models_GetASRModels", "asr_models"),
};

function describeList(requestService: string, queryType: string): MethodAttributes {
  return {
    service: "Models",
    requestService,
    open: () =>
      unaryAttributes<unknown, { models: { name: string }[] }>(
        () => ({ attributes: { query_type: queryType } }),
        ({ models }, durationMs) => ({
          attributes: {
            models_count: models.length,
            model_names: [...new Set(models.map(({ name }) => name))],
            processing_time_ms: rounded(durationMs),
          },
        }),
      ),
  };
}
