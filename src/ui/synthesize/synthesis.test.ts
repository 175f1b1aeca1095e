import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it, vi } from "vitest";
import { pcmBytes, readWav } from "../../audio/wav.ts";
import type { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { AudioEncoding, VoiceStyle, type SynthesizeSpeechRequest } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { untouchedForm, type SpeechForm } from "./speech-form.ts";
import { mostCharacters, Synthesis } from "./synthesis.svelte.ts";
import { takeOver } from "../../../test/support/take-over.ts";

const halfSecond = pcmBytes(Int16Array.from({ length: 8000 }, (_, index) => 9000 * Math.sin(index / 6)));

/** A page over a small platform that runs in this process. */
function setup(platform: Partial<ServiceImpl<typeof TTS>>, form: Partial<SpeechForm> = {}) {
  const { take, played, events, client } = takeOver(platform);
  const chosen: SpeechForm[] = [];
  const page = new Synthesis(
    { client, take, onchoose: (choice) => void chosen.push(choice) },
    { ...untouchedForm, ...form },
  );
  return { page, take, played, events, chosen };
}

const spoken = { voice: "borisova", sampleRateHz: 16_000 };

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
    const { page, take, played } = setup(
      {
        async *streamingSynthesize(request: SynthesizeSpeechRequest) {
          requests.push(request);
          yield { audio: halfSecond.subarray(0, 8001) };
          await vi.waitFor(() => expect(take.speech?.chunkCount).toBe(1));
          sizes.push(take.speech!.sizeBytes);
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
    expect(take.phase).toBe("done");
    expect(take.speech).toMatchObject({ seconds: 0.5, sizeBytes: 16_000, chunkCount: 2 });
    expect(take.speech!.firstAudioMs).toBeGreaterThan(0);
    expect(take.totalMs).toBeGreaterThan(take.speech!.firstAudioMs!);
    expect(readWav(take.wav()!).samples).toEqual(halfSecond);
    expect(played).toEqual({ sampleRateHz: 16_000, sampleCount: 8000, isComplete: true, plays: 0 });
  });

  it("calls a cancelled call cancelled and keeps what had arrived", async () => {
    const { page, take, played } = setup(
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
    await vi.waitFor(() => expect(take.speech).toBeDefined());
    expect(take.isRunning).toBe(true);
    page.cancel();
    await running;

    expect(take.phase).toBe("cancelled");
    expect(take.failure).toBeUndefined();
    expect(readWav(take.wav()!).samples).toHaveLength(16_000);
    expect(played).toMatchObject({ sampleCount: 8000, isComplete: true });
  });

  it("keeps the platform's words and id when it refuses, and forgets them at the next call", async () => {
    let refuses = true;
    const { page, take } = setup(
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
    expect(take.phase).toBe("failed");
    expect(take.failure).toMatchObject({ kind: "rejected", serverMessage: "voice_name: no voice `nobody`" });
    expect(take.reply?.serverRequestId).toBe("SS-1");
    expect(take.wav()).toBeUndefined();

    refuses = false;
    await page.start();
    expect(take.phase).toBe("done");
    expect(take.failure).toBeUndefined();
  });

  it("does not start without words or without a voice", () => {
    const { page } = setup({});
    expect(page.canStart).toBe(false);
    page.text = " \n";
    page.choose({ voice: "borisova" });
    expect(page.canStart).toBe(false);
    page.text = "Да";
    expect(page.canStart).toBe(true);
    page.text = "а".repeat(mostCharacters + 1);
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
});
