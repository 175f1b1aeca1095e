import { Code, ConnectError, createRouterTransport, type ConnectRouter } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { clientOver } from "../client.ts";
import { createModelCatalog } from "./model-catalog.ts";
import type { ModelChange } from "./model-change.ts";

interface Listed {
  name: string;
  sampleRateHertz: number;
  type: string;
}

/** A platform whose lists can be changed or made to fail. */
function setup() {
  const platform = {
    voices: [
      { name: "borisova", sampleRateHertz: 8000, type: "high_quality" },
      { name: "", sampleRateHertz: 22_050, type: "cloning" },
    ] as Listed[] | Code,
    recognizers: ["e2e-v3"] as string[] | Code,
    asked: 0,
  };
  const clock = { nowMs: 0 };
  const routes = (router: ConnectRouter) => {
    router.rpc(TTS.method.getModelsInfo, () => {
      platform.asked++;
      if (typeof platform.voices === "number") throw new ConnectError("no voices", platform.voices);
      return { models: platform.voices };
    });
    router.rpc(STT.method.getModelsInfo, () => {
      if (typeof platform.recognizers === "number") throw new ConnectError("no ears", platform.recognizers);
      return { models: platform.recognizers.map((name) => ({ name, sampleRateHertz: 16_000 })) };
    });
  };
  const client = clientOver(createRouterTransport(routes));
  const catalog = createModelCatalog({ client, epochMs: () => clock.nowMs });
  const changes: ModelChange[] = [];
  catalog.onChange((change) => changes.push(change));
  return { platform, clock, catalog, changes };
}

describe("a model catalog", () => {
  it("takes the engines of cloning out of the voices", async () => {
    const { catalog } = setup();
    const { tts, asr, cloning } = await catalog.models();
    expect([tts.map(({ name }) => name), asr.map(({ name }) => name)]).toEqual([["borisova"], ["e2e-v3"]]);
    expect(cloning).toMatchObject([{ name: "", sampleRateHz: 22_050 }]);
  });

  it("remembers until the answer is too old or is asked for anew", async () => {
    const { catalog, clock, platform } = setup();
    expect(catalog.ageMs()).toBeUndefined();
    await catalog.models();
    clock.nowMs = 599_000;
    await catalog.models();
    expect([platform.asked, catalog.ageMs()]).toEqual([1, 599_000]);
    clock.nowMs = 601_000;
    await catalog.models();
    await catalog.refresh();
    expect(platform.asked).toBe(3);
  });

  it("tells which models came and went, and nothing when only the order changed", async () => {
    const { catalog, platform, changes } = setup();
    await catalog.refresh();
    platform.voices = (platform.voices as Listed[]).toReversed();
    await catalog.refresh();
    expect(changes).toEqual([]);
    platform.voices = [{ name: "gavrilov", sampleRateHertz: 8000, type: "high_quality" }];
    await catalog.refresh();
    expect(changes).toMatchObject([
      {
        appeared: [{ kind: "tts", name: "gavrilov" }],
        vanished: [{ kind: "tts", name: "borisova" }, { kind: "cloning" }],
      },
    ]);
  });

  it("reports what changed in both lists of one query as one change", async () => {
    const { catalog, platform, changes } = setup();
    await catalog.refresh();
    platform.voices = [];
    platform.recognizers = ["e2e-v4"];
    await catalog.refresh();
    expect(changes).toMatchObject([
      {
        appeared: [{ kind: "asr", name: "e2e-v4" }],
        vanished: [{ kind: "tts" }, { kind: "asr", name: "e2e-v3" }, { kind: "cloning" }],
      },
    ]);
  });

  it("keeps what it knew of a list that fails, says why, and asks again next time", async () => {
    const { catalog, platform, changes } = setup();
    await catalog.models();
    platform.recognizers = Code.Unavailable;
    const models = await catalog.refresh();
    expect(models.asr.map(({ name }) => name)).toEqual(["e2e-v3"]);
    expect(models.failures).toMatchObject({ asr: { kind: "unreachable", message: "no ears" } });
    expect(changes).toEqual([]);
    await catalog.models();
    expect(platform.asked).toBe(3);
  });

  it("fails when both lists fail", async () => {
    const { catalog, platform } = setup();
    platform.voices = Code.PermissionDenied;
    platform.recognizers = Code.Unavailable;
    await expect(catalog.models()).rejects.toMatchObject({ kind: "denied" });
    expect(catalog.known).toBeUndefined();
  });
});
