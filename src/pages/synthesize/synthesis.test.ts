import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { pcmBytes, readWav, writeWav } from "../../audio/wav.ts";
import type { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import {
  AudioEncoding,
  VoiceStyle,
  type SynthesizeSpeechRequest,
  type VoiceCloningRequest,
} from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { VoiceRecord } from "../../local-archive/voice-registry.ts";
import { ClonedVoices } from "../../app/cloned-voices.svelte.ts";
import { untouchedForm, type SpeechForm } from "./speech-form.ts";
import { maxSpeechCharacters, Synthesis } from "./synthesis.svelte.ts";
import { testSpeechRun } from "../../../test/support/speech-run.ts";

const halfSecond = pcmBytes(Int16Array.from({ length: 8000 }, (_, index) => 9000 * Math.sin(index / 6)));

/** A page over a small platform that runs in this process. */
function setup(platform: Partial<ServiceImpl<typeof TTS>>, form: Partial<SpeechForm> = {}, known: VoiceRecord[] = []) {
  const { run, played, events, client } = testSpeechRun(platform);
  const chosen: SpeechForm[] = [];
  const page = new Synthesis(
    {
      client,
      run,
      cloned: new ClonedVoices(() => Promise.resolve(known)),
      onchoose: (choice) => void chosen.push(choice),
    },
    { ...untouchedForm, ...form },
  );
  return { page, run, played, events, chosen };
}

const spoken = { voice: "borisova", sampleRateHz: 16_000 };

/** A cloned voice as the registry holds it. */
function clone(voiceId: string, rest: Partial<VoiceRecord> = {}): VoiceRecord {
  const about = { platform: "http://localhost", name: "Anna", description: "", startedAtMs: 0 };
  return { id: voiceId, ...about, status: "ready", voiceId, ...rest };
}

describe("Synthesis", () => {
  it("chooses a voice and its best rate from a list that holds empty and double names", async () => {
    const { page } = setup({
      getModelsInfo: () => ({
        models: [
          { name: "", sampleRateHertz: 22_050, type: "cloning" },
          { name: "gavrilov", sampleRateHertz: 44_100 },
          { name: "borisova", sampleRateHertz: 8000 },
          { name: "borisova", sampleRateHertz: 22_050 },
        ],
      }),
    });

    await page.listVoices();

    expect(page.voices.map(({ name }) => name)).toEqual(["borisova", "gavrilov"]);
    expect(page.form).toMatchObject({ voice: "borisova", sampleRateHz: 22_050 });
    expect(page.list.failure).toBeUndefined();
  });

  it("keeps the choices of the address and lets a voice be named when the list cannot be had", async () => {
    const { page } = setup(
      {
        getModelsInfo() {
          throw new ConnectError("models are asleep", Code.Unavailable);
        },
      },
      { sampleRateHz: 8000 },
    );

    await page.listVoices();
    page.text = "Привет";
    expect(page.list.failure).toMatchObject({ kind: "unreachable", serverMessage: "models are asleep" });
    expect(page.canStart).toBe(false);
    page.choose({ voice: "klukvin" });

    expect(page.canStart).toBe(true);
    expect(page.form).toMatchObject({ voice: "klukvin", sampleRateHz: 8000 });
  });

  it("sends what was chosen and grows with every piece", async () => {
    const requests: SynthesizeSpeechRequest[] = [];
    const sizes: number[] = [];
    const { page, run, played } = setup(
      {
        async *streamingSynthesize(request: SynthesizeSpeechRequest) {
          requests.push(request);
          yield { audio: halfSecond.subarray(0, 8001) };
          await expect.poll(() => run.speech?.chunkCount).toBe(1);
          sizes.push(run.speech!.sizeBytes);
          yield { audio: halfSecond.subarray(8001) };
        },
      },
      { ...spoken, style: "happy" },
    );
    page.text = "<speak>Привет</speak>";
    page.isSsml = true;

    await page.start();

    expect(requests[0]).toMatchObject({
      inputSource: { case: "ssml", value: "<speak>Привет</speak>" },
      languageCode: "ru",
      encoding: AudioEncoding.LINEAR_PCM,
      sampleRateHertz: 16_000,
      voiceName: "borisova",
      synthesizeOptions: { voiceStyle: VoiceStyle.HAPPY },
    });
    expect(sizes).toEqual([8001]);
    expect(run.phase).toBe("done");
    expect(run.speech).toMatchObject({ seconds: 0.5, sizeBytes: 16_000, chunkCount: 2 });
    expect(run.speech!.firstChunkMs).toBeGreaterThan(0);
    expect(run.totalMs).toBeGreaterThan(run.speech!.firstChunkMs!);
    expect(readWav(run.wav()!).samples).toEqual(halfSecond);
    expect(played).toMatchObject({ sampleRateHz: 16_000, sampleCount: 8000, isComplete: true, plays: 0 });
  });

  it("calls a cancelled call cancelled and keeps what had arrived", async () => {
    const { page, run, played } = setup(
      {
        async *streamingSynthesize(_: unknown, { signal }: { signal: AbortSignal }) {
          yield { audio: halfSecond };
          await new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
        },
      },
      spoken,
    );
    page.text = "A long story";

    const running = page.start();
    await expect.poll(() => run.speech).toBeDefined();
    expect(run.isRunning).toBe(true);
    page.cancel();
    await running;

    expect(run.phase).toBe("cancelled");
    expect(run.failure).toBeUndefined();
    expect(readWav(run.wav()!).samples).toHaveLength(16_000);
    expect(played).toMatchObject({ sampleCount: 8000, isComplete: true });
  });

  it("keeps the platform's words and id when it refuses, and forgets them at the next call", async () => {
    let refuses = true;
    const { page, run } = setup(
      {
        async *streamingSynthesize() {
          if (refuses) {
            throw new ConnectError("voice_name: no voice `nobody`", Code.InvalidArgument, { request_id: "SS-1" });
          }
          yield { audio: halfSecond };
        },
      },
      { ...spoken, voice: "nobody" },
    );
    page.text = "Hello";

    await page.start();
    expect(run.phase).toBe("failed");
    expect(run.failure).toMatchObject({ kind: "rejected", serverMessage: "voice_name: no voice `nobody`" });
    expect(run.reply?.serverRequestId).toBe("SS-1");
    expect(run.wav()).toBeUndefined();

    refuses = false;
    await page.start();
    expect(run.phase).toBe("done");
    expect(run.failure).toBeUndefined();
  });

  it("does not start without words or without a voice", () => {
    const { page } = setup({});
    expect(page.canStart).toBe(false);
    page.text = " \n";
    page.choose({ voice: "borisova" });
    expect(page.canStart).toBe(false);
    page.text = "Да";
    expect(page.canStart).toBe(true);
    page.text = "а".repeat(maxSpeechCharacters + 1);
    expect(page.canStart).toBe(false);
  });

  it("speaks the language the text is written in, unless told otherwise or unable to", async () => {
    const { page } = setup({
      getModelsInfo: () => ({ models: [{ name: "anna", languageCode: "ru", sampleRateHertz: 8000 }] }),
    });
    page.text = "Hello";
    expect(page.language).toBe("en");
    await page.listVoices();
    expect(page.language).toBe("ru");
    page.choose({ language: "kk" });
    expect(page.language).toBe("kk");
  });

  it("tells of choices that the person made, not of those it filled in", async () => {
    const { page, chosen } = setup({ getModelsInfo: () => ({ models: [{ name: "anna", sampleRateHertz: 8000 }] }) });
    await page.listVoices();
    expect(chosen).toEqual([]);

    page.choose({ style: "sad" });
    expect(chosen).toEqual([{ ...untouchedForm, voice: "anna", sampleRateHz: 8000, style: "sad" }]);
  });

  it("counts an emoji once, and wraps plain text into SSML without changing it", () => {
    const { page } = setup({});
    page.text = "R&B < 👋🏽";
    page.isSsml = true;
    expect(page.lacksRoot).toBe(true);

    page.wrapInSpeak();

    expect(page.text).toBe("<speak>\n  R&amp;B &lt; 👋🏽\n</speak>");
    expect(page.lacksRoot).toBe(false);
    page.text = "👋";
    expect(page.characterCount).toBe(1);
  });

  it("offers the cloned voices that are ready, each once, and none where the registry cannot be read", async () => {
    const { page } = setup({}, {}, [
      clone("v-2", { name: "" }),
      clone("v-1"),
      clone("v-1", { id: "again", name: "Twin" }),
      clone("v-3", { status: "unknown" }),
      { ...clone("v-4"), voiceId: undefined!, status: "creating" },
    ]);
    await page.cloned.load();
    expect(page.cloned.voices.map(({ voiceId, name }) => [voiceId, name])).toEqual([
      ["v-2", "v-2"],
      ["v-1", "Anna"],
    ]);

    const refused = new ClonedVoices(() => Promise.reject(new Error("no storage")));
    await refused.load();
    expect(refused.voices).toEqual([]);
  });

  it("speaks with a cloned voice in pieces, and whole where the markup needs it, under the name it was given", async () => {
    const asked: { way: string; request: VoiceCloningRequest }[] = [];
    const { page, run, played, events } = setup(
      {
        async *streamingVoiceCloning(request) {
          asked.push({ way: "streamed", request });
          yield { audio: halfSecond };
        },
        voiceCloning(request) {
          asked.push({ way: "whole", request });
          return { audio: writeWav(halfSecond, { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 }) };
        },
      },
      { ...spoken, voice: "clone:v-1", style: "happy", modelType: "high_quality" },
      [clone("v-1")],
    );
    await page.cloned.load();
    page.text = "<speak><emphasis>Привет</emphasis></speak>";

    await page.start();
    expect(run).toMatchObject({ phase: "done", speech: { seconds: 0.5 } });
    page.isSsml = true;
    await page.start();

    expect(run).toMatchObject({ phase: "done", speech: { seconds: 0.5 }, order: { voice: "Anna", voiceId: "v-1" } });
    expect(played.sampleCount).toBe(8000);
    expect(asked.map(({ way, request }) => [way, request.voiceId, request.inputSource.case])).toEqual([
      ["streamed", "v-1", "text"],
      ["whole", "v-1", "ssml"],
    ]);
    expect(asked[0]!.request).toMatchObject({ languageCode: "ru", sampleRateHertz: 16_000 });
    const [begun] = events.filter(({ event }) => event === "request_start");
    expect(begun).toMatchObject({ operation: "StreamingVoiceCloning" });
    expect(begun?.request_data).toMatchObject({ voice_id: "v-1", voice_name: "Anna" });
    expect(run.order).not.toHaveProperty("style");
    expect(run.order).not.toHaveProperty("modelType");
  });

  it("takes a cloned voice up again from the history, known or not, and leaves what it has no choice of", () => {
    const { page } = setup({}, { ...spoken, style: "happy" });
    const order = page.order("clone:v-9");
    expect(order).toMatchObject({ voice: "v-9", voiceId: "v-9" });

    page.reuse({ ...order, text: "Ещё раз" });

    expect(page.form).toMatchObject({ voice: "clone:v-9", style: "happy" });
    expect(page.clonedId).toBe("v-9");
    page.choose({ voice: "clone: " });
    expect(page.clonedId).toBeUndefined();
  });

  it("has the sound device opened ahead only when a start is possible and will be heard", () => {
    const { run, client, played } = testSpeechRun({});
    let playsAsItArrives = false;
    const page = new Synthesis(
      { client, run, playsAsItArrives: () => playsAsItArrives },
      { ...untouchedForm, ...spoken, sampleRateHz: 0 },
    );
    page.text = "Привет";
    page.prepare();
    playsAsItArrives = true;
    page.text = " ";
    page.prepare();
    expect(played.prepared).toEqual([]);

    page.text = "Привет";
    page.prepare();
    expect(played.prepared).toEqual([22_050]);
  });
});
