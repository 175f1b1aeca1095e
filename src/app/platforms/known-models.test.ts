import { createRouterTransport, type Interceptor } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { createModelCatalog } from "../../audiokit/calls/model-catalog.ts";
import { clientOver } from "../../audiokit/client.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { callContextKey, withCallContext } from "../../logging/call-context.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { logModels } from "../../logging/log-models.ts";
import { createLogger } from "../../logging/logger.ts";
import { observeCalls, type ObserveCall } from "../../logging/observe-calls.ts";
import { KnownModels } from "./known-models.svelte.ts";
import { modelCache } from "./model-cache.ts";

function setup(contents: Record<string, string> = {}, ...interceptors: Interceptor[]) {
  const platform = { voices: ["borisova", ""], recognizers: ["e2e-v3"], isDeaf: false };
  const transport = createRouterTransport(
    (router) => {
      router.service(TTS, {
        getModelsInfo: () => ({
          models: platform.voices.map((name) => ({
            name,
            sampleRateHertz: 22_050,
            type: name === "" ? "cloning" : "high_quality",
          })),
        }),
      });
      router.service(STT, {
        getModelsInfo() {
          if (platform.isDeaf) throw new Error("deaf");
          return { models: platform.recognizers.map((name) => ({ name, sampleRateHertz: 8000 })) };
        },
      });
    },
    { transport: { interceptors } },
  );
  const events: LogEvent[] = [];
  const kept = new Map(Object.entries(contents));
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  let now = 1000;
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const catalog = createModelCatalog({
    client: clientOver(transport),
    log: logModels(logger),
    cache: modelCache("http://platform", () => storage),
    epochMs: () => now,
  });
  const models = new KnownModels(catalog);
  const wait = (ms: number): void => void (now += ms);
  return { models, platform, events, kept, wait };
}

describe("KnownModels", () => {
  it("learns from whoever asks, and a first list is no change", async () => {
    const { models, events } = setup();
    await models.catalog.client.ttsModels();
    expect(models.tts?.map(({ name }) => name)).toEqual(["borisova", ""]);
    await models.catalog.client.sttModels();
    expect([models.asr?.length, models.change, events]).toEqual([1, undefined, []]);
  });

  it("asks for lists as the console, unless its caller says more of the call", async () => {
    const initiators: (string | undefined)[] = [];
    const observe: ObserveCall = ({ contextValues }) => {
      initiators.push(contextValues.get(callContextKey).initiator);
      return {};
    };
    const { models } = setup({}, observeCalls(observe));
    await models.refresh();
    await models.catalog.client.ttsModels({ contextValues: withCallContext({ initiator: "user" }) });
    expect(initiators).toEqual(["console", "console", "user"]);
  });

  it("tells of a model that came and one that went, as an event and until it is dismissed", async () => {
    const { models, platform, events } = setup();
    await models.refresh();
    platform.voices = ["gavrilov", ""];
    await models.catalog.client.ttsModels();
    expect(models.change).toMatchObject({
      appeared: [{ kind: "tts", name: "gavrilov" }],
      vanished: [{ kind: "tts", name: "borisova" }],
    });
    expect(events.map(({ event }) => event)).toEqual([
      "system_all_models_query_start",
      "system_all_models_query_success",
      "system_models_changed",
    ]);
    expect(events[1]?.data).toMatchObject({
      tts_models_count: 1,
      asr_models_count: 1,
      voice_cloning_models_count: 1,
      total_models: 3,
    });
    models.dismiss();
    expect(models.change).toBeUndefined();
  });

  it("notices what happened while the console was closed", async () => {
    const before = setup();
    await before.models.refresh();
    const after = setup(Object.fromEntries(before.kept));
    after.platform.recognizers = [];
    await after.models.refresh();
    expect(after.models.change).toMatchObject({ appeared: [], vanished: [{ kind: "asr", name: "e2e-v3" }] });
  });

  it("begins anew where something else was kept", async () => {
    const { models } = setup({ "audiokit-models http://platform": '{"tts":[1],"asr":"x"}' });
    await models.refresh();
    expect(models.change).toBeUndefined();
  });

  it("keeps a list that does not come, and is as old as the older list", async () => {
    const { models, platform, wait } = setup();
    await models.refresh();
    wait(60_000);
    platform.isDeaf = true;
    platform.voices = [];
    await models.refresh();
    expect([models.asr?.length, models.tts?.length, models.atMs]).toEqual([1, 0, 1000]);
    expect(models.failures.asr?.kind).toBe("broken");
    expect(models.change?.vanished).toHaveLength(2);
  });
});
