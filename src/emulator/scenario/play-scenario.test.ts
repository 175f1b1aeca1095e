import { Code, ConnectError, createClient, createRouterTransport, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { readWav, writeWav } from "../../audio/wav.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { AudioEncoding, TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { ScenarioCall } from "../../wire/scenario.ts";
import { emulatorRoutes } from "../routes.ts";
import { playScenario, type ScenarioClock } from "./play-scenario.ts";

const sound = Uint8Array.from({ length: 1_000 }, (_, at) => (at % 200) + 1);
const wav = writeWav(sound, { coding: "pcm16", sampleRateHz: 8_000, channelCount: 1 });
const tts: Partial<ServiceImpl<typeof TTS>> = {
  synthesize: () => ({ audio: wav }),
  async *streamingSynthesize() {
    for (const at of [0, 300, 700]) yield { audio: sound.slice(at, at === 700 ? 1_000 : at === 0 ? 300 : 700) };
  },
  getModelsInfo: () => ({ models: [{ name: "borisova" }] }),
};
const stt: Partial<ServiceImpl<typeof STT>> = {
  async *recognize(requests) {
    for await (const { streamingRequest } of requests) {
      if (streamingRequest.case === "audio") yield { hypothesis: { transcript: "слово" }, isFinal: true };
    }
  },
};

/** Clients of services that play the calls; a clock that jumps to each time that is waited for, and those times. */
function playing(...calls: ScenarioCall[]) {
  const waited: number[] = [];
  let now = 5_000;
  const clock: ScenarioClock = {
    nowMs: () => now,
    wait(ms, signal) {
      now += ms;
      waited.push(now - 5_000);
      return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
    },
  };
  const interceptors = [playScenario({ format: "audiokit-scenario", version: 1, calls }, clock)];
  const transport = createRouterTransport((router) => router.service(TTS, tts).service(STT, stt), {
    router: { interceptors },
  });
  return { waited, tts: createClient(TTS, transport), stt: createClient(STT, transport) };
}

const recorded = (method: string, rest: Partial<ScenarioCall> = {}): ScenarioCall => ({
  method: `mts.ai.audiogram.${method}`,
  status: 0,
  endAtMs: 900,
  invented: [],
  ...rest,
});
const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (thrown: unknown) => ConnectError.from(thrown),
  );

describe("a scenario", () => {
  it("ends calls of its methods with the recorded status, words and time, in their order, and begins again", async () => {
    const { waited, tts } = playing(
      recorded("tts.v2.TTS/Synthesize", { status: 14, message: "no healthy upstream", endAtMs: 250 }),
      recorded("tts.v2.TTS/Synthesize", { status: 8, message: "quota", endAtMs: 10 }),
    );
    const seen = [];
    for (let count = 0; count < 3; count++) {
      const failure = await failureOf(tts.synthesize({}));
      seen.push([failure?.code, failure?.rawMessage]);
    }
    const outage = [Code.Unavailable, "no healthy upstream"];
    expect(seen).toEqual([outage, [Code.ResourceExhausted, "quota"], outage]);
    expect(waited).toEqual([250, 260, 510]);
    expect((await tts.getModelsInfo({})).models).toHaveLength(1);
  });

  it("answers with real sound, cut to the recorded size or filled up with silence", async () => {
    const { tts } = playing(
      recorded("tts.v2.TTS/Synthesize", { audioBytes: 444 }),
      recorded("tts.v2.TTS/Synthesize", { audioBytes: 2_044 }),
    );
    const [short, long] = [await tts.synthesize({}), await tts.synthesize({})].map(({ audio }) => audio);
    expect([short!.length, long!.length]).toEqual([444, 2_044]);
    expect(readWav(short!).samples).toEqual(sound.subarray(0, 400));
    expect(readWav(long!).samples).toEqual(Uint8Array.from([...sound, ...new Uint8Array(1_000)]));
  });

  it("sends headers and chunks of a stream at their times, in whole samples, and the whole size", async () => {
    const { waited, tts } = playing(
      recorded("tts.v2.TTS/StreamingSynthesize", { headersAtMs: 40, chunksAtMs: [100, 350, 351], audioBytes: 1_004 }),
    );
    const sizes = [];
    for await (const { audio } of tts.streamingSynthesize({})) sizes.push(audio.length);
    expect(sizes).toEqual([334, 334, 336]);
    expect(waited).toEqual(expect.arrayContaining([40, 100]));
    expect(waited.at(-1)).toBeGreaterThanOrEqual(900);
  });

  it("fills a stream up with the silence of the coding that the request names", async () => {
    const recordedStream = recorded("tts.v2.TTS/StreamingSynthesize", { chunksAtMs: [1], audioBytes: 1_010 });
    const { tts } = playing(recordedStream);
    const silences = new Map([
      [AudioEncoding.LINEAR_PCM, 0],
      [AudioEncoding.MULAW, 0xff],
      [AudioEncoding.ALAW, 0xd5],
    ]);
    for (const [encoding, silence] of silences) {
      const ends: number[] = [];
      for await (const { audio } of tts.streamingSynthesize({ encoding })) ends.push(...audio.subarray(1_000));
      expect(ends).toEqual(new Array(10).fill(silence));
    }
  });

  it("breaks a stream off where it broke off, with what came before", async () => {
    const { tts } = playing(
      recorded("tts.v2.TTS/StreamingSynthesize", {
        status: 13,
        message: "engine",
        chunksAtMs: [100, 200],
        audioBytes: 600,
        endAtMs: 200,
      }),
    );
    let bytes = 0;
    const failure = await failureOf(
      (async () => {
        for await (const { audio } of tts.streamingSynthesize({})) bytes += audio.length;
      })(),
    );
    expect([failure?.code, bytes]).toEqual([Code.Internal, 600]);
  });

  it("lets a live call hear its words no sooner than they came", async () => {
    const { waited, stt } = playing(recorded("stt.v3.STT/Recognize", { finalsAtMs: [400, 800], endAtMs: 1_000 }));
    async function* requests() {
      for (let at = 0; at < 3; at++) yield { streamingRequest: { case: "audio" as const, value: sound } };
    }
    const words = [];
    for await (const { hypothesis } of stt.recognize(requests())) words.push(hypothesis?.transcript);
    expect(words).toEqual(["слово", "слово", "слово"]);
    expect(waited).toEqual(expect.arrayContaining([400]));
  });
});

describe("the platform that plays a scenario", () => {
  it("marks each played answer, and says headers of the gateway as they were recorded", async () => {
    const scenario = {
      format: "audiokit-scenario",
      version: 1,
      calls: [recorded("tts.v2.TTS/Synthesize", { endAtMs: 0, headers: { "x-gateway-flags": "UH" } })],
    } as const;
    const tokens = { verify: () => Promise.resolve(undefined) };
    const routes = emulatorRoutes({
      synthesis: tts,
      recognition: stt,
      tokens,
      scenario: { ...scenario, calls: [...scenario.calls] },
    });
    const client = createClient(TTS, createRouterTransport(routes));
    let headers = new Headers();
    await client.synthesize({}, { onHeader: (found) => (headers = found) });
    expect(headers.get("x-gateway-flags")).toBe("UH");
    expect(headers.get("x-audiokit-note")).toBe(
      "A scenario plays recorded call 1 of 1: status and times as recorded; invented: sound and words.",
    );
    await client.getModelsInfo({}, { onHeader: (found) => (headers = found) });
    expect(headers.has("x-audiokit-note")).toBe(false);
  });
});
