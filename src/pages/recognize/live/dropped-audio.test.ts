import type { ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { testLiveSession } from "../../../../test/support/live-session.ts";
import type { STT } from "../../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { createFormat } from "../../../kit/i18n/format.ts";
import type { RecordingWriter } from "../../../local-archive/recording-writer.ts";
import { liveNotices } from "./live-notices.ts";
import { liveText } from "./live-text.ts";

/** A recording that only counts: measuring five minutes takes seconds. */
function uncheckedRecording() {
  let bytes = 0;
  const nothing = () => Promise.resolve();
  const writer: RecordingWriter = {
    id: "rec-1",
    startedAtMs: 0,
    unsavedSeconds: 0,
    append: ({ length }) => void (bytes += length),
    note: () => undefined,
    metrics: () => undefined,
    end: nothing,
  };
  const sound = () => Promise.resolve(new Uint8Array());
  return {
    recordings: { begin: () => Promise.resolve(writer), sound, settle: nothing },
    seconds: () => bytes / 32_000,
  };
}

describe("a live recognition that cannot keep up", () => {
  it("drops what five minutes of waiting leave no room for, and the log of the call says how much", async () => {
    const network = Promise.withResolvers<void>();
    const recording = uncheckedRecording();
    const platform: Partial<ServiceImpl<typeof STT>> = {
      async *recognize(messages) {
        await network.promise;
        let bytes = 0;
        for await (const { streamingRequest: part } of messages) if (part.case === "audio") bytes += part.value.length;
        yield { hypothesis: { transcript: `heard ${String(bytes)}` }, isFinal: true };
      },
    };
    const { session, microphone, find } = testLiveSession(platform, { recordings: recording.recordings });
    const talk = session.start();
    await expect.poll(() => session.phase).toBe("live");
    const notices = () => liveNotices(session, true, liveText.en, createFormat("en")).map(({ title }) => title);
    for (let chunk = 0; chunk < 300; chunk++) microphone.speak(8000, 1);
    await expect.poll(() => recording.seconds()).toBe(300);
    session.count();
    expect(session.results.droppedSeconds).toBe(0);
    expect(notices().filter((title) => title.includes("dropped"))).toEqual([]);

    for (let chunk = 0; chunk < 12; chunk++) microphone.speak(8000, 1);
    await expect.poll(() => recording.seconds()).toBe(312);
    session.count();
    const { droppedSeconds } = session.results;
    // The call itself holds some seconds more.
    expect(droppedSeconds).toBeGreaterThan(8);
    expect(droppedSeconds).toBeLessThanOrEqual(12);
    expect(notices()).toContain(`${String(droppedSeconds)} s of audio dropped`);
    expect(session.results.unsavedSeconds).toBe(0);

    network.resolve();
    session.stop();
    await talk;
    expect(session.results.text.plain).toBe(`heard ${String(session.results.sentBytes)}\n`);
    expect(session.results.sentBytes).toBe((312 - droppedSeconds) * 32_000);
    expect(find("request_start")!.request_data).not.toHaveProperty("dropped_audio_seconds", expect.anything());
    expect(find("request_success")!.request_data).toMatchObject({ dropped_audio_seconds: droppedSeconds });
    expect(find("system_microphone_stopped")!.data).toMatchObject({ dropped_audio_seconds: droppedSeconds });
    expect(find("system_microphone_stopped")!.data).not.toHaveProperty("unsaved_audio_seconds");
  });

  it("shows and logs what a disk that is too slow leaves out of the recording", async () => {
    const disk = Promise.withResolvers<void>();
    const { session, microphone, find } = testLiveSession({}, {}, () => disk.promise);
    const talk = session.start();
    await expect.poll(() => session.phase).toBe("live");
    for (let chunk = 0; chunk < 62; chunk++) microphone.speak(8000, 1);
    await expect.poll(() => (session.count(), session.results.unsavedSeconds)).toBe(2);
    const shown = liveNotices(session, true, liveText.ru, createFormat("ru")).map(({ title }) => title);
    expect(shown).toContain("В записи не хватает 2 с звука");
    disk.resolve();
    session.stop();
    await talk;
    expect(find("system_microphone_stopped")!.data).toMatchObject({ unsaved_audio_seconds: 2 });
    expect(find("request_success")!.request_data).not.toHaveProperty("dropped_audio_seconds", expect.anything());
  });
});
