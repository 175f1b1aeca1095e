import { Code, ConnectError, createRouterTransport, type ConnectRouter, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { pcmBytes, readWav, writeWav } from "../../audio/wav.ts";
import { TTS, type VoiceCloningRequest } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import {
  TaskInfo_Status as Status,
  VoiceCloning,
  type CloneVoiceRequest,
} from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { withCallContext } from "../../logging/call-context.ts";
import { logCalls } from "../../logging/log-calls.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { collectSpeech } from "./speech-stream.ts";
import { clientOver } from "../client.ts";

/** Services in memory behind the real interceptor; pauses pass at once and move the clock. */
function setup(cloning: Partial<ServiceImpl<typeof VoiceCloning>>, tts: Partial<ServiceImpl<typeof TTS>> = {}) {
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const routes = (router: ConnectRouter) => void router.service(VoiceCloning, cloning).service(TTS, tts);
  const transport = createRouterTransport(routes, { transport: { interceptors: [observeCalls(logCalls(logger))] } });
  let nowMs = 0;
  const pauses: number[] = [];
  const pause = (ms: number) => {
    pauses.push(ms);
    nowMs += ms;
    return Promise.resolve();
  };
  return { client: clientOver(transport, () => nowMs), events, pause, pauses };
}

/** Answers of the platform in order; the last one again and again. */
function tasks(...answers: (Parameters<typeof Array.of>[0] | Code)[]) {
  return () => {
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) as { status: Status; voiceId?: string } | Code;
    if (typeof answer === "number") throw new ConnectError("no", answer);
    return answer;
  };
}

describe("a voice", () => {
  it("is cloned of one 16 kHz signal, and the log tells of the sample and of its files", async () => {
    let sent: CloneVoiceRequest | undefined;
    const { client, events } = setup({ cloneVoice: (request) => ((sent = request), { val: "task-1" }) });
    const requestData = { voice_name: "Anna", audio_files: [{ name: "a.wav", seconds: 2 }], audio_files_count: 1 };
    const contextValues = withCallContext({ requestData });
    expect(await client.cloneVoice({ signal: new Uint8Array(64_000) }, { contextValues })).toMatchObject({
      taskId: "task-1",
    });
    expect(sent?.audioFormat).toMatchObject({ encoding: 1, sampleRateHertz: 16_000, audioChannelCount: 1 });
    expect(events).toMatchObject([
      {
        service: "VoiceCloning",
        request_data: { service: "VoiceCloning_Clone", ...requestData, audio_size_bytes: 64_000, audio_seconds: 2 },
      },
      { event: "request_success", response_data: { task_id: "task-1" } },
    ]);
    expect(events[1]?.response_data).toHaveProperty("processing_time_ms");
  });

  it("is refused before sending when its sample is empty or cut", async () => {
    const { client, events } = setup({});
    for (const bytes of [0, 3]) {
      await expect(client.cloneVoice({ signal: new Uint8Array(bytes) })).rejects.toMatchObject({ kind: "rejected" });
    }
    expect(events).toEqual([]);
  });

  it("is waited for with ever longer pauses, through a passing failure", async () => {
    const { client, pause, pauses, events } = setup({
      getTaskInfo: tasks(
        { status: Status.CREATING },
        Code.Unavailable,
        { status: Status.CREATING },
        { status: Status.READY, voiceId: "voice-1" },
      ),
    });
    const seen: unknown[] = [];
    const ready = await client.waitForVoice("task-1", {
      pause,
      longestPauseMs: 2000,
      onStatus: ({ status }, elapsedMs) => seen.push([status, elapsedMs]),
    });
    expect(ready).toMatchObject({ status: "ready", voiceId: "voice-1", taskId: "task-1" });
    expect(pauses).toEqual([1000, 1500, 2000]);
    expect(seen).toEqual([["creating", 0], ["creating", 2500], ["ready", 4500]]); // prettier-ignore
    expect(events.at(-1)).toMatchObject({ response_data: { task_status: "READY", voice_id: "voice-1" } });
    expect(events[1]?.response_data).not.toHaveProperty("voice_id");
  });

  it("is given up when the platform does, when time is up, and when its caller leaves", async () => {
    const failed = setup({ getTaskInfo: tasks({ status: Status.ERROR }) });
    await expect(failed.client.waitForVoice("t", failed)).rejects.toMatchObject({
      kind: "broken",
      message: "the platform gave up the task t",
    });
    const slow = setup({ getTaskInfo: tasks({ status: Status.CREATING }) });
    const limited = { pause: slow.pause, giveUpAfterMs: 3000 };
    await expect(slow.client.waitForVoice("t", limited)).rejects.toMatchObject({ kind: "deadline" });
    expect(slow.pauses).toEqual([1000, 1500]);
    const unknown = setup({ getTaskInfo: tasks(Code.NotFound) });
    await expect(unknown.client.waitForVoice("t", unknown)).rejects.toMatchObject({ kind: "rejected" });

    const left = setup({ getTaskInfo: tasks({ status: Status.CREATING }) });
    const leave = new AbortController();
    const waiting = left.client.waitForVoice("t", { signal: leave.signal, onStatus: () => leave.abort() });
    await expect(waiting).rejects.toMatchObject({ kind: "cancelled" });
  });

  it("is deleted by its own id", async () => {
    const { client, events } = setup({ deleteVoice: () => ({}) });
    await client.deleteVoice("voice-1");
    expect(events).toMatchObject([
      { request_data: { service: "VoiceCloning_Delete", voice_id: "voice-1" } },
      { event: "request_success", response_data: { success: true } },
    ]);
  });
});

describe("a cloned voice", () => {
  it("speaks whole and in pieces, by its id", async () => {
    const asked: VoiceCloningRequest[] = [];
    const samples = pcmBytes(new Int16Array(800));
    const { client, events } = setup(
      {},
      {
        voiceCloning(request) {
          asked.push(request);
          return { audio: writeWav(samples, { coding: "pcm16", sampleRateHz: 8000, channelCount: 1 }) };
        },
        async *streamingVoiceCloning(request) {
          asked.push(request);
          yield { audio: samples };
          yield { audio: samples };
        },
      },
    );
    const request = { text: "Привет", voiceId: "voice-1", sampleRateHz: 8000 };
    expect(await client.synthesizeCloned(request)).toMatchObject({ seconds: 0.1, chunkCount: 1 });
    const streamed = await collectSpeech(client.synthesizeClonedStream(request));
    expect(streamed).toMatchObject({ seconds: 0.2, chunkCount: 2 });
    expect(readWav(streamed.wav)).toMatchObject({ sampleRateHz: 8000 });
    for (const message of asked) {
      expect(message).toMatchObject({ voiceId: "voice-1", languageCode: "ru", inputSource: { value: "Привет" } });
    }
    expect(events.map(({ request_data }) => request_data)).toMatchObject([
      { service: "TTS_VoiceCloning", voice_id: "voice-1" },
      {},
      { service: "TTS_StreamingVoiceCloning" },
      {},
    ]);
  });
});
