import { fromJson } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogEvent } from "../logging/log-event.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { STT } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { VoiceCloning } from "../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { readLoggedCall } from "./read-logged-call.ts";
import { snippetKinds, writeSnippet } from "./write-snippet.ts";

const line = (fields: Partial<LogEvent>): LogEvent => ({
  timestamp: "2026-11-29T09:00:00.000Z",
  level: "INFO",
  event: "request_start",
  request_id: "req_1",
  message: "",
  session_id: "s",
  seq: 1,
  ...fields,
});
const at = (path: string, origin = "https://speech.example") => `${origin}/mts.ai.audiogram.${path}`;
const synthesize = at("tts.v2.TTS/Synthesize");
const unknownOf = (fields: Partial<LogEvent>) => readLoggedCall([line(fields)])!.unknown;

describe("a logged call", () => {
  it("is read from all of its lines, whichever come first", () => {
    const start = line({ endpoint: synthesize, request_data: { text: "раз", text_length: 3, voice_name: "borisova" } });
    const end = line({
      endpoint: synthesize,
      event: "request_success",
      request_data: { text_length: 3 },
      auth_present: true,
    });
    for (const lines of [
      [start, end],
      [end, start],
    ]) {
      expect(readLoggedCall(lines)).toMatchObject({
        method: TTS.method.synthesize,
        address: { host: "speech.example", port: 443, isSecure: true, prefix: "" },
        isAuthorized: true,
        request: { text: "раз", voice_name: "borisova" },
        unknown: [],
      });
    }
  });

  it("says which text is not in the log, and which is there in part only", () => {
    const hidden = { text_length: 42, text_sha256: "0".repeat(64) };
    expect(readLoggedCall([line({ endpoint: synthesize, request_data: hidden })])).toMatchObject({
      request: { text: "TEXT" },
      unknown: [{ part: "text", characters: 42 }],
    });
    const redacted = { text: "карта [card]", text_length: 22 };
    expect(unknownOf({ endpoint: synthesize, request_data: redacted })).toEqual([
      { part: "changed-text", characters: 22, loggedCharacters: 12 },
    ]);
    const custom_options = { speed: { kind: "number_value", value_length: 3 } };
    expect(
      unknownOf({ endpoint: synthesize, request_data: { text: "раз", synthesize_options: { custom_options } } }),
    ).toEqual([{ part: "custom-options", names: ["speed"] }]);
    expect(
      unknownOf({ endpoint: at("stt.v3.STT/FileRecognize"), request_data: { substitution_data_length: 9 } }),
    ).toEqual([{ part: "substitution", characters: 9 }]);
  });

  it("is known by service and operation, and its address by host and port, where other loggers wrote it", () => {
    const prototype = {
      service: "TTS",
      operation: "Synthesize",
      endpoint: "10.0.0.7:23333",
      ssl_enabled: false,
    } as const;
    expect(readLoggedCall([line({ ...prototype, request_data: { text: "раз" } })])).toMatchObject({
      method: TTS.method.synthesize,
      address: { host: "10.0.0.7", port: 23333, isSecure: false },
    });
    const nowhere = line({ request_data: { service: "ASR_StreamRecognize", sample_rate: 8000 } });
    expect(readLoggedCall([nowhere])).toMatchObject({
      method: STT.method.recognize,
      address: undefined,
      sound: { format: { coding: "pcm16", sampleRateHz: 8000, channelCount: 1 } },
      unknown: [{ part: "address" }],
    });
  });

  it("keeps the path of a gateway for gRPC-Web, and says that the others cannot have it", () => {
    const call = readLoggedCall([line({ endpoint: at("tts.v2.TTS/GetModelsInfo", "http://[::1]:8080/speech") })])!;
    expect(call.address).toEqual({ host: "[::1]", port: 8080, isSecure: false, prefix: "/speech" });
    expect(writeSnippet("buf", call).text).toContain(
      "http://[::1]:8080/speech/mts.ai.audiogram.tts.v2.TTS/GetModelsInfo",
    );
    for (const kind of ["client", "grpcurl", "python"] as const) {
      expect(writeSnippet(kind, call)).toMatchObject({ limits: ["path-prefix"], text: expect.not.stringContaining("/speech") as string }); // prettier-ignore
    }
  });

  it("is none where the lines are of the archive, of a local operation or of no call", () => {
    for (const fields of [
      {
        service: "AudioArchive",
        operation: "GetAudio",
        endpoint: "https://archive.example/clients/c/requests/r/audio",
      },
      { service: "TTS", operation: "Decode" },
      { request_data: { service: "toString" } },
      {},
    ] satisfies Partial<LogEvent>[]) {
      expect(readLoggedCall([line(fields)])).toBeUndefined();
    }
    expect(readLoggedCall([])).toBeUndefined();
  });

  it("is a message of the contract whatever a log says, and its comment never ends before its line does", () => {
    const names = [
      ...[
        "text",
        "ssml",
        "input",
        "text_length",
        "language_code",
        "encoding",
        "sample_rate_hertz",
        "voice_name",
        "voice_id",
      ],
      ...[
        "synthesize_options",
        "custom_options",
        "model",
        "language",
        "sample_rate",
        "channels",
        "va_algorithm",
        "va_options",
      ],
      ...[
        "speaker_labeling",
        "max_speakers",
        "antispoofing",
        "far",
        "frr",
        "context_dictionary",
        "substitution_dictionary",
      ],
    ];
    const anything = fc.oneof(fc.jsonValue() as fc.Arbitrary<unknown>, fc.constantFrom("USE_VAD", "LINEAR_PCM", true));
    const fields = fc.dictionary(fc.constantFrom(...names), anything);
    const methods = [TTS, STT, VoiceCloning].flatMap((service) => service.methods);
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fields, fc.nat(methods.length - 1), text, text, (request_data, at, request_id, model) => {
        const method = methods[at]!;
        const endpoint = `https://h/${method.parent.typeName}/${method.name}`;
        const call = readLoggedCall([line({ request_id, endpoint, request_data: { model, ...request_data } })])!;
        expect(call.method).toBe(method);
        fromJson(method.input, call.request);
        for (const kind of snippetKinds) {
          const lines = (writeSnippet(kind, call).text ?? "").split("\n");
          const first = lines.findIndex((each) => !each.startsWith("#"));
          expect(lines[first] ?? "").toMatch(/^($|python3 |grpcurl |buf curl |\{$|import )/);
        }
      }),
      { numRuns: 40 },
    );
  });
});
