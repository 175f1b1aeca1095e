import { describe, expect, it } from "vitest";
import { createAudioQueue } from "./audio-queue.ts";

const chunk = (value = 0) => new Uint8Array(10).fill(value);

describe("createAudioQueue", () => {
  it("never holds more than its limit for a reader that does not read, and counts the rest", () => {
    const queue = createAudioQueue({ maxBytes: 100 });
    for (let index = 0; index < 1000; index++) {
      queue.push(chunk());
      expect(queue.waitingBytes).toBeLessThanOrEqual(100);
    }
    expect(queue).toMatchObject({ waitingBytes: 100, droppedBytes: 9900, takenBytes: 0 });
  });

  it("drops nothing while its reader keeps up", async () => {
    const queue = createAudioQueue({ maxBytes: 20 });
    const read = Array.fromAsync(queue.chunks);
    for (let index = 0; index < 50; index++) {
      queue.push(chunk(index));
      await new Promise(setImmediate);
    }
    queue.end();
    expect((await read).map(([value]) => value)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(queue).toMatchObject({ droppedBytes: 0, takenBytes: 500, takenChunks: 50 });
  });

  it("drops what is new until half of what waited was taken, so that there is one gap", async () => {
    const queue = createAudioQueue({ maxBytes: 100 });
    const reader = queue.chunks[Symbol.asyncIterator]();
    const read = async (count: number) => {
      const values = [];
      for (let index = 0; index < count; index++) values.push(((await reader.next()).value as Uint8Array)[0]);
      return values;
    };
    for (let value = 0; value < 12; value++) queue.push(chunk(value));
    expect(await read(4)).toEqual([0, 1, 2, 3]);
    queue.push(chunk(12));
    expect(queue.droppedBytes).toBe(30);
    expect(await read(1)).toEqual([4]);
    queue.push(chunk(13));
    expect(queue.droppedBytes).toBe(30);
    queue.end();
    expect((await Array.fromAsync({ [Symbol.asyncIterator]: () => reader })).map(([value]) => value)).toEqual([
      5, 6, 7, 8, 9, 13,
    ]);
  });

  it("gives what waits before the error that ended it, and takes nothing after the end", async () => {
    const queue = createAudioQueue({ maxBytes: 100 });
    queue.push(chunk(1));
    queue.end(new Error("unplugged"));
    queue.push(chunk(2));
    const values: number[] = [];
    const read = async () => {
      for await (const bytes of queue.chunks) values.push(bytes[0]!);
    };
    await expect(read()).rejects.toThrow("unplugged");
    expect(values).toEqual([1]);
    expect(queue).toMatchObject({ droppedBytes: 0, waitingBytes: 0 });
  });

  it("says when its reader leaves, not when it has read to the end", async () => {
    const left: string[] = [];
    const [whole, half] = ["whole", "half"].map((name) =>
      createAudioQueue({ maxBytes: 100, onleave: () => left.push(name) }),
    );
    for (const queue of [whole!, half!]) queue.push(chunk());
    whole!.end();
    await Array.fromAsync(whole!.chunks);
    for await (const bytes of half!.chunks) if (bytes.length > 0) break;
    expect(left).toEqual(["half"]);
    half!.push(chunk());
    expect(half).toMatchObject({ waitingBytes: 0, droppedBytes: 0 });
  });
});
