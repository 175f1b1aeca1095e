import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { testSpeechRun } from "../../../../test/support/speech-run.ts";
import { pcmBytes, readWav } from "../../../audio/wav.ts";
import type { SynthesizeSpeechRequest } from "../../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { SpeechRunOrder } from "./speech-run.svelte.ts";

const order: SpeechRunOrder = {
  text: "One. Two. Three.",
  voice: "borisova",
  language: "en",
  sampleRateHz: 8000,
  coding: "pcm16",
};

/** 100 samples for each character, so that the sound shows what was spoken. */
const soundOf = (text: string) => pcmBytes(new Int16Array(text.length * 100).fill(text.charCodeAt(0)));
const textOf = ({ inputSource }: SynthesizeSpeechRequest) => inputSource.value ?? "";

describe("Take", () => {
  it("speaks a long text in parts, joins them, and logs them under one id", async () => {
    const asked: string[] = [];
    const { run, played, events } = testSpeechRun(
      {
        async *streamingSynthesize(request: SynthesizeSpeechRequest) {
          asked.push(textOf(request));
          yield { audio: soundOf(textOf(request)) };
        },
      },
      { maxPartCharacters: 6 },
    );

    await run.start(order);

    expect(asked).toEqual(["One. ", "Two. ", "Three."]);
    expect(run).toMatchObject({ phase: "done", partCount: 3, partsDone: 3 });
    expect(readWav(run.wav()!).samples).toHaveLength(16 * 200);
    expect(run.speech?.seconds).toBe(0.2);
    expect(played).toMatchObject({ sampleCount: 1600, isComplete: true });
    const parts = events.filter(({ event }) => event === "request_start").map(({ request_data }) => request_data);
    expect(parts).toMatchObject([1, 2, 3].map((part) => ({ workflow_id: run.workflowId, part, parts: 3 })));
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["system_workflow_start", "system_workflow_success"]),
    );
  });

  it("goes on with the part that failed, and never with half of it", async () => {
    let isBroken = true;
    const asked: string[] = [];
    const { run, played, events } = testSpeechRun(
      {
        async *streamingSynthesize(request: SynthesizeSpeechRequest) {
          const text = textOf(request);
          asked.push(text);
          yield { audio: soundOf(text).subarray(0, 301) };
          if (text.startsWith("Two") && isBroken) throw new ConnectError("engine crashed", Code.Internal);
          yield { audio: soundOf(text).subarray(301) };
        },
      },
      { maxPartCharacters: 6 },
    );
    await run.start(order);
    expect(run).toMatchObject({ phase: "failed", partsDone: 1, canResume: true });
    expect(run.speech!.sizeBytes).toBe(5 * 200 + 301);
    const { workflowId } = run;
    isBroken = false;

    await run.resume();

    expect(asked).toEqual(["One. ", "Two. ", "Two. ", "Three."]);
    expect(run).toMatchObject({ phase: "done", failure: undefined, workflowId });
    expect(readWav(run.wav()!).samples).toEqual(
      new Uint8Array([...soundOf("One. "), ...soundOf("Two. "), ...soundOf("Three.")]),
    );
    expect(played).toMatchObject({ sampleCount: 1600, isComplete: true });
    const workflows = events.filter(({ event }) => event.startsWith("system_workflow"));
    expect(workflows.map(({ event, data }) => [event, data?.["workflow_id"]])).toEqual(
      ["start", "failed", "start", "success"].map((stage) => [`system_workflow_${stage}`, workflowId]),
    );
  });

  it("is one call without a workflow where the text fits, and for SSML of any length", async () => {
    const { run, events } = testSpeechRun(
      {
        async *streamingSynthesize(request: SynthesizeSpeechRequest) {
          yield { audio: soundOf(textOf(request)) };
        },
      },
      { maxPartCharacters: 20 },
    );
    await run.start(order);
    await run.start({ ...order, text: `<speak>${"One. ".repeat(10)}</speak>`, ssml: true });

    expect(run).toMatchObject({ phase: "done", partCount: 1, workflowId: undefined });
    expect(events.filter(({ event }) => event === "request_start")).toHaveLength(2);
    expect(events.filter(({ event }) => event.startsWith("system_workflow"))).toEqual([]);
  });

  it("asks for one answer where the text holds <emphasis>, which streams do not have", async () => {
    const asked: string[] = [];
    const { run } = testSpeechRun({
      synthesize(request: SynthesizeSpeechRequest) {
        asked.push(textOf(request));
        throw new ConnectError("busy", Code.ResourceExhausted);
      },
    });

    await run.start({ ...order, text: "<speak><emphasis>One</emphasis></speak>", ssml: true });

    expect(asked).toEqual(["<speak><emphasis>One</emphasis></speak>"]);
    expect(run.failure).toMatchObject({ kind: "quota" });
  });

  it("tells when it was first heard, and how often and how long it ran dry", async () => {
    const { run, played, events } = testSpeechRun({
      async *streamingSynthesize() {
        yield { audio: soundOf("a") };
        await expect.poll(() => run.speech).toBeDefined();
        run.metrics.noteSound(30);
        run.metrics.noteSound(99);
      },
    });

    await run.start(order, true);
    run.metrics.noteUnderrun({ atSeconds: 1.25, gapMs: 80 });
    run.metrics.noteUnderrun({ atSeconds: 2, gapMs: 20.4 });

    await expect.poll(() => played.plays).toBe(1);
    expect(run.metrics.firstAudioMs).toBeGreaterThanOrEqual(run.speech!.firstChunkMs! + 30);
    expect(run.metrics.underruns).toEqual({ count: 2, silenceMs: 100.4 });
    const heard = events.filter(({ event }) => event === "system_playback_first_sound");
    expect(heard.map(({ data }) => data)).toEqual([
      {
        request_id: run.requestId,
        first_sound_ms: run.metrics.firstAudioMs,
        first_piece_ms: run.speech!.firstChunkMs,
        cushion_ms: 250,
      },
    ]);
    const dry = events.filter(({ event }) => event === "system_playback_underrun");
    expect(dry.at(-1)).toMatchObject({
      level: "WARNING",
      data: { position_seconds: 2, gap_ms: 20, underruns: 2, silence_ms: 100 },
    });
  });

  it("gives way to the next order, whatever the first one still does", async () => {
    const { run } = testSpeechRun({
      async *streamingSynthesize(request: SynthesizeSpeechRequest, { signal }: { signal: AbortSignal }) {
        yield { audio: soundOf(textOf(request)) };
        if (textOf(request) === "First") {
          await new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
        }
      },
    });
    const first = run.start({ ...order, text: "First" });
    await expect.poll(() => run.speech).toBeDefined();

    await run.start({ ...order, text: "No" });
    await first;

    expect(run).toMatchObject({ phase: "done", failure: undefined });
    expect(readWav(run.wav()!).samples).toEqual(soundOf("No"));
  });
});
