import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeMicrophone, testLiveSession } from "../../../../test/support/live-session.ts";
import { MicrophoneError } from "../../../audio/microphone/microphone-error.ts";
import type { Microphone } from "../../../audio/microphone/microphone.ts";
import type { StoredRecording } from "../../../local-archive/stored-recording.ts";
import type { LiveSessionDeps } from "./live-session.svelte.ts";
import { liveStatus } from "./live-status.ts";
import { liveText } from "./live-text.ts";

afterEach(() => void vi.useRealTimers());

const record: StoredRecording = {
  id: "rec-0",
  startedAtMs: 0,
  sizeBytes: 64_000,
  sampleRateHz: 16_000,
  language: "en",
  model: "",
  requestId: "req_0",
  transcript: "",
};

describe("LiveSession", () => {
  it("shows words while they change, and the last phrase after the sound was stopped", async () => {
    const { session, microphone, find, names, written, notes } = testLiveSession();
    const talk = session.start();
    await expect.poll(() => session.phase).toBe("live");
    for (let piece = 0; piece < 12; piece++) microphone.speak();
    await expect.poll(() => session.results.text.partial?.text).toBe("heard 38400");
    expect(session.results.text.final).toEqual([]);
    expect(session.results.firstPhraseMs).toBeGreaterThanOrEqual(0);

    session.stop();
    expect(session.phase).toBe("finishing");
    await talk;

    expect(session.phase).toBe("done");
    expect(session.results.text.partial).toBeUndefined();
    expect(session.results.text.final.map(({ text }) => text)).toEqual(["heard 38400 in all"]);
    expect(session.results.sentBytes).toBe(38_400);
    expect(session.results.ending).toBe("asked");
    expect(written.map(({ length }) => length)).toEqual([32_000, 6_400]);
    expect(notes).toEqual([{ requestId: session.results.requestId }, { transcript: "heard 38400 in all\n" }, { outcome: "recognized" }]); // prettier-ignore
    expect(names()).toEqual([
      "system_microphone_started",
      "request_start",
      "request_success",
      "system_microphone_stopped",
      "system_asr_stream_success",
    ]);
    expect(find("request_start")!.request_data).toMatchObject({ recording_id: "rec-1", interim_results: true });
    expect(find("system_microphone_stopped")!.data).toMatchObject({
      recording_id: "rec-1",
      request_id: session.results.requestId,
      reason: "asked",
      audio_seconds: 1.2,
      audio_level_dbfs: -12.2,
      audio_clipping_share: 0,
      audio_silence_share: 0,
    });
    expect(find("system_asr_stream_success")!.data).toMatchObject({
      total_chunks: 12,
      total_bytes: 38_400,
      text_length: 18,
      language: "en",
    });
  });

  it("asks the browser for what is chosen only, logs what it does, and remembers where it did not obey", async () => {
    const asked: unknown[] = [];
    const { session, microphone, find } = testLiveSession(
      {},
      { openMicrophone: (options) => (asked.push(options.treatments), microphone.open(options)) },
    );
    session.choices.setProcessing("autoGainControl", true);
    session.choices.setProcessing("echoCancellation", true);
    session.choices.setProcessing("autoGainControl", false);
    const over = session.start();
    await expect.poll(() => session.phase).toBe("live");
    expect(asked).toEqual([["echoCancellation"]]);
    expect(session.results.micProcessingMismatch).toEqual({ echoCancellation: false, noiseSuppression: true });
    expect(find("system_microphone_started")?.data).toMatchObject({
      is_device_chosen: false,
      sound_asked: { echo_cancellation: true, noise_suppression: false, auto_gain_control: false },
      sound_applied: { echo_cancellation: false, noise_suppression: true, auto_gain_control: null },
    });
    session.stop();
    await over;
  });

  it("sends nothing of what is said in a pause", async () => {
    const { session, microphone, names } = testLiveSession();
    const talk = session.start();
    await expect.poll(() => session.phase).toBe("live");
    microphone.speak();
    session.pause();
    expect(session.phase).toBe("paused");
    microphone.speak();
    microphone.speak();
    expect(session.results.level.bars).toHaveLength(1);
    session.resume();
    microphone.speak();
    session.stop();
    await talk;
    expect(session.results.text.final.map(({ text }) => text)).toEqual(["heard 6400 in all"]);
    expect(names()).toContain("system_microphone_paused");
    expect(names()).toContain("system_microphone_resumed");
  });

  it("stops its clock with the recording, not with the last phrase", async () => {
    vi.useFakeTimers();
    const answered = Promise.withResolvers<void>();
    const { session, microphone } = testLiveSession({
      async *recognize(messages) {
        for await (const { streamingRequest } of messages) void streamingRequest;
        await answered.promise;
        yield { hypothesis: { transcript: "one" }, isFinal: true };
      },
    });
    const talk = session.start();
    await vi.advanceTimersByTimeAsync(0);
    microphone.speak();
    await vi.advanceTimersByTimeAsync(2_000);
    session.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(session).toMatchObject({ phase: "finishing", clock: { elapsedMs: 2_000 } });
    answered.resolve();
    await talk;
  });

  it("ends by itself at the chosen length, and before a pause gets too long, as if it was stopped", async () => {
    vi.useFakeTimers();
    const long = testLiveSession();
    long.session.choices.choose({ maxMinutes: 1 });
    const first = long.session.start();
    await vi.advanceTimersByTimeAsync(0);
    long.microphone.speak();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(long.session.phase).toBe("live");
    expect(long.session.clock.leftMs).toBe(1000);
    await vi.advanceTimersByTimeAsync(1_000);
    await first;
    expect(long.session).toMatchObject({ phase: "done", results: { ending: "length" } });
    expect(long.session.results.text.final).toHaveLength(1);

    const paused = testLiveSession();
    const second = paused.session.start();
    await vi.advanceTimersByTimeAsync(0);
    paused.microphone.speak();
    paused.session.pause();
    await vi.advanceTimersByTimeAsync(269_000);
    expect(paused.session.phase).toBe("paused");
    await vi.advanceTimersByTimeAsync(1_000);
    await second;
    expect(paused.session).toMatchObject({ phase: "done", results: { ending: "pause" } });
  });

  it("gives the platform up a minute after its last word", async () => {
    vi.useFakeTimers();
    const { session } = testLiveSession({
      async *recognize(_, { signal }) {
        yield {};
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("gone"))));
      },
    });
    const talk = session.start();
    await vi.advanceTimersByTimeAsync(0);
    session.stop();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(session.phase).toBe("finishing");
    await vi.advanceTimersByTimeAsync(1_000);
    await talk;
    expect(session.phase).toBe("failed");
    expect(session.results.failure?.kind).toBe("deadline");
  });

  it("cancels without alarm, also while the browser still asks", async () => {
    const { session, microphone, names, notes } = testLiveSession();
    const talk = session.start();
    await expect.poll(() => session.phase).toBe("live");
    microphone.speak();
    await expect.poll(() => session.results.text.isEmpty).toBe(false);
    session.cancel();
    await talk;
    expect(session).toMatchObject({ phase: "cancelled", results: { failure: undefined } });
    expect(session.results.text.partial).toBeUndefined();
    expect(microphone.isOpen()).toBe(false);
    expect(names()).toContain("request_cancelled");
    expect(notes.at(-1)).toEqual({ outcome: "cancelled" });

    const asked = Promise.withResolvers<undefined>();
    const slow = fakeMicrophone();
    const second = testLiveSession(
      {},
      { openMicrophone: async (options) => (await asked.promise, slow.open(options)) },
    );
    const opening = second.session.start();
    second.session.cancel();
    expect(second.session.phase).toBe("cancelled");
    asked.resolve(undefined);
    await opening;
    expect(slow.isOpen()).toBe(false);
    expect(second.names()).toEqual([]);
  });

  it("stays cancelled when the person refuses the microphone after giving up", async () => {
    const asked = Promise.withResolvers<Microphone>();
    const { session, names } = testLiveSession({}, { openMicrophone: () => asked.promise });
    const opening = session.start();
    session.cancel();
    asked.reject(new MicrophoneError({ kind: "refused", message: "Permission denied" }));
    await opening;
    expect(session).toMatchObject({ phase: "cancelled", results: { microphoneFailure: undefined } });
    expect(names()).toEqual([]);
  });

  it("says why there is no microphone, and calls nobody", async () => {
    const refused = new MicrophoneError({ kind: "refused", message: "Permission denied" });
    const { session, names, find } = testLiveSession({}, { openMicrophone: () => Promise.reject(refused) });
    await session.start();
    expect(session).toMatchObject({ phase: "failed", results: { microphoneFailure: refused, failure: undefined } });
    expect(names()).toEqual(["system_microphone_failed"]);
    expect(find("system_microphone_failed")).toMatchObject({ level: "WARNING", data: { reason: "refused" } });
  });

  it("has everything recognised that was said before the device went away", async () => {
    const { session, microphone } = testLiveSession();
    const talk = session.start();
    await expect.poll(() => session.phase).toBe("live");
    microphone.speak();
    microphone.speak();
    await expect.poll(() => session.results.text.partial?.text).toBe("heard 6400");
    microphone.unplug();
    await talk;
    expect(session).toMatchObject({ phase: "done", results: { ending: "unplugged" } });
    expect(session.results.microphoneFailure?.kind).toBe("unplugged");
    expect(session.results.text.final.map(({ text }) => text)).toEqual(["heard 6400 in all"]);
  });

  it("says that no audio comes, and after how long it came again, and lets a gesture wake the microphone", async () => {
    const { session, microphone, find } = testLiveSession();
    const talk = session.start();
    await expect.poll(() => session.phase).toBe("live");
    microphone.speak();
    microphone.stall("suspended");
    expect(session.results).toMatchObject({ stall: "suspended", level: { dbfs: undefined } });
    expect(liveStatus(session, false, liveText.en).shown).toBe("No audio is arriving");
    session.wake();
    expect(microphone.wakes).toBe(1);
    microphone.stall(undefined, 12.4);
    expect(session.results).toMatchObject({ stall: undefined, missingSeconds: 12.4 });
    expect(liveStatus(session, false, liveText.en).shown).toBe("Listening");
    session.stop();
    await talk;
    expect(find("system_microphone_stopped")!.data).toMatchObject({ missing_audio_seconds: 12.4 });
  });

  it("ends a call without audio before the platform does, but not one whose microphone is muted", async () => {
    vi.useFakeTimers();
    const asleep = testLiveSession();
    const first = asleep.session.start();
    await vi.advanceTimersByTimeAsync(0);
    asleep.microphone.speak();
    asleep.microphone.stall("silent");
    await vi.advanceTimersByTimeAsync(269_000);
    expect(asleep.session.phase).toBe("live");
    await vi.advanceTimersByTimeAsync(1_000);
    await first;
    expect(asleep.session).toMatchObject({ phase: "done", results: { ending: "silence", stall: undefined } });

    const muted = testLiveSession();
    const second = muted.session.start();
    await vi.advanceTimersByTimeAsync(0);
    muted.microphone.stall("muted");
    await vi.advanceTimersByTimeAsync(400_000);
    expect(muted.session.phase).toBe("live");
    muted.session.stop();
    await vi.advanceTimersByTimeAsync(0);
    await second;
  });

  it("frees the microphone when its recording cannot begin", async () => {
    const { session, microphone } = testLiveSession(
      {},
      {
        recordings: {
          begin: () => Promise.reject(new MicrophoneError({ kind: "unsupported", message: "no storage" })),
          sound: () => Promise.resolve(new Uint8Array()),
          settle: () => Promise.resolve(),
        },
      },
    );
    await session.start();
    expect(session.phase).toBe("failed");
    expect(microphone.isOpen()).toBe(false);
  });

  it("keeps a recording whose call breaks, closes the microphone and names the failure", async () => {
    const { session, microphone, notes, find } = testLiveSession({
      async *recognize(messages) {
        for await (const { streamingRequest } of messages) {
          if (streamingRequest.case === "audio") throw new ConnectError("the stream was cut", Code.Unavailable);
        }
      },
    });
    const talk = session.start();
    await expect.poll(() => session.phase).toBe("live");
    microphone.speak();
    await talk;
    expect(session.phase).toBe("failed");
    expect(session.results.failure?.kind).toBe("unreachable");
    expect(microphone.isOpen()).toBe(false);
    expect(notes.at(-1)).toEqual({ outcome: "failed" });
    expect(find("system_microphone_stopped")!.data).toMatchObject({ reason: "failed", audio_seconds: 0.1 });
  });

  it("ends well when the platform ends the call after one phrase", async () => {
    const { session, microphone, find } = testLiveSession({
      async *recognize(messages) {
        for await (const { streamingRequest } of messages) if (streamingRequest.case === "audio") break;
        yield { hypothesis: { transcript: "yes" }, isFinal: true };
      },
    });
    session.choices.choose({ singleUtterance: true });
    const talk = session.start();
    await expect.poll(() => session.phase).toBe("live");
    microphone.speak();
    await talk;
    expect(session).toMatchObject({ phase: "done", results: { ending: "platform" } });
    expect(find("request_start")!.request_data).toMatchObject({ single_utterance: true });
  });

  it("tells that sound waits when the network takes none", async () => {
    const { session, microphone } = testLiveSession(
      {},
      {
        client: { recognizeStream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }), stop: () => undefined, summary: () => { throw new Error("unread"); } }) } as unknown as LiveSessionDeps["client"], // prettier-ignore
      },
    );
    void session.start();
    await expect.poll(() => session.phase).toBe("live");
    for (let piece = 0; piece < 22; piece++) {
      microphone.speak();
      await Promise.resolve();
    }
    await expect.poll(() => (session.count(), session.results.isStalled)).toBe(true);
    expect(session.results.sentBytes).toBe(0);
  });

  it("sends a kept recording again as a file, and the log tells which it was", async () => {
    const { session, find, settled } = testLiveSession({
      fileRecognize: ({ audio }) => ({ response: [{ hypothesis: { transcript: `file of ${String(audio.length)}` } }] }),
    });
    await session.send(record);
    expect(session.phase).toBe("done");
    expect(session.results.text.final.map(({ text }) => text)).toEqual(["file of 64000"]);
    expect(session.results.recordingId).toBe("rec-0");
    expect(settled).toEqual([["rec-0", "recognized"]]);
    const origin = { recording_id: "rec-0", origin_request_id: "req_0", recording_seconds: 2 };
    expect(find("request_start")!.request_data).toMatchObject(origin);
    expect(find("system_recording_resent")!.data).toMatchObject({
      ...origin,
      how: "message",
      outcome: "done",
      request_id: session.results.requestId,
    });
  });

  it("sends one over the file limit through the stream", async () => {
    const { session, find } = testLiveSession({}, { fileLimitBytes: 63_999 });
    await session.send(record);
    expect(session.results.text.final.map(({ text }) => text)).toEqual(["heard 64000 in all"]);
    expect(find("system_recording_resent")!.data).toMatchObject({ how: "stream", outcome: "done" });
  });

  it("leaves a kept recording as it is when it fails again", async () => {
    const { session, settled, find } = testLiveSession({
      fileRecognize() {
        throw new ConnectError("no model", Code.InvalidArgument);
      },
    });
    await session.send(record);
    expect(session.results.failure?.kind).toBe("rejected");
    expect(settled).toEqual([]);
    expect(find("system_recording_resent")!.data).toMatchObject({ outcome: "failed" });
  });
});
