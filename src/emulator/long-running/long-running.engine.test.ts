import { createClient, createRouterTransport, Code } from "@connectrpc/connect";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { readClip, spokenWords, wordErrors } from "../../../test/support/speech-clips.ts";
import { englishConfig } from "../../../test/support/stt-client.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { createMoonshineEngine } from "../../companion/engines/moonshine/moonshine.ts";
import { createVad } from "../../companion/engines/vad.ts";
import { LongRunning } from "../../gen/mts/ai/audiogram/long_running/v1/long_running_pb.ts";
import { LongRunning as PresetLongRunning } from "../../gen/mts/ai/audiogram/longrunning_presets/v2/longrunning_presets_pb.ts";
import { Task_Status as Status } from "../../gen/mts/ai/audiogram/longrunning_task/v1/longrunning_task_pb.ts";
import { phrasesOf } from "../platform-archive/archive-record.ts";
import { createArchive } from "../platform-archive/archive.ts";
import { createMemoryByteStore } from "../byte-store.ts";
import { createObjectStore } from "../objects/object-store.ts";
import { builtInPresets } from "../presets/presets.ts";
import { emulatorRoutes } from "../routes.ts";
import { createLongRunning } from "./long-running.ts";

const engine = createMoonshineEngine();
afterAll(() => engine.close());

async function setup() {
  const bytes = createMemoryByteStore();
  const objects = createObjectStore({ bytes }, ["audio"]);
  const archive = createArchive({ bytes });
  const faults: unknown[] = [];
  const part = createLongRunning({
    engines: [engine],
    vad: await createVad(),
    objects,
    archive,
    presets: builtInPresets(),
    onFault: (fault) => faults.push(fault),
  });
  onTestFinished(() => part.close());
  const tokens = { verify: () => Promise.resolve(undefined) };
  const transport = createRouterTransport(
    emulatorRoutes({
      synthesis: {},
      recognition: {},
      longRunning: part.service,
      presetLongRunning: part.presetService,
      tokens,
    }),
  );
  const put = async (name: string, contents: Uint8Array) => {
    async function* body() {
      yield Promise.resolve(contents);
    }
    await objects.put("audio", name, { body: body(), contentType: "audio/wav" });
    return { bucketName: "audio", objectName: name };
  };
  const long = createClient(LongRunning, transport);
  const end = async (taskId: string) => {
    const isOver = async () => (await long.getTaskInfo({ taskId })).status > Status.IN_PROGRESS;
    await expect.poll(isOver).toBe(true);
    return long.getTaskInfo({ taskId });
  };
  return { long, presets: createClient(PresetLongRunning, transport), objects, archive, put, end, faults };
}

describe("LongRunningRecognize", () => {
  it("recognises bare samples and WAVs of a task and archives each under its response_id", async () => {
    const { long, put, end, archive } = await setup();
    const clip = await readClip("0890");
    const paths = [
      await put("raw", pcmBytes(clip)),
      await put("wav", writeWav(pcmBytes(clip), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 })),
    ];
    const headers = { external_trace_id: "trace" };
    const task = await long.longRunningRecognize({ config: englishConfig(), s3AudioPath: paths }, { headers });
    expect(task.status).toBe(Status.NEW);
    expect(task.audioRequests.map(({ status, responseId }) => [status, responseId])).toEqual([["NEW", ""], ["NEW", ""]]); // prettier-ignore
    const done = await end(task.id);
    expect(done.status).toBe(Status.COMPLETE);
    const records = archive.list("demo-client").reverse();
    expect(done.audioRequests.map(({ responseId }) => responseId)).toEqual(records.map(({ requestId }) => requestId));
    for (const record of records) {
      expect(record).toMatchObject({ traceId: "trace", sessionId: task.id });
      expect(record.requestId).toMatch(/^LR-/);
      const [{ hypothesis }] = phrasesOf(record) as [ReturnType<typeof phrasesOf>[0]];
      expect(wordErrors(hypothesis.transcript, spokenWords["0890"])).toBeLessThanOrEqual(1);
      expect(hypothesis.words.length).toBeGreaterThan(5);
      expect(record.audioBytes).toBe(44 + clip.length * 2);
    }
  });

  it("cancels a task that waits, and none that has begun", async () => {
    const { long, presets, put, end } = await setup();
    const path = await put("raw", pcmBytes(await readClip("0890")));
    const preset = { presetName: "default", presetVersion: 1 };
    const first = await presets.longRunningRecognize({ preset, s3AudioPath: [path, path] });
    const second = await long.longRunningRecognize({ config: englishConfig(), s3AudioPath: [path] });
    expect(await long.cancelTask({ taskId: second.id })).toMatchObject({ status: Status.CANCELED });
    await expect.poll(async () => (await presets.getTaskInfo({ taskId: first.id })).status).toBe(Status.IN_PROGRESS);
    for (const { id } of [first, second]) {
      await expect(presets.cancelTask({ taskId: id })).rejects.toMatchObject({ code: Code.FailedPrecondition });
    }
    expect((await end(first.id)).status).toBe(Status.COMPLETE);
    expect((await long.getTaskInfo({ taskId: second.id })).status).toBe(Status.CANCELED);
  });

  it("ends in ERROR when a recording cannot be recognised, with the results of the others", async () => {
    const { long, put, end, objects, faults } = await setup();
    const good = await put("good", pcmBytes(await readClip("goforward")));
    const [gone, odd] = [await put("gone", new Uint8Array(2)), await put("odd", new Uint8Array(3))];
    const task = await long.longRunningRecognize({ config: englishConfig(), s3AudioPath: [good, gone, odd] });
    await objects.remove("audio", "gone");
    const done = await end(task.id);
    expect(done.status).toBe(Status.ERROR);
    expect(done.audioRequests.map(({ status }) => status)).toEqual(["COMPLETE", "ERROR", "ERROR"]);
    expect(faults).toEqual([]);
  });

  it("refuses what it cannot begin", async () => {
    const { long, presets, put } = await setup();
    const path = await put("raw", new Uint8Array(2));
    const config = englishConfig();
    const missing = { bucketName: "audio", objectName: "missing" };
    for (const [call, code] of [
      [long.longRunningRecognize({ s3AudioPath: [path] }), Code.InvalidArgument],
      [long.longRunningRecognize({ config }), Code.InvalidArgument],
      [long.longRunningRecognize({ config: { ...config, encoding: 2 }, s3AudioPath: [path] }), Code.InvalidArgument],
      [long.longRunningRecognize({ config, s3AudioPath: [missing] }), Code.NotFound],
      [presets.longRunningRecognize({ preset: { presetName: "x" }, s3AudioPath: [path] }), Code.NotFound],
      [long.getTaskInfo({ taskId: "x" }), Code.NotFound],
      [presets.cancelTask({ taskId: "x" }), Code.NotFound],
    ] as const) {
      await expect(call).rejects.toMatchObject({ code });
    }
  });
});
