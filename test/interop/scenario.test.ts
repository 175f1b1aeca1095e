import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Code } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWav } from "../../src/audio/wav.ts";
import { recordScenario } from "../../src/snippets/scenario/record-scenario.ts";
import type { Scenario } from "../../src/wire/scenario.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";
import { loggedClient } from "./snippet-runner.ts";

const folder = await mkdtemp(join(tmpdir(), "audiokit-scenario-"));
afterAll(() => rm(folder, { recursive: true }));

const call = (method: string, rest: object) => ({
  method: `mts.ai.audiogram.${method}`,
  status: 0,
  endAtMs: 30,
  invented: [],
  ...rest,
});
const scenario = {
  format: "audiokit-scenario",
  version: 1,
  calls: [
    call("tts.v2.TTS/Synthesize", { status: 14, message: "no healthy upstream" }),
    call("tts.v2.TTS/Synthesize", { audioBytes: 10_044 }),
    call("tts.v2.TTS/StreamingSynthesize", { chunksAtMs: [5, 10, 20], audioBytes: 9_000 }),
    call("tts.v2.TTS/StreamingSynthesize", { status: 13, message: "engine", chunksAtMs: [5, 10], audioBytes: 8_000 }),
    call("stt.v3.STT/Recognize", { status: 8, message: "quota", endAtMs: 20 }),
  ],
} as Scenario;

const speech = {
  inputSource: { case: "text", value: "Проверка связи прошла успешно." },
  languageCode: "ru",
  encoding: 1,
  sampleRateHertz: 16_000,
  voiceName: "borisova",
} as const;

describe("a companion that plays a scenario, over real gRPC", () => {
  let companion: Companion;
  let url: URL;
  beforeAll(async () => {
    const path = join(folder, "scenario.json.gz");
    await writeFile(path, gzipSync(JSON.stringify(scenario)));
    companion = startCompanion("--port", "0", "--scenario", path);
    url = await companion.ready;
  });
  afterAll(async () => {
    companion.signal("SIGINT");
    expect(await companion.ended).toMatchObject({ code: 0, stderr: "" });
  });

  it("gives the recorded statuses, sizes and chunks, with real sound, and makes the same scenario of the new log", async () => {
    const { tts, client, takeLines } = loggedClient(url.origin);
    await expect(tts.synthesize(speech)).rejects.toMatchObject({
      code: Code.Unavailable,
      rawMessage: "no healthy upstream",
    });
    const { audio } = await tts.synthesize(speech);
    expect(audio.length).toBe(10_044);
    expect(Math.max(...new Int16Array(readWav(audio).samples.slice().buffer))).toBeGreaterThan(1_000);

    const sizes: number[] = [];
    const speak = async () => {
      for await (const message of tts.streamingSynthesize(speech)) sizes.push(message.audio.length);
    };
    await speak();
    expect(sizes.splice(0)).toEqual([3_000, 3_000, 3_000]);
    await expect(speak()).rejects.toMatchObject({ code: Code.Internal, rawMessage: "engine" });
    expect(sizes).toEqual([4_000, 4_000]);

    async function* silence() {
      for (;;) yield new Uint8Array(3_200);
    }
    const live = async () => {
      for await (const phrase of client.recognizeStream(silence(), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, interimResults: false, singleUtterance: false })) expect(phrase).toBeDefined(); // prettier-ignore
    };
    await expect(live()).rejects.toMatchObject({ kind: expect.any(String) as string });
    await client.sttModels();

    const lines = takeLines();
    const played = lines.filter(({ response_data }) => response_data?.["server_note"] !== undefined);
    expect(played.length).toBeGreaterThanOrEqual(2);
    expect(String(played[0]!.response_data!["server_note"])).toContain("A scenario plays recorded call");
    const again = recordScenario(lines).scenario!.calls.slice(0, scenario.calls.length);
    expect(again.map(({ method, status, audioBytes }) => [method, status, audioBytes])).toEqual(
      scenario.calls.map(({ method, status, audioBytes }) => [method, status, method.includes(".TTS/") ? (audioBytes ?? 0) : undefined]), // prettier-ignore
    );
  });

  it("says in its configuration, and at the start, that it plays", async () => {
    expect(await (await fetch(new URL("/console.json", url))).json()).toMatchObject({ scenarioCalls: 5 });
    expect(companion.said().stdout).toContain("A scenario of 5 recorded calls is played.");
  });
});

describe("a scenario that cannot be played", () => {
  it.each([
    ["is no JSON", "{", /scenario\.json: .*JSON/],
    ["is of a later version", JSON.stringify({ ...scenario, version: 2 }), /scenario\.json: version: /],
    ["is not there", undefined, /ENOENT/],
  ])("ends the start with the file and the place, where it %s", async (_, text, words) => {
    const path = join(folder, text === undefined ? "none.json" : "scenario.json");
    if (text !== undefined) await writeFile(path, text);
    const { code, stderr } = await startCompanion("--port", "0", "--scenario", path).ended;
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
  });
});
