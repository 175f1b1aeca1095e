import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { drain, loggedCalls as setup } from "../../../test/support/logged-calls.ts";
import {
  FileRecognizeResponseSchema,
  type RecognizeResponseSchema,
} from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { AudioEncoding } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { withCallContext } from "../call-context.ts";

const never = () => new Promise<never>(() => undefined);

describe("synthesis", () => {
  const customOptions = {
    mood: { kind: { case: "stringValue", value: "Ivanov is calm" } },
    large: { kind: { case: "int64Value", value: 9_223_372_036_854_775_807n } },
    access_token: { kind: { case: "stringValue", value: "abc-very-secret" } },
  } as const;
  const request = { voiceName: "borisova", synthesizeOptions: { customOptions } };

  it.each([true, false])("tells experimental options by name, kind and size; contents in full: %s", async (content) => {
    const { events, tts } = setup({ synthesize: () => ({}) }, {}, [], { content });
    await tts.synthesize(request);
    expect(events[0]?.request_data?.["synthesize_options"]).toMatchObject({
      custom_options: {
        mood: { kind: "string_value", value_length: 14 },
        large: { kind: "int64_value", value_length: 19 },
        access_token: "[redacted]",
      },
    });
    const written = JSON.stringify(events);
    expect(written.includes("Ivanov is calm")).toBe(content);
    expect(written.includes("9223372036854775807")).toBe(content);
    expect(written).not.toContain("abc-very-secret");
  });

  it("says nothing of experimental options where there are none", async () => {
    const { events, tts } = setup({ synthesize: () => ({}) });
    await tts.synthesize({ voiceName: "borisova", synthesizeOptions: {} });
    expect(JSON.stringify(events)).not.toContain("custom_options");
  });
});

describe("recognition", () => {
  const phrase = (
    text: string,
    confidence: number,
    isFinal = true,
  ): MessageInitShape<typeof RecognizeResponseSchema> => ({
    hypothesis: { transcript: text, confidence, words: text.split(" ").map((word) => ({ word })) },
    isFinal,
    vaMarks: [{ offsetMs: 1 }],
  });
  const config = {
    encoding: AudioEncoding.LINEAR_PCM,
    sampleRateHertz: 16_000,
    audioChannelCount: 1,
    languageCode: "en",
  };

  it("tells the options that were asked for, and of a substitution dictionary only its length", async () => {
    const { events, stt } = setup({}, { fileRecognize: () => ({ response: [] }) });
    await stt.fileRecognize({
      audio: new Uint8Array(2),
      config: {
        ...config,
        vaConfig: { usage: 5, algoOptions: { case: "vadV2Options", value: { minSilenceMs: 700 } } },
        genderageConfig: { enable: true },
        speakerLabelingConfig: { enable: true, speakers: { case: "maxSpeakers", value: 3 } },
        antispoofingConfig: { enable: true, falseRateType: { case: "FAR", value: 0.5 } },
        contextDictionary: { dictionaryName: "medicine", weight: 0.5 },
        substitutionDictionaryConfig: { dictionary: { case: "dictionaryData", value: "Ivanov;Petrov" } },
      },
    });
    expect(events[0]).toMatchObject({
      request_data: {
        va_algorithm: "USE_VAD_V2",
        va_options: { min_silence_ms: 700 },
        gender_age: true,
        speaker_labeling: true,
        max_speakers: 3,
        antispoofing: true,
        far: 0.5,
        context_dictionary: "medicine",
        context_dictionary_weight: 0.5,
        substitution_data_length: 13,
      },
    });
    expect(JSON.stringify(events)).not.toContain("Ivanov");
  });

  it("of a file tells the caller's facts, the audio's length and the transcript", async () => {
    const answer = { response: [phrase("go forward", 0.9), phrase("ten meters", 0.7)] };
    const { events, clock, stt } = setup({}, { fileRecognize: () => ((clock.now += 500), answer) });
    const requestIds: string[] = [];
    await stt.fileRecognize(
      { config, audio: new Uint8Array(32_000) },
      {
        contextValues: withCallContext({
          requestData: { audio_file: "goforward.mp3", file_size_bytes: 4321, file_format: "mp3" },
          onRequestId: (id) => requestIds.push(id),
        }),
      },
    );
    const request = {
      service: "ASR_Recognize",
      audio_file: "goforward.mp3",
      file_size_bytes: 4321,
      file_format: "mp3",
      audio_size_bytes: 32_000,
      audio_seconds: 1,
      language: "en",
      model: "default",
      sample_rate: 16_000,
    };
    expect(events).toMatchObject([
      { event: "request_start", request_data: request },
      {
        event: "request_success",
        request_data: request,
        response_size_bytes: toBinary(FileRecognizeResponseSchema, create(FileRecognizeResponseSchema, answer)).length,
        response_data: {
          transcript: "go forward ten meters",
          transcript_length: 21,
          phrases_count: 2,
          words_count: 4,
          va_marks_count: 2,
          mean_confidence: 0.8,
          audio_seconds: 1,
          processing_time_ms: 500,
          processing_to_audio_ratio: 0.5,
        },
      },
    ]);
    expect(requestIds).toEqual([events[0]?.request_id]);
  });

  it("of a live stream tells the chunks sent and the final phrases only", async () => {
    const { events, stt } = setup(
      {},
      {
        async *recognize(requests) {
          for await (const { streamingRequest } of requests) {
            if (streamingRequest.case === "audio") yield phrase("so far", 0.2, false);
          }
          yield phrase("so far so good", 0.75);
        },
      },
    );
    async function* live() {
      yield { streamingRequest: { case: "config", value: { config, interimResults: true } } } as const;
      for (const length of [3200, 1600]) {
        yield { streamingRequest: { case: "audio", value: new Uint8Array(length) } } as const;
      }
    }
    await drain(stt.recognize(live()));
    expect(events).toMatchObject([
      {
        event: "request_start",
        request_data: { service: "ASR_StreamRecognize", streaming: true, interim_results: true },
      },
      {
        event: "request_success",
        response_data: {
          total_chunks: 2,
          total_bytes: 4800,
          chunk_bytes_min: 1600,
          chunk_bytes_max: 3200,
          audio_seconds: 0.15,
          time_to_first_partial_ms: 0,
          partials_count: 2,
          finals_count: 1,
          phrases_count: 1,
          transcript: "so far so good",
          mean_confidence: 0.75,
        },
      },
    ]);
  });

  it("whose source of audio fails, or is given up before the first message, still has one end", async () => {
    const recognize = async function* (requests: AsyncIterable<unknown>) {
      await drain(requests);
      yield {};
    };
    const failed = setup({}, { recognize });
    async function* broken() {
      await Promise.resolve();
      if (failed.names().length >= 0) throw new Error("microphone unplugged");
      yield {};
    }
    await expect(drain(failed.stt.recognize(broken()))).rejects.toThrow("microphone");
    expect(failed.names()).toEqual(["request_start", "request_error"]);

    const abandoned = setup({}, { recognize });
    const leave = new AbortController();
    const silent = { [Symbol.asyncIterator]: () => ({ next: never }) };
    const ended = drain(abandoned.stt.recognize(silent, { signal: leave.signal }));
    leave.abort();
    await expect(ended).rejects.toThrow();
    expect(abandoned.names()).toEqual(["request_start", "request_cancelled"]);
  });
});

describe("model lists", () => {
  it("are counted, duplicates and empty names included", async () => {
    const models = [{ name: "borisova" }, { name: "" }, { name: "borisova" }];
    const { events, tts, stt } = setup({ getModelsInfo: () => ({ models }) }, { getModelsInfo: () => ({}) });
    await tts.getModelsInfo({});
    await stt.getModelsInfo({});
    expect(events.filter(({ event }) => event === "request_success")).toMatchObject([
      {
        service: "Models",
        operation: "GetModelsInfo",
        request_data: { service: "Models_GetTTSModels", query_type: "tts_models" },
        response_data: { models_count: 3, model_names: ["borisova", ""] },
      },
      { request_data: { service: "Models_GetASRModels" }, response_data: { models_count: 0, model_names: [] } },
    ]);
  });
});
