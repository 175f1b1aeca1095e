import http from "node:http";
import http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { toJson, type DescMessage, type JsonValue, type MessageShape } from "@bufbuild/protobuf";
import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { writeWav } from "../../src/audio/wav.ts";
import { createHttp1Http2Port } from "../../src/companion/http/http1-http2-port.ts";
import {
  RecognizeRequestSchema,
  FileRecognizeRequestSchema,
  STT,
} from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import {
  SynthesizeSpeechRequestSchema,
  TTS,
  VoiceCloningRequestSchema,
} from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import {
  CloneVoiceRequestSchema,
  DeleteVoiceRequestSchema,
  TaskIdSchema,
  VoiceCloning,
} from "../../src/gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";

/** A call as it arrived: its messages in proto JSON, and its token. */
export interface RecordedCall {
  method: string;
  messages: JsonValue[];
  authorization: string | null;
}

/** A platform that answers everything, and records what arrived. Must be closed. */
export interface RecordingPlatform {
  url: string;
  /** The calls so far; emptied by whoever reads them. */
  take(): RecordedCall[];
  close(): void;
}

const silence = { audio: writeWav(new Uint8Array(3200), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 }) };

/** Serves gRPC and gRPC-Web on one port of this machine, as the companion does. */
export async function openRecordingPlatform(): Promise<RecordingPlatform> {
  const calls: RecordedCall[] = [];
  const record = ({ method, requestHeader }: HandlerContext) => {
    const call: RecordedCall = { method: method.name, messages: [], authorization: requestHeader.get("authorization") };
    calls.push(call);
    return <Desc extends DescMessage>(desc: Desc, message: MessageShape<Desc>) =>
      void call.messages.push(toJson(desc, message));
  };
  const adapter = connectNodeAdapter({ routes: (router) => routes(router, record) });
  const servers = { http1: http.createServer(adapter), http2: http2.createServer(adapter) };
  const port = createHttp1Http2Port(servers);
  await new Promise<void>((done) => port.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${String((port.address() as AddressInfo).port)}`,
    take: () => calls.splice(0),
    close: () => port.close(),
  };
}

type Recorder = <Desc extends DescMessage>(desc: Desc, message: MessageShape<Desc>) => void;

function routes(router: ConnectRouter, record: (context: HandlerContext) => Recorder): void {
  router.service(TTS, {
    synthesize(request, context) {
      record(context)(SynthesizeSpeechRequestSchema, request);
      return silence;
    },
    async *streamingSynthesize(request, context) {
      record(context)(SynthesizeSpeechRequestSchema, request);
      yield* [{ audio: new Uint8Array(1600) }, { audio: new Uint8Array(800) }];
    },
    voiceCloning(request, context) {
      record(context)(VoiceCloningRequestSchema, request);
      return silence;
    },
    async *streamingVoiceCloning(request, context) {
      record(context)(VoiceCloningRequestSchema, request);
      yield { audio: new Uint8Array(1600) };
    },
    getModelsInfo(_request, context) {
      record(context);
      return { models: [{ name: "borisova", sampleRateHertz: 8000 }] };
    },
  });
  router.service(STT, {
    fileRecognize(request, context) {
      record(context)(FileRecognizeRequestSchema, request);
      return { response: [{ hypothesis: { transcript: "слышно" }, isFinal: true }] };
    },
    async *recognize(requests, context) {
      const add = record(context);
      for await (const request of requests) add(RecognizeRequestSchema, request);
      yield { hypothesis: { transcript: "слышно" }, isFinal: true };
    },
    getModelsInfo(_request, context) {
      record(context);
      return { models: [{ name: "e2e-v3", sampleRateHertz: 16_000 }] };
    },
  });
  router.service(VoiceCloning, {
    cloneVoice(request, context) {
      record(context)(CloneVoiceRequestSchema, request);
      return { val: "task" };
    },
    getTaskInfo(request, context) {
      record(context)(TaskIdSchema, request);
      return { voiceId: "voice", status: 2 };
    },
    deleteVoice(request, context) {
      record(context)(DeleteVoiceRequestSchema, request);
      return {};
    },
  });
}
