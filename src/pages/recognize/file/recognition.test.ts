import { Code, ConnectError, createRouterTransport, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { clientOver } from "../../../audiokit/client.ts";
import { AudioError } from "../../../audio/audio-error.ts";
import type { DecodedAudio } from "../../../audio/decode-file.ts";
import {
  AudioEncoding,
  STT,
  type FileRecognizeRequest,
  type RecognizeRequest,
} from "../../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { RecognitionChoices } from "../options/recognition-choices.svelte.ts";
import { untouchedForm } from "../options/recognition-form.ts";
import { Recognition } from "./recognition.svelte.ts";

const second: DecodedAudio = {
  samples: new Int16Array(16_000).fill(7),
  sampleRateHz: 16_000,
  durationSeconds: 1,
  source: { container: "mp3", sizeBytes: 4000, sampleRateHz: 44_100, channelCount: 2 },
};
const file = (name: string) => new File(["x"], name);

function setup(
  platform: Partial<ServiceImpl<typeof STT>>,
  decode?: (file: File) => Promise<DecodedAudio>,
  maxMessageAudioBytes = 1_000_000,
) {
  const transport = createRouterTransport(({ service }) => void service(STT, platform));
  const loaded: unknown[] = [];
  const kept: string[] = [];
  const client = clientOver(transport);
  const page = new Recognition({
    client,
    choices: new RecognitionChoices({ client }, untouchedForm),
    playback: { load: (sound) => void loaded.push(sound) },
    decode: decode ?? (() => Promise.resolve(second)),
    decodeChannels: () => Promise.resolve({ samples: new Int16Array(32_000).fill(9), channelCount: 2 }),
    maxMessageAudioBytes,
    onresult: (result) => void kept.push(result.transcript),
  });
  return { page, loaded, kept };
}

const answer = (transcript: string) => ({ response: [{ hypothesis: { transcript, confidence: 0.8 } }] });

describe("Recognition", () => {
  it("waits with a call until the platform has said which languages it recognises, unless one is chosen", async () => {
    const listed = Promise.withResolvers<{ models: { name: string; languageCode: string }[] }>();
    const sent: string[] = [];
    const platform: Partial<ServiceImpl<typeof STT>> = {
      getModelsInfo: () => listed.promise,
      fileRecognize(request: FileRecognizeRequest) {
        sent.push(request.config!.languageCode);
        return answer("go forward");
      },
    };
    const { page } = setup(platform);
    void page.choices.listModels("ru");
    await page.open(file("clip.mp3"));
    const first = page.start();
    page.cancel();
    await first;
    expect([page.phase, sent]).toEqual(["cancelled", []]);

    const second = page.start();
    expect(page.phase).toBe("running");
    listed.resolve({ models: [{ name: "moonshine-tiny-en", languageCode: "en" }] });
    await second;
    expect([page.phase, sent, page.requestedForm.language]).toEqual(["done", ["en"], "en"]);
  });

  it("offers a language that some model speaks, the page's own first", async () => {
    const english = setup({ getModelsInfo: () => ({ models: [{ name: "moonshine-tiny-en", languageCode: "en" }] }) });
    await english.page.choices.listModels("ru");
    expect(english.page.choices.form).toMatchObject({ language: "en", model: "" });

    const both = setup({
      getModelsInfo: () => ({
        models: [
          { name: "a", languageCode: "en" },
          { name: "b", languageCode: "ru" },
        ],
      }),
    });
    await both.page.choices.listModels("ru");
    expect(both.page.choices.form.language).toBe("ru");
  });

  it("goes on without a list of models", async () => {
    const { page } = setup({
      getModelsInfo() {
        throw new ConnectError("no list", Code.Internal);
      },
      fileRecognize: () => answer("привет"),
    });
    await page.choices.listModels("ru");
    expect(page.choices.list.failure).toMatchObject({ kind: "broken" });

    await page.open(file("a.mp3"));
    await page.start();

    expect(page.result?.transcript).toBe("привет");
  });

  it("sends the converted samples with the options chosen", async () => {
    const requests: FileRecognizeRequest[] = [];
    const { page, loaded } = setup({
      fileRecognize(request: FileRecognizeRequest) {
        requests.push(request);
        return answer("go");
      },
    });
    expect(page.canStart).toBe(false);
    await page.open(file("a.mp3"));
    expect(loaded).toEqual([second]);
    page.choices.choose({ language: "en", model: "moonshine-tiny-en", punctuation: false, vaMarks: "off" });

    await page.start();

    expect(requests[0]!.audio).toHaveLength(32_000);
    expect(requests[0]!.config).toMatchObject({
      encoding: AudioEncoding.LINEAR_PCM,
      sampleRateHertz: 16_000,
      audioChannelCount: 1,
      languageCode: "en",
      model: "moonshine-tiny-en",
      enableWordTimeOffsets: true,
      punctuationConfig: { enable: false },
      vaResponseMode: 0,
    });
    expect(page).toMatchObject({ phase: "done", isWordless: false });
    expect(page.result).toMatchObject({ transcript: "go", audioSeconds: 1 });
  });

  it("says that an answer without words is one", async () => {
    const { page } = setup({ fileRecognize: () => ({ response: [] }) });
    await page.open(file("silence.wav"));

    await page.start();

    expect(page).toMatchObject({ phase: "done", isWordless: true });
  });

  it("keeps the recording and its result when another file cannot be taken", async () => {
    const { page } = setup({ fileRecognize: () => answer("go") }, (blob) =>
      blob.size === 1
        ? Promise.resolve(second)
        : Promise.reject(new AudioError({ kind: "not-audio", message: "no sound" })),
    );
    await page.open(file("good.mp3"));
    await page.start();

    await page.open(new File(["letter"], "letter.txt"));

    expect(page.refusal).toMatchObject({ name: "letter.txt", error: { kind: "not-audio" } });
    expect(page.recording?.name).toBe("good.mp3");
    expect(page).toMatchObject({ phase: "done", result: { transcript: "go" } });
  });

  it("drops the result when another recording takes the place of the one that gave it", async () => {
    const { page } = setup({ fileRecognize: () => answer("go") });
    await page.open(file("one.mp3"));
    await page.start();

    await page.open(file("two.mp3"));

    expect(page.result).toBeUndefined();
    expect(page.phase).toBe("idle");
  });

  it("lets the later of two files win, whichever is decoded first", async () => {
    const ends: ((audio: DecodedAudio) => void)[] = [];
    const { page } = setup({}, () => new Promise((resolve) => ends.push(resolve)));
    const first = page.open(file("one.mp3"));
    const later = page.open(file("two.mp3"));

    ends[1]!(second);
    await later;
    ends[0]!(second);
    await first;

    expect(page.recording?.name).toBe("two.mp3");
    expect(page.phase).toBe("idle");
  });

  it("calls a cancelled call cancelled, and can start it again", async () => {
    let isSlow = true;
    const { page } = setup({
      async fileRecognize(_: unknown, { signal }: { signal: AbortSignal }) {
        if (isSlow) await new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stop"))));
        return answer("go");
      },
    });
    await page.open(file("a.mp3"));

    const running = page.start();
    await expect.poll(() => page.isRunning).toBe(true);
    page.cancel();
    await running;
    expect(page).toMatchObject({ phase: "cancelled", failure: undefined });

    isSlow = false;
    await page.start();
    expect(page.phase).toBe("done");
  });

  it("keeps the platform's words when it refuses", async () => {
    const { page } = setup({
      fileRecognize() {
        throw new ConnectError("no engine for `ru`", Code.InvalidArgument, { request_id: "FR-9" });
      },
    });
    await page.open(file("a.mp3"));

    await page.start();

    expect(page.failure).toMatchObject({ kind: "rejected", serverMessage: "no engine for `ru`" });
    expect(page.failure?.reply.serverRequestId).toBe("FR-9");
  });

  it("sends the channels apart only where that was asked for and the file has several", async () => {
    const requests: FileRecognizeRequest[] = [];
    const { page } = setup({
      fileRecognize(request: FileRecognizeRequest) {
        requests.push(request);
        return answer("go");
      },
    });
    await page.open(file("a.mp3"));
    page.choices.choose({ splitByChannel: true });
    await page.start();
    expect(requests[0]!.audio).toHaveLength(64_000);
    expect(requests[0]!.config).toMatchObject({ audioChannelCount: 2, splitByChannel: true });
  });

  it("takes channels apart in one message, and sends as before when they are put together again", async () => {
    const calls: string[] = [];
    const { page } = setup({
      fileRecognize() {
        calls.push("file");
        return answer("go");
      },
      async *recognize(messages: AsyncIterable<RecognizeRequest>) {
        calls.push("stream");
        await Array.fromAsync(messages);
        yield { hypothesis: { transcript: "go" }, isFinal: true };
      },
    });
    await page.open(file("a.mp3"));
    page.choices.choose({ way: "stream" });
    await page.startApart();
    expect(page.isApart).toBe(true);
    await page.startTogether();
    expect(page.isApart).toBe(false);
    expect(calls).toEqual(["file", "stream"]);
  });

  it("does not take channels apart that are too large for one message together", async () => {
    const { page } = setup({ fileRecognize: () => answer("go") }, undefined, 63_999);
    await page.open(file("a.mp3"));
    expect(page).toMatchObject({ canStart: true, canSplit: false });
    await page.startApart();
    expect(page).toMatchObject({ isApart: false, phase: "idle" });
  });

  it("does not start while an option is wrong", async () => {
    const { page } = setup({ fileRecognize: () => answer("go") });
    await page.open(file("a.mp3"));
    page.choices.chooseNumber("threshold", "2");
    expect(page).toMatchObject({ canStart: false, choices: { hasProblems: true, problems: { threshold: "range" } } });
    await page.start();
    expect(page.result).toBeUndefined();
    page.choices.resetOptions();
    await page.start();
    expect(page.result?.transcript).toBe("go");
  });

  it("refuses a recording over the limit before sending and takes it through the stream, phrase by phrase", async () => {
    const calls: string[] = [];
    const seen: string[] = [];
    const { page, kept } = setup(
      {
        fileRecognize() {
          calls.push("file");
          return answer("go");
        },
        async *recognize(messages: AsyncIterable<RecognizeRequest>) {
          calls.push("stream");
          let pieces = 0;
          for await (const { streamingRequest } of messages) {
            if (streamingRequest.case !== "audio") continue;
            pieces++;
            const hypothesis = { transcript: `part ${String(pieces)}`, endTimeMs: pieces * 500 };
            yield { hypothesis, isFinal: true, vaMarks: [{ markType: 2, offsetMs: pieces * 500 }] };
            seen.push(page.result?.transcript ?? "");
          }
        },
      },
      undefined,
      31_999,
    );
    await page.open(file("a.mp3"));
    expect(page).toMatchObject({ canStart: false, overLimit: { actualBytes: 32_000, limitBytes: 31_999 } });
    await page.start();
    expect(calls).toEqual([]);

    await page.startStream();

    expect(calls).toEqual(["stream"]);
    expect(page).toMatchObject({
      phase: "done",
      sentWay: "stream",
      progress: { sentSeconds: 1, recognizedSeconds: 1 },
      result: { transcript: "part 1 part 2", audioSeconds: 1, vaMarks: [{ offsetMs: 500 }, { offsetMs: 1000 }] },
    });
    expect(seen).toContain("part 1");
    expect(kept).toEqual(["part 1 part 2"]);
  });

  it("keeps what was settled when a stream is cancelled", async () => {
    const { page } = setup({
      async *recognize(_: AsyncIterable<RecognizeRequest>, { signal }: { signal: AbortSignal }) {
        yield { hypothesis: { transcript: "go on" }, isFinal: true };
        await new Promise((__, reject) => signal.addEventListener("abort", () => reject(new Error("stop"))));
      },
    });
    await page.open(file("a.mp3"));
    page.choices.choose({ way: "stream" });
    const running = page.start();
    await expect.poll(() => page.result?.transcript).toBe("go on");
    page.cancel();
    await running;
    expect(page).toMatchObject({ phase: "cancelled", failure: undefined, result: { transcript: "go on" } });
  });

  it("learns from an answer which options the platform has, until another platform is connected", async () => {
    const { page } = setup({
      fileRecognize(_: unknown, context: { responseHeader: Headers }) {
        context.responseHeader.set("x-audiokit-ignored", "genderage_config");
        return answer("go");
      },
    });
    await page.open(file("a.mp3"));
    page.choices.choose({ genderAge: true });
    await page.start();
    expect(page.choices.findings).toMatchObject({ genderAge: "ignored", wordTimes: "absent" });
    page.choices.forgetPlatform();
    expect(page.choices.findings).toEqual({});
  });

  it("points at the option for which the platform refused a call, until a call with it goes through", async () => {
    let isRefused = true;
    const { page } = setup({
      fileRecognize() {
        if (!isRefused) return answer("go");
        throw new ConnectError("va_config.vad_options.threshold: must lie between 0 and 1", Code.InvalidArgument);
      },
    });
    await page.open(file("a.mp3"));
    page.choices.chooseNumber("threshold", "0.5");
    await page.start();
    expect(page).toMatchObject({ phase: "failed", choices: { findings: { threshold: "refused" } } });
    isRefused = false;
    await page.start();
    expect(page.choices.findings).not.toHaveProperty("threshold");
  });
});
