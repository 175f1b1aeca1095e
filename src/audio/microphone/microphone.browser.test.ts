import { afterEach, describe, expect, it, vi } from "vitest";
import { delayedPermission, hookContexts } from "../../../test/support/audio-hooks.ts";
import type { MicrophoneGap } from "./chunk-watch.ts";
import { MicrophoneError } from "./microphone-error.ts";
import { microphoneDevices, openMicrophone, type MicrophoneLevel } from "./microphone.ts";

afterEach(() => void vi.restoreAllMocks());

// The browser of the tests has a microphone of its own, which beeps once a second.
describe("openMicrophone", () => {
  it("gives pieces of 100 ms with a sound in them, and tells the level", async () => {
    const levels: MicrophoneLevel[] = [];
    const microphone = await openMicrophone({ onLevel: (level) => levels.push(level) });
    const sizes: number[] = [];
    let loudest = 0;
    for await (const chunk of microphone.chunks) {
      sizes.push(chunk.length);
      loudest = Math.max(loudest, ...new Int16Array(chunk.buffer).map(Math.abs));
      if (sizes.length === 15) break;
    }
    expect(new Set(sizes)).toEqual(new Set([3200]));
    expect(loudest).toBeGreaterThan(1000);
    // More may have been heard by now than was taken.
    const taken = levels.slice(0, sizes.length);
    expect(Math.max(...taken.map(({ peak }) => peak))).toBeCloseTo(loudest / 32767, 3);
    expect(microphone.label).not.toBe("");
    await microphone.stop();
  });

  it("has the browser leave the sound as it is, or do what is asked, and tells what it does", async () => {
    const untouched = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const plain = await openMicrophone();
    expect(plain.treatment).toEqual(untouched);
    await plain.stop();
    const treated = await openMicrophone({ treatments: ["echoCancellation", "autoGainControl"] });
    expect(treated.treatment).toEqual({ ...untouched, echoCancellation: true, autoGainControl: true });
    await treated.stop();
  });

  it("drops what is heard while it is paused, and ends at stop", async () => {
    let told = 0;
    const microphone = await openMicrophone({ onLevel: () => told++ });
    microphone.pause();
    await expect.poll(() => told).toBeGreaterThan(3);
    await microphone.stop();
    expect(await collect(microphone.chunks)).toEqual([]);
  });

  it("drops new audio when nobody takes it, and counts it", async () => {
    const microphone = await openMicrophone({ maxWaitingSeconds: 0.3 });
    await expect.poll(() => microphone.droppedSeconds).toBeGreaterThanOrEqual(0.2);
    const { droppedSeconds } = microphone;
    expect(Math.round(droppedSeconds * 10) / 10).toBe(droppedSeconds);
    await microphone.stop();
    expect((await collect(microphone.chunks)).map(({ length }) => length)).toEqual([3200, 3200, 3200]);
  });

  it("sets the device free when its reader leaves", async () => {
    const microphone = await openMicrophone();
    for await (const chunk of microphone.chunks) if (chunk.length > 0) break;
    await expect(microphone.stop()).resolves.toBeUndefined();
  });

  it("fails with `unplugged` when the device goes away", async () => {
    const track = await trackOf(() => openMicrophone());
    track.stream.dispatchEvent(new Event("ended"));
    await expect(collect(track.microphone.chunks)).rejects.toMatchObject({ kind: "unplugged" });
  });

  it("notices that the context was suspended, has it run again by itself, and reports the gap", async () => {
    const contexts = hookContexts();
    const stalls: unknown[] = [];
    const gaps: MicrophoneGap[] = [];
    const microphone = await openMicrophone({ onStall: (cause) => stalls.push(cause), onGap: (gap) => gaps.push(gap) });
    const reader = microphone.chunks[Symbol.asyncIterator]();
    await reader.next();
    await contexts.at(-1)!.suspend();
    await expect.poll(() => gaps).toEqual([{ cause: "suspended", seconds: expect.any(Number) as number }]);
    expect(stalls).toEqual(["suspended", undefined]);
    expect(microphone.missingSeconds).toBe(gaps[0]!.seconds);
    await reader.next();
    await microphone.stop();
  });

  it("puts silence in the place of what did not come, and bounds it", async () => {
    const contexts = hookContexts();
    const gaps: MicrophoneGap[] = [];
    let levels = 0;
    const microphone = await openMicrophone({ onGap: (gap) => gaps.push(gap), onLevel: () => levels++ });
    const bounded = await openMicrophone({ maxSilenceSeconds: 0.3 });
    const rest = collect(bounded.chunks);
    const reader = microphone.chunks[Symbol.asyncIterator]();
    await reader.next();
    for (const context of contexts) {
      vi.spyOn(context, "resume").mockRejectedValueOnce(new DOMException("a gesture is missing", "NotAllowedError"));
      await context.suspend();
    }
    await new Promise((resolve) => setTimeout(resolve, 1200));
    for (const each of [microphone, bounded]) each.wake();
    await expect.poll(() => gaps.length).toBe(1);
    expect(gaps[0]!.seconds).toBeGreaterThan(1);
    await microphone.stop();
    // All silence is one chunk of zeros, given again and again; the device has silent chunks of its own between its beeps.
    const silence = (chunks: Uint8Array[]) =>
      chunks.filter((one) => chunks.indexOf(one) !== chunks.lastIndexOf(one) && one.every((byte) => byte === 0));
    const all = await collect({ [Symbol.asyncIterator]: () => reader });
    expect(silence(all)).toHaveLength(Math.round(gaps[0]!.seconds * 10));
    // Each chunk of silence counts as one of the recording wherever levels are drawn.
    expect(levels).toBeGreaterThanOrEqual(all.length);
    await bounded.stop();
    expect(silence(await rest)).toHaveLength(3);
  });

  it("notices that the track is muted, and that it is heard again", async () => {
    const stalls: unknown[] = [];
    const { microphone, stream } = await trackOf(() => openMicrophone({ onStall: (cause) => stalls.push(cause) }));
    const muted = vi.spyOn(stream, "muted", "get").mockReturnValue(true);
    stream.dispatchEvent(new Event("mute"));
    expect(stalls).toEqual(["muted"]);
    muted.mockRestore();
    await expect.poll(() => stalls).toEqual(["muted", undefined]);
    await microphone.stop();
  });

  it("gives up at once while the browser asks, and sets free what it gives then", async () => {
    const ask = delayedPermission();
    const abort = new AbortController();
    const opening = openMicrophone({}, abort.signal);
    await expect.poll(() => ask.streams.length).toBe(1);
    abort.abort(new DOMException("left", "AbortError"));
    await expect(opening).rejects.toMatchObject({ name: "AbortError" });
    ask.allow();
    const [track] = (await ask.streams[0]!).getTracks();
    await expect.poll(() => track!.readyState).toBe("ended");
    await expect(openMicrophone({}, abort.signal)).rejects.toMatchObject({ name: "AbortError" });
    expect(ask.streams).toHaveLength(1);
  });

  it("says when the device is free, however it ended", async () => {
    const stopped = await openMicrophone();
    void stopped.stop();
    await stopped.closed;
    const { microphone, stream } = await trackOf(() => openMicrophone());
    stream.dispatchEvent(new Event("ended"));
    await microphone.closed;
    expect(stream.readyState).toBe("ended");
  });

  it.each([
    ["NotAllowedError", "refused"],
    ["NotFoundError", "absent"],
    ["NotReadableError", "busy"],
    ["SomethingNew", "unsupported"],
  ])("takes %s as %s", (name, kind) => {
    expect(MicrophoneError.from(new DOMException("no", name))).toMatchObject({ kind });
  });

  it("lists two devices with the same id, as Firefox gives devices of one name, once", async () => {
    const device = (deviceId: string, label: string) => ({ deviceId, label, kind: "audioinput" }) as MediaDeviceInfo;
    const devices = [device("1", "Headset"), device("2", "Webcam"), device("1", "Headset")];
    vi.spyOn(navigator.mediaDevices, "enumerateDevices").mockResolvedValue(devices);
    expect((await microphoneDevices()).map(({ label }) => label)).toEqual(["Headset", "Webcam"]);
  });

  it("says that a device with an unknown id is absent", async () => {
    await expect(openMicrophone({ deviceId: "nobody" })).rejects.toMatchObject({ kind: "absent" });
    expect(await microphoneDevices()).not.toEqual([]);
  });
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Opens a microphone and gives its track along: only the browser can pull out a device. */
async function trackOf(open: () => ReturnType<typeof openMicrophone>) {
  const ask = vi.spyOn(navigator.mediaDevices, "getUserMedia");
  const microphone = await open();
  const stream = (await (ask.mock.results[0]!.value as Promise<MediaStream>)).getAudioTracks()[0]!;
  ask.mockRestore();
  return { microphone, stream };
}
