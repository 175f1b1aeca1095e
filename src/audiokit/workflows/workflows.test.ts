import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { loggedCalls } from "../../../test/support/logged-calls.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import type { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { VoiceActivityMark_VoiceActivityMarkType as MarkType } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { createShutdown } from "../../logging/shutdown.ts";
import { logArchive } from "../../logging/log-archive.ts";
import { workflowLog } from "../../logging/log-workflow.ts";
import type { ArchivableAudio, AudioArchiveTarget } from "./archive-target.ts";
import { recognizeFile } from "../calls/recognize-file.ts";
import { synthesizeCloned } from "../calls/synthesize-cloned.ts";
import { synthesize } from "../calls/synthesize.ts";
import { createWorkflows } from "./workflows.ts";

const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
const wav = writeWav(pcmBytes(new Int16Array(1600)), format);

/** Workflows over services in memory behind the real interceptor, with an archive that keeps what it is given. */
function setup(stt: Partial<ServiceImpl<typeof STT>> = {}, saveAudio?: AudioArchiveTarget["saveAudio"]) {
  const shutdown = createShutdown(new EventTarget());
  const tts = { synthesize: () => ({ audio: wav }), voiceCloning: () => ({ audio: wav }) };
  const calls = loggedCalls(tts, stt, [], { shutdown });
  const kept: unknown[] = [];
  const keep = (name: string) => (item: unknown) => {
    kept.push(item);
    return Promise.resolve(`${name}-1`);
  };
  const archive = {
    saveAudio: saveAudio ?? keep("audio"),
    saveTranscript: keep("transcript"),
    saveVadMarks: keep("marks"),
  };
  const archiveFor = (id: string) => logArchive(calls.logger, archive, { workflow_id: id });
  const nowMs = () => calls.clock.now;
  const log = workflowLog(calls.logger);
  const parts = {
    client: {
      synthesize: (...[request, options = {}]: Parameters<Client["synthesize"]>) =>
        synthesize(calls.tts, request, options, nowMs),
      synthesizeCloned: (...[request, options = {}]: Parameters<Client["synthesizeCloned"]>) =>
        synthesizeCloned(calls.tts, request, options, nowMs),
      recognizeFile: (...[request, options = {}]: Parameters<Client["recognizeFile"]>) =>
        recognizeFile(calls.stt, request, options, nowMs),
    },
    log,
    nowMs,
    newId: () => "w-1",
  };
  const workflows = createWorkflows({ ...parts, archiveFor });
  return { ...calls, kept, leave: shutdown.end, workflows, unarchived: createWorkflows(parts) };
}

type Client = Parameters<typeof createWorkflows>[0]["client"];

const heard = (...texts: string[]) => {
  return () => ({
    response: texts.map((transcript, index) => ({
      hypothesis: { transcript, confidence: 0.5 },
      vaMarks: [
        { markType: MarkType.VA_MARK_BEGIN, offsetMs: index * 1000 },
        { markType: MarkType.VA_MARK_END, offsetMs: index * 1000 + 500 },
      ],
    })),
  });
};
const recording = { ...format, audio: new Uint8Array(3200), language: "en" };

describe("text to speech", () => {
  it("gives file, archive id and size, and one workflow id stands in every line of the log", async () => {
    const { workflows, kept, events, names } = setup();
    const request = { text: "Привет", voice: "borisova", outputFile: "hello.wav", archiveAudio: true };
    expect(await workflows.textToSpeech(request)).toMatchObject({
      workflowId: "w-1",
      outputFile: "hello.wav",
      archiveId: "audio-1",
      audioSizeBytes: wav.length,
      synthesis: { seconds: 0.1 },
    });
    expect(kept as ArchivableAudio[]).toMatchObject([
      { fileName: "hello.wav", wav, metadata: { workflowId: "w-1", voice: "borisova" } },
    ]);
    expect(names()).toEqual([
      "system_workflow_start",
      "request_start",
      "request_success",
      "request_start",
      "request_success",
      "system_workflow_success",
    ]);
    for (const { event, data, request_data } of events) {
      expect([event, (data ?? request_data)?.["workflow_id"]]).toEqual([event, "w-1"]);
    }
    expect(events[0]?.data).toEqual({
      workflow_id: "w-1",
      text_length: 6,
      voice_name: "borisova",
      archive_audio: true,
    });
    expect(events.at(-1)?.data).toMatchObject({ results: { archive_id: "audio-1", audio_size_bytes: wav.length } });
  });

  it("speaks with a cloned voice where its id is given, and names it in log and archive", async () => {
    const { workflows, kept, events } = setup();
    const clone = { voice: "Anna", voiceId: "v-1" };
    await workflows.textToSpeech({ text: "Привет", ...clone, archiveAudio: true });
    expect(events[0]?.data).toMatchObject({ voice_name: "Anna", voice_id: "v-1" });
    expect(events[1]).toMatchObject({
      event: "request_start",
      operation: "VoiceCloning",
      request_data: { voice_id: "v-1", workflow_id: "w-1" },
    });
    expect(kept).toMatchObject([{ metadata: clone }]);
  });

  it("keeps the speech when the archive is full, and says so", async () => {
    const full = () => Promise.reject(new Error("the archive is full"));
    const { workflows, events } = setup({}, full);
    const result = await workflows.textToSpeech({ text: "a", voice: "b", archiveAudio: true });
    expect(result).toMatchObject({ audioSizeBytes: wav.length, archiveError: { message: "the archive is full" } });
    expect(result).not.toHaveProperty("archiveId");
    expect(events.find(({ level }) => level === "ERROR")).toMatchObject({
      event: "request_error",
      operation: "SaveAudio",
      error: { error_message: "the archive is full" },
    });
    expect(events.at(-1)?.data).toMatchObject({ results: { archive_error: "Error: the archive is full" } });
  });

  it("refuses to archive without an archive, before anything is sent", async () => {
    const { unarchived, names } = setup();
    const request = { text: "a", voice: "b", archiveAudio: true };
    await expect(unarchived.textToSpeech(request)).rejects.toMatchObject({ kind: "rejected" });
    expect(names()).toEqual(["system_workflow_start", "system_workflow_failed"]);
  });
});

describe("speech to text", () => {
  it("gives the transcript, and keeps sound, text and marks together", async () => {
    const { workflows, kept, events } = setup({ fileRecognize: heard("go forward", "ten meters") });
    expect(await workflows.speechToText({ ...recording, audioFile: "a.mp3", archiveTranscript: true })).toMatchObject({
      transcript: "go forward ten meters",
      transcriptLength: 21,
      archiveId: "audio-1",
    });
    expect(kept).toMatchObject([
      { fileName: "a.mp3", wav: writeWav(recording.audio, recording) },
      { audioId: "audio-1", text: "go forward ten meters", language: "en", confidenceScores: [0.5, 0.5] },
      { audioId: "audio-1", marks: [{ type: "begin" }, { type: "end" }, { type: "begin" }, { type: "end" }] },
    ]);
    const saved = events.filter(({ service, event }) => service === "AudioArchive" && event === "request_success");
    expect(saved).toMatchObject([
      { operation: "SaveAudio", request_data: { filename: "a.mp3", audio_size_bytes: 3244 } },
      {
        request_data: { service: "AudioArchive_SaveTranscript", transcript_length: 21, confidence_scores_count: 2 },
        response_data: { transcript_id: "transcript-1" },
      },
      { request_data: { vad_segments_count: 2, total_speech_duration_seconds: 1, avg_segment_duration: 0.5 } },
    ]);
    expect(JSON.stringify(saved)).not.toContain("forward");
  });

  it("tells a failure from a cancellation", async () => {
    const refusing = setup({ fileRecognize: () => Promise.reject(new ConnectError("no model", Code.InvalidArgument)) });
    await expect(refusing.workflows.speechToText(recording)).rejects.toMatchObject({ kind: "rejected" });
    expect(refusing.events.at(-1)).toMatchObject({
      event: "system_workflow_failed",
      level: "ERROR",
      error: { error_type: "INVALID_ARGUMENT", error_message: "no model" },
      data: { workflow_id: "w-1" },
    });
    const slow = setup({ fileRecognize: () => new Promise<never>(() => undefined) });
    const leave = new AbortController();
    const left = slow.workflows.speechToText(recording, { signal: leave.signal });
    leave.abort();
    await expect(left).rejects.toMatchObject({ kind: "cancelled" });
    expect(slow.events.at(-1)).toMatchObject({ event: "system_workflow_cancelled", level: "INFO" });
  });
});

describe("the round trip", () => {
  it("that is under way when the page goes is cancelled behind its calls, and not told of again", async () => {
    const torn = Promise.withResolvers<never>();
    const { workflows, leave, names, events, clock } = setup({ fileRecognize: () => torn.promise });
    const left = workflows.roundTrip({ text: "Go forward", voice: "b" });
    await expect.poll(names).toHaveLength(4);
    clock.now += 40;
    leave();
    torn.reject(new TypeError("Failed to fetch"));
    await expect(left).rejects.toMatchObject({ kind: "broken" });
    expect(names().slice(3)).toEqual(["request_start", "request_cancelled", "system_workflow_cancelled"]);
    expect(events.at(-1)).toMatchObject({
      level: "INFO",
      operation: "round_trip",
      duration_ms: 40,
      data: { workflow_id: "w-1" },
    });
    expect(events.at(-1)).not.toHaveProperty("error");
  });

  it("that had ended before the page goes is left as it ended", async () => {
    const { workflows, leave, names } = setup({ fileRecognize: heard("go forward") });
    await workflows.roundTrip({ text: "Go forward", voice: "b" });
    leave();
    expect(names().filter((name) => name.startsWith("system_"))).toEqual([
      "system_workflow_start",
      "system_workflow_success",
    ]);
  });

  it("compares the words that were meant with the words that were heard", async () => {
    const { workflows, events } = setup({ fileRecognize: heard("go for ten meters") });
    const result = await workflows.roundTrip({ text: "Go forward, ten meters!", voice: "b", language: "en" });
    expect(result.errors).toMatchObject({ words: 4, replaced: 1, rate: 0.25 });
    expect(result.diff.find(({ kind }) => kind === "replaced")).toMatchObject({ meant: "forward", heard: "for" });
    expect(events.map(({ request_data }) => request_data?.["service"]).filter(Boolean)).toEqual([
      "TTS_Synthesize",
      "TTS_Synthesize",
      "ASR_Recognize",
      "ASR_Recognize",
    ]);
    expect(events[3]?.request_data).toMatchObject({ workflow_id: "w-1", language: "en", audio_seconds: 0.1 });
    expect(events.at(-1)?.data).toMatchObject({ results: { word_error_rate: 0.25 } });
  });

  it("takes the words of SSML without its tags", async () => {
    const { workflows } = setup({ fileRecognize: heard("one two") });
    const text = '<speak>One<break time="1s"/>two</speak>';
    expect((await workflows.roundTrip({ text, ssml: true, voice: "b" })).errors).toMatchObject({ words: 2, rate: 0 });
  });
});
