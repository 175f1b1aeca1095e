import { create } from "@bufbuild/protobuf";
import type { HandlerContext, ServiceImpl } from "@connectrpc/connect";
import { ModelsInfoSchema, type FileRecognizeRequest, type STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { FileRecognizeResponseSchema } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { noteIgnored, noteMismatch } from "../call-metadata.ts";
import { engineRateHz } from "../audio/decode-audio.ts";
import { recognizeFile } from "./file-recognition.ts";
import { invalidArgument } from "../invalid-argument.ts";
import { recognizeLive } from "./live-recognition.ts";
import type { RecognitionEngine, VoiceActivity } from "./recognition-engine.ts";
import { readRecognitionConfig } from "./recognition-options.ts";

/** What recognition needs. */
export interface SttOptions {
  /** In the order of the model list; may be empty. */
  engines: readonly RecognitionEngine[];
  vad: VoiceActivity;
  /** Milliseconds since the epoch; default: the clock. */
  now?: () => number;
}

/**
 * The platform's speech recognition over the given engines. It does not close them.
 *
 * @throws Error when two engines have the same name
 */
export function createStt({ engines, vad, now = Date.now }: SttOptions): ServiceImpl<typeof STT> {
  const twice = engines.find((engine, index) => engines.findIndex(({ model }) => model === engine.model) < index);
  if (twice) throw new Error(`two recognition engines have the model name "${twice.model}"; give one of them another`);
  const header = () => ({ timestamp: BigInt(now()) });

  async function fileRecognize({ config, audio }: FileRecognizeRequest, context: HandlerContext) {
    if (!config) throw invalidArgument("config", "is missing");
    const plan = readRecognitionConfig(config, "file", engines);
    noteIgnored(context, plan.ignored);
    if (plan.mismatch !== undefined) noteMismatch(context, plan.mismatch);
    const response = await recognizeFile(audio, { plan, vad, now, signal: context.signal });
    return create(FileRecognizeResponseSchema, { response, header: header() });
  }

  return {
    fileRecognize,
    recognize: (requests, context) => recognizeLive(requests, context, { engines, vad, now }),
    getModelsInfo: () =>
      create(ModelsInfoSchema, {
        models: engines.map((engine) => ({
          name: engine.model,
          sampleRateHertz: engineRateHz,
          languageCode: engine.language,
        })),
        header: header(),
      }),
  };
}
