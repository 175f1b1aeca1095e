import { createRouterTransport, type ConnectRouter } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { collectSpeech } from "../audiokit/calls/speech-stream.ts";
import { clientOver } from "../audiokit/client.ts";
import { createModelCatalog } from "../audiokit/calls/model-catalog.ts";
import { healthChecks } from "../audiokit/check-health.ts";
import { countCalls } from "../logging/statistics/call-statistics.ts";
import { pcmBytes, writeWav } from "../audio/wav.ts";
import { STT } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { TaskInfo_Status, VoiceCloning } from "../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { logCalls } from "../logging/log-calls.ts";
import { logModels } from "../logging/log-models.ts";
import { observeCalls } from "../logging/observe-calls.ts";
import { workflowLog } from "../logging/log-workflow.ts";
import type { LogStats } from "../store/log-store.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { createLogger } from "../logging/logger.ts";
import type { AudioKitLibrary } from "./audiokit-library.ts";
import { joinLibrary, type LibraryDeps } from "./join-library.ts";

const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
const wav = writeWav(pcmBytes(new Int16Array(16_000)), format);

/** The library over services in memory, with the real interceptors and an archive that only gives ids. */
function setup(parts: Partial<LibraryDeps> = {}) {
  const platform = { voices: ["borisova"], isUp: true };
  const routes = (router: ConnectRouter) => {
    router.service(TTS, {
      synthesize: () => ({ audio: wav }),
      voiceCloning: () => ({ audio: wav }),
      async *streamingVoiceCloning() {
        yield { audio: wav.subarray(44) };
      },
      getModelsInfo() {
        if (!platform.isUp) throw new Error("down");
        return { models: platform.voices.map((name) => ({ name, sampleRateHertz: 8000 })) };
      },
    });
    router.service(STT, {
      fileRecognize: () => ({ response: [{ hypothesis: { transcript: "good morning" } }] }),
      getModelsInfo: () => ({ models: [{ name: "e2e-v3" }] }),
    });
    router.service(VoiceCloning, {
      cloneVoice: () => ({ val: "task-1" }),
      getTaskInfo: () => ({ status: TaskInfo_Status.READY, voiceId: "voice-1" }),
    });
  };
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) }, level: "INFO", content: false });
  const counter = countCalls();
  const interceptors = [observeCalls(logCalls(logger), counter.observe)];
  const client = clientOver(createRouterTransport(routes, { transport: { interceptors } }));
  const id = () => Promise.resolve("id-1");
  const archive = { saveAudio: id, saveTranscript: id, saveVadMarks: id };
  const library = joinLibrary({
    client,
    models: createModelCatalog({ client, log: logModels(logger) }),
    logger,
    workflowLog: workflowLog(logger),
    statistics: counter.statistics,
    health: () => ({ endpoint: "https://speech.example", checks: healthChecks({ client }) }),
    openArchive: () => Promise.resolve(archive as unknown as Awaited<ReturnType<LibraryDeps["openArchive"]>>),
    close: () => Promise.resolve(),
    ...parts,
  });
  return { library, events, platform, names: () => events.map(({ event }) => event) };
}

/** A log of one line. */
function logWith(changes: Partial<NonNullable<LibraryDeps["store"]>>): NonNullable<LibraryDeps["store"]> {
  return {
    getLogStats: () => Promise.resolve({} as LogStats),
    flush: () => Promise.resolve(),
    parts: () => Promise.resolve([{ file: "tts_utility.log", backup: 1, sizeBytes: 2, lines: 1 }]),
    exportPart: () => Promise.resolve(new Blob(["a\n"])),
    ...changes,
  };
}

describe("the library", () => {
  it("has every operation by its name", () => {
    const names = [
      ...["synthesizeText", "synthesizeStream", "recognizeAudio", "recognizeStream"],
      ...["cloneVoice", "getVoiceTaskInfo", "deleteVoice", "getAvailableModels", "getTtsModels", "getAsrModels"],
      ...["archiveAudio", "archiveTranscript", "archiveVadMarks", "textToSpeechWorkflow", "speechToTextWorkflow"],
      ...["healthCheck", "getStatistics", "getLogStats", "exportLog", "logSystemEvent", "logAuthEvent", "close"],
    ] as (keyof AudioKitLibrary)[];
    const { library } = setup();
    expect(names.filter((name) => typeof library[name] !== "function")).toEqual([]);
    expect(library[Symbol.asyncDispose]).toBeTypeOf("function");
  });

  it("speaks with a cloned voice by its id, whole and in pieces", async () => {
    const { library, events } = setup();
    const order = { text: "good morning", voiceId: "voice-1" };
    const spoken = [await library.synthesizeText(order), await collectSpeech(library.synthesizeStream(order))];
    expect(spoken.map(({ seconds }) => seconds)).toEqual([1, 1]);
    const begun = events.filter(({ event }) => event === "request_start");
    expect(begun.map(({ operation }) => operation)).toEqual(["VoiceCloning", "StreamingVoiceCloning"]);
    expect(begun.map(({ request_data }) => request_data)).toMatchObject([
      { voice_id: "voice-1" },
      { voice_id: "voice-1" },
    ]);
  });

  it("says what to do instead where a stream is taken for the promise that it was", () => {
    const { library, names } = setup();
    const order = { text: "good morning", voiceId: "voice-1" };
    const options = { timeoutMs: 1000, onChunk: () => undefined };
    expect(() => library.synthesizeStream(order, options)).toThrow("read its chunks with `for await`");
    const stream = library.synthesizeStream(order);
    expect(() => (stream as unknown as { wav: Uint8Array }).wav).toThrow("use assembleWav(chunks, stream.summary())");
    expect(names()).toEqual([]);
  });

  it("logs a call, and the text only as length and hash", async () => {
    const { library, events, names } = setup();
    await library.synthesizeText({ text: "secret words", voice: "borisova" });
    await library.recognizeAudio({ ...format, audio: new Uint8Array(64_000), audioFile: "a.wav" });
    expect(names()).toEqual(["request_start", "request_success", "request_start", "request_success"]);
    expect(events[2]?.request_data).toMatchObject({ audio_file: "a.wav", audio_seconds: 2 });
    expect(JSON.stringify(events)).not.toMatch(/secret words|good morning/);
    expect(library.getStatistics()).toMatchObject({
      lostEvents: 0,
      services: { TTS: { calls: 1, audioSeconds: 1 }, STT: { calls: 1, audioSeconds: 2 } },
    });
  });

  it("counts what was done in the shape of the contract, and logs that it was asked", async () => {
    const { library, events } = setup({
      store: logWith({ getLogStats: () => Promise.reject(new Error("not asked")) }),
    });
    await library.getTtsModels();
    expect(library.getStatistics()).toMatchObject({
      totalRequests: 1,
      services: { TTS: { calls: 1 } },
      logFiles: ["tts_utility.log", "tts_errors.log", "tts_structured.jsonl"],
    });
    expect(events.at(-1)).toMatchObject({ event: "system_statistics", data: { total_requests: 1 } });
    expect(Object.keys(events.at(-1)!.data as object).sort()).toEqual(
      ["current_time", "log_directory", "log_files", "services", "total_requests"], // prettier-ignore
    );
    expect(setup().library.getStatistics()).toMatchObject({ totalRequests: 0, logFiles: [], logDirectory: undefined });
  });

  it("tells the log the files of a voice, which the platform does not get", async () => {
    const { library, events } = setup();
    const files = [{ name: "a.wav", sizeBytes: 44, seconds: 1 }];
    const signal = pcmBytes(new Int16Array(16_000).fill(32_767, 0, 8000));
    await library.cloneVoice({ signal, voiceName: "Anna", description: "my aunt", files });
    expect(JSON.stringify(events)).not.toContain("aunt");
    expect(events[0]?.request_data).toMatchObject({
      voice_name: "Anna",
      audio_files: [{ name: "a.wav", size_bytes: 44, seconds: 1 }],
      audio_files_count: 1,
      total_audio_size_bytes: 44,
      audio_seconds: 1,
      audio_rate_hz: 16_000,
      audio_channels: 1,
      audio_level_dbfs: -3,
      audio_peak_dbfs: 0,
      audio_clipping_share: 0.5,
      audio_silence_share: 0.5,
    });
  });

  it("tells the log what was measured in a recording, and nothing of one without a format", async () => {
    const { library, events } = setup();
    const audio = new Uint8Array(32_000);
    await library.recognizeAudio({ ...format, audio });
    expect(events[0]?.request_data).toMatchObject({ audio_silence_share: 1, audio_level_dbfs: -120 });
    await library.recognizeAudio({ ...format, audio, sampleRateHz: 0 });
    expect(events[2]?.request_data).not.toHaveProperty("audio_silence_share");
  });

  it("remembers all models, counts them, and tells when one appears", async () => {
    const { library, events, platform } = setup();
    await library.getAvailableModels();
    await library.getAvailableModels();
    platform.voices.push("gavrilov");
    expect((await library.getAvailableModels({ maxAgeMs: -1 })).tts).toHaveLength(2);
    const system = events.filter(({ event }) => event.startsWith("system_"));
    expect(system).toMatchObject([
      { event: "system_all_models_query_start" },
      { data: { tts_models_count: 1, asr_models_count: 1, voice_cloning_models_count: 0, total_models: 2 } },
      { event: "system_all_models_query_start" },
      { event: "system_models_changed", data: { appeared: [{ kind: "tts", name: "gavrilov" }], vanished: [] } },
      { event: "system_all_models_query_success" },
    ]);
  });

  it("ends a query of all models that its caller gives up as cancelled, at INFO", async () => {
    const { library, events } = setup();
    await expect(library.getAvailableModels({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: "cancelled",
    });
    expect(events.filter(({ event }) => event.startsWith("system_"))).toMatchObject([
      { event: "system_all_models_query_start" },
      { event: "system_all_models_query_cancelled", level: "INFO", data: { error_type: "cancelled" } },
    ]);
  });

  it("writes what a health check found", async () => {
    const { library, events, platform } = setup();
    platform.isUp = false;
    expect((await library.healthCheck()).overall).toBe("degraded");
    expect(events.at(-1)).toMatchObject({
      event: "system_health_check_complete",
      level: "WARNING",
      data: {
        health_status: { overall_status: "degraded", services: { asr: { status: "healthy" } } },
        endpoint: "https://speech.example",
        not_configured: ["token", "archive", "bridge"],
      },
    });
  });

  it("says on every line of a call or a workflow who caused it", async () => {
    const { library, events } = setup();
    const causes = async (work: () => Promise<unknown>) => {
      const from = events.length;
      await work();
      const lines = events.slice(from).filter(({ event }) => /^(request|system_(workflow|health))_/.test(event));
      expect(lines.length).toBeGreaterThan(1);
      return [...new Set(lines.map(({ initiator }) => initiator))];
    };
    const speech = { text: "a", voice: "borisova" };
    expect(await causes(() => library.synthesizeText(speech))).toEqual(["user"]);
    expect(await causes(() => library.textToSpeechWorkflow({ ...speech, archiveAudio: true }))).toEqual(["user"]);
    expect(await causes(() => library.getVoiceTaskInfo("task-1"))).toEqual(["user"]);
    expect(await causes(() => library.waitForVoice("task-1"))).toEqual(["console"]);
    expect(await causes(() => library.getAvailableModels())).toEqual(["console"]);
    expect(await causes(() => library.getTtsModels())).toEqual(["console"]);
    expect(await causes(() => library.healthCheck())).toEqual(["console"]);
  });

  it("keeps what it made in the archive, logged", async () => {
    const { library, events } = setup();
    const result = await library.textToSpeechWorkflow({ text: "a", voice: "borisova", archiveAudio: true });
    expect(result.archiveId).toBe("id-1");
    await library.archiveVadMarks({ audioId: "id-1", marks: [] });
    expect(events.filter(({ service }) => service === "AudioArchive").map(({ operation }) => operation)).toEqual([
      "SaveAudio",
      "SaveAudio",
      "SaveVADMarks",
      "SaveVADMarks",
    ]);
    const [saved, marked] = events.filter(
      ({ event, service }) => `${event} ${service ?? ""}` === "request_success AudioArchive",
    );
    expect(saved!.response_data).toMatchObject({ archive_id: "id-1", processing_time_ms: saved!.duration_ms });
    expect(saved!.response_data!["audio_size_mb"]).toBe(Math.round(result.audioSizeBytes / 1000) / 1000);
    expect(marked!.response_data).toEqual({ vad_id: "id-1", processing_time_ms: marked!.duration_ms });
  });

  it("counts the lines that were held back when it is asked for figures of the log", async () => {
    const seen: LogEvent[] = [];
    const logger = createLogger({ sink: { append: (event) => void seen.push(event) }, deferMs: 60_000 });
    const getLogStats = () => Promise.resolve({ events: seen.length } as LogStats);
    const { library } = setup({ logger, store: logWith({ getLogStats }) });
    logger.logDeferred("INFO", "request_success", "A call succeeded", () => ({}));
    expect(await library.getLogStats()).toEqual({ events: 1 });
  });

  it("gives the files of its log under their names, and none of a log that is not its own", async () => {
    const { library } = setup({ store: logWith({}) });
    const [file, ...others] = await library.exportLog();
    expect([file!.name, await file!.text(), others]).toEqual(["tts_utility.log.1", "a\n", []]);
    expect(await setup().library.exportLog()).toEqual([]);
  });

  it("has no figures of a log that is not its own, and takes events of the caller's", async () => {
    const { library, events } = setup();
    expect(await library.getLogStats()).toBeUndefined();
    library.logSystemEvent("note", "A note", { n: 1 });
    library.logAuthEvent("token_request", "No token", { success: false, details: { access_token: "abc" } });
    expect(events).toMatchObject([
      { event: "system_note", data: { n: 1 } },
      { event: "auth_token_request", level: "ERROR", success: false, data: { access_token: "[redacted]" } },
    ]);
  });
});
