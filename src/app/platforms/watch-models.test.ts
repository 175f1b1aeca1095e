import { createRouterTransport } from "@connectrpc/connect";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createModelCatalog } from "../../audiokit/calls/model-catalog.ts";
import { clientOver } from "../../audiokit/client.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { logModels } from "../../logging/log-models.ts";
import { createLogger } from "../../logging/logger.ts";
import { KnownModels } from "./known-models.svelte.ts";
import { watchModels } from "./watch-models.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minuteMs = 60_000;

/** A page over a platform in memory, whose clock the test moves. */
function setup() {
  const platform = { voices: ["borisova"], isUp: true, asked: 0 };
  const transport = createRouterTransport((router) => {
    router.service(TTS, {
      getModelsInfo() {
        platform.asked++;
        if (!platform.isUp) throw new Error("down");
        return { models: platform.voices.map((name) => ({ name, sampleRateHertz: 22_050 })) };
      },
    });
    router.service(STT, {
      getModelsInfo() {
        if (!platform.isUp) throw new Error("down");
        return { models: [{ name: "e2e-v3" }] };
      },
    });
  });
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const models = new KnownModels(createModelCatalog({ client: clientOver(transport), log: logModels(logger) }));
  const page = { isVisible: true, turns: new EventTarget() };
  const end = watchModels({ models: () => models, mayCall: () => page.isVisible, turns: [page.turns] });
  return { platform, events, models, page, end };
}

const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * minuteMs);

describe("watchModels", () => {
  it("asks again when the lists are ten minutes old, and tells by itself what came and went", async () => {
    const { platform, events, models } = setup();
    await models.refresh();
    platform.voices = ["gavrilov"];
    await pass(9);
    expect(platform.asked).toBe(1);
    await pass(2);
    expect(platform.asked).toBe(2);
    expect(models.change).toMatchObject({ appeared: [{ name: "gavrilov" }], vanished: [{ name: "borisova" }] });
    const starts = events.filter(({ event }) => event === "system_all_models_query_start");
    expect(starts.map(({ data }) => data?.["trigger"])).toEqual(["page", "interval"]);
    expect(events.map(({ event }) => event)).toContain("system_models_changed");
  });

  it("waits as long again when somebody else has asked meanwhile", async () => {
    const { platform, models } = setup();
    await pass(6);
    await models.refresh();
    await pass(9);
    expect(platform.asked).toBe(1);
    await pass(2);
    expect(platform.asked).toBe(2);
  });

  it("asks nothing while nobody looks, and at once when somebody looks again", async () => {
    const { platform, page } = setup();
    page.isVisible = false;
    await pass(60);
    page.turns.dispatchEvent(new Event("visibilitychange"));
    await pass(0);
    expect(platform.asked).toBe(0);
    page.isVisible = true;
    page.turns.dispatchEvent(new Event("visibilitychange"));
    page.turns.dispatchEvent(new Event("online"));
    await pass(0);
    expect(platform.asked).toBe(1);
  });

  it("does not ask a platform that fails more often", async () => {
    const { platform } = setup();
    platform.isUp = false;
    await pass(61);
    expect(platform.asked).toBe(6);
  });

  it("ends", async () => {
    const { platform, page, end } = setup();
    end();
    await pass(60);
    page.turns.dispatchEvent(new Event("online"));
    expect(platform.asked).toBe(0);
  });
});
