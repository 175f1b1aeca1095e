import { describe, expect, it } from "vitest";
import { createRouterTransport } from "@connectrpc/connect";
import { clientOver } from "../../audiokit/client.ts";
import { STT, type FileRecognizeRequest } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS, type SynthesizeSpeechRequest } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { TrialChange } from "../../diagnosis/trials.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { makeTrial } from "./make-trial.ts";

const spoken = {
  voice_name: "borisova",
  language_code: "en-US",
  sample_rate_hertz: 8000,
  synthesize_options: { model_type: "high_quality", model_sample_rate_hertz: 24_000 },
};

/** A platform with these voices; what it is asked for. */
function setup(...voices: [name: string, languageCode: string][]) {
  const [said, heard]: [SynthesizeSpeechRequest[], FileRecognizeRequest[]] = [[], []];
  const transport = createRouterTransport((router) => {
    router.service(TTS, {
      getModelsInfo: () => ({ models: voices.map(([name, languageCode]) => ({ name, languageCode })) }),
      async *streamingSynthesize(request) {
        said.push(request);
        yield await Promise.resolve({ audio: new Uint8Array(2) });
      },
    });
    router.service(STT, { fileRecognize: (request) => (heard.push(request), {}) });
  });
  const attempt = (change: TrialChange, service: "TTS" | "ASR", request_data: LogEvent["request_data"] = {}) =>
    makeTrial(clientOver(transport), change, { service, request_data }, {}, {});
  return { said, heard, attempt };
}

describe("a trial", () => {
  it("has one word spoken with the settings of the call", async () => {
    const { said, attempt } = setup();
    expect(await attempt("short", "TTS", spoken)).toBe(true);
    expect(said).toMatchObject([
      {
        ...{ inputSource: { case: "text", value: "One." }, voiceName: "borisova", languageCode: "en-US" },
        ...{ sampleRateHertz: 8000, synthesizeOptions: { modelType: "high_quality", modelSampleRateHertz: 24_000 } },
      },
    ]);
  });

  it("leaves the model to the platform", async () => {
    const { said, heard, attempt } = setup();
    await attempt("model", "TTS", spoken);
    expect(said[0]).toMatchObject({
      voiceName: "borisova",
      synthesizeOptions: { modelType: "", modelSampleRateHertz: 0 },
    });
    await attempt("model", "ASR", { model: "nope", language: "en", sample_rate: 8000 });
    await attempt("short", "ASR", { model: "nope" });
    expect(heard.map(({ config }) => config?.model)).toEqual(["", "nope"]);
  });

  it("takes another voice of the language, and makes no call where there is none", async () => {
    const { said, attempt } = setup(["borisova", "en"], ["gandzhaev", "ru"], ["kishchik", "en"]);
    expect(await attempt("voice", "TTS", spoken)).toBe(true);
    expect(said.map(({ voiceName }) => voiceName)).toEqual(["kishchik"]);
    expect(await attempt("voice", "TTS", { ...spoken, language_code: "de" })).toBe(false);
    expect(said).toHaveLength(1);
  });

  it("has a second of a tone recognised, in the rate and the language of the call", async () => {
    const { heard, attempt } = setup();
    await attempt("short", "ASR", { sample_rate: 8000, language: "en", model: "default", channels: 2 });
    const [{ audio, config }] = heard as [FileRecognizeRequest];
    expect(audio).toHaveLength(16_000);
    expect(config).toMatchObject({ sampleRateHertz: 8000, languageCode: "en", model: "", audioChannelCount: 1 });
  });
});
