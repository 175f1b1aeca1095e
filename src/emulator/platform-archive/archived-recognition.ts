import { create } from "@bufbuild/protobuf";
import type { HandlerContext, ServiceImpl } from "@connectrpc/connect";
import type { WavFormat } from "../../audio/wav.ts";
import type { RecognitionConfig, RecognizeRequest, STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import {
  FileRecognizeResponseSchema,
  RecognizeResponseSchema,
  type RecognizeResponse,
} from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { chooseEngine } from "../recognition/choose-engine.ts";
import { codingOf } from "../audio/encode-audio.ts";
import type { RecognitionEngine } from "../recognition/recognition-engine.ts";
import { demoClient } from "../token.ts";
import type { Archive, Recording } from "./archive.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** What archiving is made of. */
export interface ArchivingOptions {
  archive: Archive;
  engines: readonly RecognitionEngine[];
  uuid?: () => string;
}

/**
 * The same recognition, each call of which also goes into the archive: its sound, its final responses with the times of
 * words, whether or not the caller asked for them.
 *
 * A file that cannot be recognised is not archived; a stream that ends early is, as far as it went.
 */
export function archiveRecognition(stt: ServiceImpl<typeof STT>, options: ArchivingOptions): ServiceImpl<typeof STT> {
  const { archive, engines, uuid = randomUuid } = options;

  function begin(config: RecognitionConfig, context: HandlerContext): Recording {
    return archive.begin({
      ...callDetails(context),
      sessionId: uuid(),
      model: chooseEngine(engines, config.model, config.languageCode).engine.model,
      config,
      format: formatOf(config),
    });
  }

  return {
    ...stt,

    async fileRecognize(request, context) {
      const { config, audio } = request;
      const asked = config ? { ...request, config: withWords(config) } : request;
      const reply = create(FileRecognizeResponseSchema, await stt.fileRecognize(asked, context));
      if (!config) return reply;
      const recording = begin(config, context);
      await recording.hear(audio);
      for (const response of reply.response) recording.note(response);
      await recording.end();
      return { ...reply, response: reply.response.map((response) => asAsked(response, config)) };
    },

    async *recognize(requests, context) {
      let config: RecognitionConfig | undefined;
      let recording: Recording | undefined;

      async function* heard(): AsyncGenerator<RecognizeRequest> {
        for await (const request of requests) {
          const { case: kind, value } = request.streamingRequest;
          if (kind === "audio") await recording?.hear(value);
          config ??= kind === "config" ? value.config : undefined;
          yield kind === "config" && value.config
            ? { ...request, streamingRequest: { case: kind, value: { ...value, config: withWords(value.config) } } }
            : request;
          // The configuration was accepted when more is asked for.
          if (config && !recording) {
            recording = begin(config, context);
            // A caller who leaves between two answers lets this generator wait for ever.
            context.signal.addEventListener("abort", () => void recording?.end(), { once: true });
          }
        }
      }

      try {
        for await (const each of stt.recognize(heard(), context)) {
          const response = create(RecognizeResponseSchema, each);
          if (response.isFinal || !response.hypothesis) recording?.note(response);
          yield config ? asAsked(response, config) : response;
        }
      } finally {
        await recording?.end();
      }
    },
  };
}

/** What the headers of a call say of it. */
export function callDetails(context: HandlerContext): { requestId: string; clientId: string; traceId?: string } {
  const traceId = context.requestHeader.get("external_trace_id");
  return {
    requestId: context.responseHeader.get("request_id") ?? "",
    clientId: context.responseHeader.get("client_id") || demoClient.id,
    ...(traceId && { traceId }),
  };
}

/** How the samples of a configuration that was accepted are stored. */
export function formatOf({ encoding, sampleRateHertz, audioChannelCount }: RecognitionConfig): WavFormat {
  return {
    coding: codingOf(encoding) ?? "pcm16",
    sampleRateHz: sampleRateHertz,
    channelCount: audioChannelCount || 1,
  };
}

/** The configuration with the times of words, which the archive keeps and no engine is slower for. */
export function withWords(config: RecognitionConfig): RecognitionConfig {
  return { ...config, enableWordTimeOffsets: true };
}

function asAsked(response: RecognizeResponse, { enableWordTimeOffsets }: RecognitionConfig): RecognizeResponse {
  if (enableWordTimeOffsets || !response.hypothesis) return response;
  return { ...response, hypothesis: { ...response.hypothesis, words: [] } };
}
