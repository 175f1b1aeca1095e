import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { loggedCalls } from "../../../test/support/logged-calls.ts";
import { AudioError } from "../../audio/audio-error.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import type { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { workflowLog } from "../../logging/log-workflow.ts";
import { createShutdown } from "../../logging/shutdown.ts";
import { synthesize } from "../calls/synthesize.ts";
import { createWorkflowBatch } from "./workflow-batch.ts";

const wav = writeWav(pcmBytes(new Int16Array(1600)), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });

/** A batch of texts over a synthesis in memory that refuses "bad" as long as it is told to, behind the real interceptor. */
function setup(texts: string[]) {
  const platform = { isStrict: true, holds: false };
  const shutdown = createShutdown(new EventTarget());
  const tts: Partial<ServiceImpl<typeof TTS>> = {
    synthesize({ inputSource }, { signal }) {
      if (platform.holds) return new Promise((_, reject) => signal.addEventListener("abort", reject));
      if (platform.isStrict && inputSource.value === "bad") throw new ConnectError("no", Code.InvalidArgument);
      return { audio: wav };
    },
  };
  const calls = loggedCalls(tts, {}, [], { shutdown });
  const nowMs = () => calls.clock.now;
  const log = workflowLog(calls.logger);
  const batch = createWorkflowBatch({
    name: "batch_text_to_speech",
    facts: { voice_name: "borisova" },
    inputs: texts,
    factsOf: (text) => ({ text_length: text.length }),
    work(text, call) {
      if (text === "unreadable")
        throw new AudioError({ kind: "not-audio", message: "this browser cannot decode the file" });
      return synthesize(calls.tts, { text, voice: "borisova" }, call, nowMs);
    },
    concurrency: 1,
    log,
    nowMs,
    newId: () => "w-7",
  });
  const idsInLog = () =>
    calls.events.map(({ data, request_data }) => (data ?? request_data)?.["workflow_id"]).filter((id) => id !== "w-7");
  return { ...calls, batch, leave: shutdown.end, platform, idsInLog };
}

describe("a batch of workflows", () => {
  it("is one workflow in the log: its own lines and every call of its pieces carry one id", async () => {
    const { batch, events, names, idsInLog } = setup(["one", "two"]);
    await batch.run();
    expect(names()).toEqual([
      "system_workflow_start",
      "request_start",
      "request_success",
      "request_start",
      "request_success",
      "system_workflow_success",
    ]);
    expect(idsInLog()).toEqual([]);
    expect(events[3]?.request_data).toMatchObject({ workflow_item: 2, text_length: 3 });
    expect(events[0]?.data).toEqual({ workflow_id: "w-7", voice_name: "borisova", items: 2 });
    expect(events[5]?.data).toMatchObject({ results: { items: 2, done: 2, failed: 0 } });
    expect(batch.requestIdOf(1)).toBe(events[3]?.request_id);
  });

  it("has failed without the status of a call when a sound could not be read", async () => {
    const { batch, events } = setup(["unreadable", "good"]);
    await batch.run();
    expect(events.at(-1)?.error).toEqual({
      error_type: "AudioError",
      error_message: "this browser cannot decode the file",
    });
  });

  it("has failed when a piece has, and a retry works on that piece only, under the same id", async () => {
    const { batch, platform, events, names, idsInLog } = setup(["bad", "good"]);
    await batch.run();
    expect(events.at(-1)).toMatchObject({
      event: "system_workflow_failed",
      level: "ERROR",
      error: { error_type: "INVALID_ARGUMENT" },
      data: { items: 2, done: 1, failed: 1 },
    });
    platform.isStrict = false;
    const before = events.length;
    await batch.retryFailed();
    expect(names().slice(before)).toEqual([
      "system_workflow_start",
      "request_start",
      "request_success",
      "system_workflow_success",
    ]);
    expect(events[before]?.data).toMatchObject({ retried: true });
    expect(idsInLog()).toEqual([]);
    expect(batch.items).toMatchObject([{ status: "done", attempts: 2 }, { attempts: 1 }]);
  });

  it("tells of a pause, of going on, and of being given up", async () => {
    const { batch, platform, names } = setup(["one", "two"]);
    platform.holds = true;
    const ended = batch.run();
    batch.pause();
    expect(batch.isPaused).toBe(true);
    batch.resume();
    batch.cancel();
    await ended;
    expect(names().filter((name) => name.startsWith("system_"))).toEqual([
      "system_workflow_start",
      "system_workflow_paused",
      "system_workflow_resumed",
      "system_workflow_cancelled",
    ]);
    expect(batch.progress()).toMatchObject({ cancelled: 2, failed: 0 });
  });

  it("is cancelled when the page goes, whatever becomes of its pieces, and told of again when it is tried again", async () => {
    const { batch, leave, platform, names } = setup(["bad"]);
    const ended = batch.run();
    batch.pause();
    leave();
    batch.resume();
    await ended;
    expect(batch.progress()).toMatchObject({ failed: 1 });
    platform.isStrict = false;
    await batch.retryFailed();
    expect(names().filter((name) => name.startsWith("system_"))).toEqual([
      "system_workflow_start",
      "system_workflow_paused",
      "system_workflow_cancelled",
      "system_workflow_start",
      "system_workflow_success",
    ]);
  });

  it("joins who asks in the middle to the stretch under way", async () => {
    const { batch, names } = setup(["one"]);
    await Promise.all([batch.run(), batch.run()]);
    expect(names().filter((name) => name === "system_workflow_start")).toHaveLength(1);
  });
});
