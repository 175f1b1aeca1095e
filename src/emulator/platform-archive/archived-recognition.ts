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

/** What archiving needs. */
export interface ArchivingOptions {
  archive: Archive;
  engines: readonly RecognitionEngine[];
  uuid?: () => string;
}

/**
 * Wraps a recognition so that each call is also archived: its audio, and its final responses with the times of
 * words, requested or not.
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
      const withWordTimes = config ? { ...request, config: withWords(config) } : request;
      const reply = create(FileRecognizeResponseSchema, await stt.fileRecognize(withWordTimes, context));
      if (!config) return reply;
      const recording = begin(config, context);
      await recording.addAudio(audio);
      for (const response of reply.response) recording.addResponse(response);
      await recording.end();
      return { ...reply, response: reply.response.map((response) => asRequested(response, config)) };
    },

    async *recognize(requests, context) {
      let config: RecognitionConfig | undefined;
      let recording: Recording | undefined;

      async function* recorded(): AsyncGenerator<RecognizeRequest> {
        for await (const request of requests) {
          const { case: kind, value } = request.streamingRequest;
          if (kind === "audio") await recording?.addAudio(value);
          config ??= kind === "config" ? value.config : undefined;
          yield kind === "config" && value.config
            ? { ...request, streamingRequest: { case: kind, value: { ...value, config: withWords(value.config) } } }
            : request;
          // When the next message is read, the configuration has been accepted.
          if (config && !recording) {
            recording = begin(config, context);
            // A client that leaves between two responses leaves this generator waiting without end.
            context.signal.addEventListener("abort", () => void recording?.end(), { once: true });
          }
        }
      }

      try {
        for await (const each of stt.recognize(recorded(), context)) {
          const response = create(RecognizeResponseSchema, each);
          if (response.isFinal || !response.hypothesis) recording?.addResponse(response);
          yield config ? asRequested(response, config) : response;
        }
      } finally {
        await recording?.end();
      }
    },
  };
}

/** Ids of a call, from its headers. */
export function callDetails(context: HandlerContext): { requestId: string; clientId: string; traceId?: string } {
  const traceId = context.requestHeader.get("external_trace_id");
  return {
    requestId: context.responseHeader.get("request_id") ?? "",
    clientId: context.responseHeader.get("client_id") || demoClient.id,
    ...(traceId && { traceId }),
  };
}

/** Sample format of a configuration that was accepted. */
export function formatOf({ encoding, sampleRateHertz, audioChannelCount }: RecognitionConfig): WavFormat {
  return {
    coding: codingOf(encoding) ?? "pcm16",
    sampleRateHz: sampleRateHertz,
    channelCount: audioChannelCount || 1,
  };
}

/** The configuration with word times, which the archive stores and which cost the engines nothing. */
export function withWords(config: RecognitionConfig): RecognitionConfig {
  return { ...config, enableWordTimeOffsets: true };
}

function asRequested(response: RecognizeResponse, { enableWordTimeOffsets }: RecognitionConfig): RecognizeResponse {
  if (enableWordTimeOffsets || !response.hypothesis) return response;
  return { ...response, hypothesis: { ...response.hypothesis, words: [] } };
}
