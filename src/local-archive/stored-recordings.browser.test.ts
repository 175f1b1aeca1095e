import { afterEach, describe, expect, it } from "vitest";
import { pcmBytes } from "../audio/wav.ts";
import type { RecordingFailure } from "./recording-writer.ts";
import { openStoredRecordings, type StoredRecordings, type StoredRecordingsOptions } from "./stored-recordings.ts";

const about = { sampleRateHz: 16_000, language: "en", model: "" };
/** A tenth of a second, as a microphone gives it; every sample has one value. */
const piece = (value: number) => pcmBytes(new Int16Array(1600).fill(value));
const secondBytes = 32_000;

const open: { recordings: StoredRecordings; name: string }[] = [];
afterEach(() => {
  for (const { recordings, name } of open.splice(0)) {
    recordings.close();
    indexedDB.deleteDatabase(name);
  }
});

/** Recordings of their own, with a clock that a test moves and ids that count. */
function setup(options: StoredRecordingsOptions = {}) {
  const name = `live-${crypto.randomUUID()}`;
  const clock = { now: 1000 };
  let ids = 0;
  const troubles: RecordingFailure[] = [];
  const all = { name, epochMs: () => clock.now, newId: () => `${name}-${String(++ids)}`, ...options };
  const recordings = openStoredRecordings(all);
  open.push({ recordings, name });
  const begin = () => recordings.begin(about, (trouble) => troubles.push(trouble));
  /** Another tab of the same browser. */
  const other = () => {
    const second = openStoredRecordings(all);
    open.push({ recordings: second, name });
    return second;
  };
  return { recordings, begin, other, clock, troubles };
}

async function record(begin: () => ReturnType<StoredRecordings["begin"]>, tenths: number, value = 1000) {
  const growing = await begin();
  for (let index = 0; index < tenths; index++) growing.append(piece(value));
  return growing;
}

describe("kept recordings", () => {
  it("list a recording as soon as it has ended, where the browser lists its lock for a moment longer", async () => {
    const held: LockInfo[] = [];
    const request = async (name: string, hold: () => Promise<void>) => {
      held.push({ name });
      await hold();
      await new Promise((resolve) => setTimeout(resolve, 50));
      held.pop();
    };
    const locks = { request, query: () => Promise.resolve({ held: [...held] }) } as unknown as LockManager;
    const { recordings, begin } = setup({ locks });
    await (await record(begin, 10)).end("recognized");
    expect(await recordings.list()).toHaveLength(1);
  });

  it("keep every sample of a recording, and what was heard in it", async () => {
    const { recordings, begin } = setup();
    const growing = await record(begin, 25);
    growing.note({ transcript: "go forward", requestId: "req_1" });
    await growing.end("failed");
    const [found] = await recordings.list();
    expect(found).toMatchObject({
      ...about,
      id: growing.id,
      startedAtMs: 1000,
      sizeBytes: 2.5 * secondBytes,
      outcome: "failed",
      requestId: "req_1",
      transcript: "go forward",
    });
    const sound = new Int16Array((await recordings.sound(growing.id)).buffer);
    expect(sound).toHaveLength(40_000);
    expect(sound.every((sample) => sample === 1000)).toBe(true);
    expect(growing.metrics()).toMatchObject({ seconds: 2.5, silenceShare: 0 });
    expect(growing.metrics()!.levelDbfs).toBeCloseTo(-30.3, 1);
  });

  it("show nobody a recording while it is made, and hold its seconds for when its page dies", async () => {
    const { recordings, begin, other } = setup();
    const growing = await record(begin, 39);
    await expect.poll(async () => (await recordings.usage()).bytes).toBe(3 * secondBytes);
    expect(await recordings.list()).toEqual([]);
    expect(await other().list()).toEqual([]);
    // Without locks every recording is one whose page is gone.
    const name = open.at(-1)!.name;
    const afterCrash = openStoredRecordings({ name, epochMs: () => 1000, locks: { query: () => Promise.resolve({}) } as LockManager }); // prettier-ignore
    open.push({ recordings: afterCrash, name });
    const [found] = await afterCrash.list();
    expect(found).toMatchObject({ id: growing.id, sizeBytes: 3 * secondBytes });
    expect(found).not.toHaveProperty("outcome");
    await growing.end("cancelled");
    expect(await recordings.list()).toMatchObject([{ outcome: "cancelled" }]);
  });

  it("let go of what was recognised or given up when the next one begins, and of nothing else", async () => {
    const { recordings, begin, clock } = setup();
    for (const outcome of ["recognized", "failed", "cancelled"] as const) {
      clock.now++;
      await (await record(begin, 10)).end(outcome);
    }
    expect((await recordings.list()).map(({ outcome }) => outcome)).toEqual(["cancelled", "failed"]);
    clock.now++;
    await (await begin()).end("recognized");
    expect((await recordings.list()).map(({ outcome }) => outcome)).toEqual(["recognized", "failed"]);
    await recordings.settle((await recordings.list())[1]!.id, "recognized");
    expect((await recordings.list()).map(({ outcome }) => outcome)).toEqual(["recognized", "recognized"]);
  });

  it("delete a recording at exactly the maximum age", async () => {
    const expired: number[] = [];
    const { recordings, begin, clock } = setup({ maxAgeMs: 500, onexpire: (count) => expired.push(count) });
    await (await record(begin, 10)).end("failed");
    clock.now = 1499;
    expect(await recordings.list()).toHaveLength(1);
    clock.now = 1500;
    expect(await recordings.list()).toEqual([]);
    expect(await recordings.usage()).toMatchObject({ recordings: 0, bytes: 0 });
    expect(expired).toEqual([1]);
  });

  it("stop at their limit, say so once, and keep the beginning", async () => {
    const { recordings, begin, troubles } = setup({ maxBytes: 2 * secondBytes });
    const growing = await record(begin, 40);
    await growing.end("failed");
    expect(troubles).toEqual(["full"]);
    expect(await recordings.list()).toMatchObject([{ outcome: "failed", sizeBytes: 2 * secondBytes }]);
    expect(growing.metrics()?.seconds).toBe(4);
  });

  it("say that they are broken and let the recording go on", async () => {
    const { begin, recordings, troubles } = setup();
    const growing = await record(begin, 10);
    recordings.close();
    growing.append(piece(1));
    await growing.end("failed");
    expect(troubles.every((trouble) => trouble === "broken")).toBe(true);
    expect(troubles).not.toEqual([]);
  });

  it("delete one with its sound and leave the others", async () => {
    const { recordings, begin } = setup();
    const gone = await record(begin, 10);
    await gone.end("failed");
    const stays = await record(begin, 20);
    await stays.end("failed");
    await recordings.delete(gone.id);
    expect((await recordings.sound(gone.id)).length).toBe(0);
    expect((await recordings.sound(stays.id)).length).toBe(2 * secondBytes);
    expect(await recordings.usage()).toMatchObject({ recordings: 1, bytes: 2 * secondBytes });
  });
});
