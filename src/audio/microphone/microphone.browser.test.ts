import { describe, expect, it, vi } from "vitest";
import { MicrophoneError } from "./microphone-error.ts";
import { microphoneDevices, openMicrophone, type MicrophoneLevel } from "./microphone.ts";

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

  it.each([
    ["NotAllowedError", "refused"],
    ["NotFoundError", "absent"],
    ["NotReadableError", "busy"],
    ["SomethingNew", "unsupported"],
  ])("takes %s as %s", (name, kind) => {
    expect(MicrophoneError.from(new DOMException("no", name))).toMatchObject({ kind });
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
