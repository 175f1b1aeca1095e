import { expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { openExploredLog } from "../../../../test/support/open-explored-log.ts";
import { createChunkReader } from "./log-chunks.ts";
import { createBlockReader, type BlockReader } from "./read-block.ts";

it("reads each block once for questions that come together", async () => {
  const { snapshots } = await openExploredLog([...exploredLog(400)]);
  const readOnce = createBlockReader();
  const read: number[] = [];
  const readBlock: BlockReader = async (source, epoch) => {
    read.push(source.firstPosition);
    // Takes its time, as a read from the disk does.
    await new Blob(["a block"]).arrayBuffer();
    return readOnce(source, epoch);
  };
  const reader = createChunkReader(snapshots, readBlock);
  const [first, second] = await Promise.all([reader.read(), reader.read()]);
  expect(read.length).toBeGreaterThan(5);
  expect(new Set(read).size).toBe(read.length);
  expect(second.chunks.every(({ block }, at) => block === first.chunks[at]!.block)).toBe(true);
});

it("leaves out a reading that nobody waits for any more", async () => {
  const { snapshots } = await openExploredLog([...exploredLog(40)]);
  let taken = 0;
  const reader = createChunkReader({
    ...snapshots,
    takeLines(meanwhile) {
      taken++;
      return snapshots.takeLines(meanwhile);
    },
  });
  const aborted = new AbortController();
  const [first, second] = [reader.read(), reader.read(aborted.signal)];
  aborted.abort();
  await expect(second).rejects.toThrow("abort");
  await first;
  await reader.read();
  expect(taken).toBe(2);
});
