import { expect, it } from "vitest";
import { openLaunchFiles } from "./launch-files.ts";
import { takeLaunchedFiles, type LaunchQueue } from "./launch-queue.ts";

/** A file on a disk, as the system hands it over: a file of this browser has the same interface. */
async function onDisk(name: string, text: string): Promise<FileSystemFileHandle> {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  await stream.write(text);
  await stream.close();
  return handle;
}

it("opens the files of each launch together, and what cannot be read any more is said", async () => {
  let launch: Parameters<LaunchQueue["setConsumer"]>[0] = () => undefined;
  const opened: string[][] = [];
  const failures: unknown[] = [];
  takeLaunchedFiles({ setConsumer: (take) => void (launch = take) }, (readFiles) =>
    openLaunchFiles(readFiles, {
      open: async (files) =>
        void opened.push(await Promise.all(files.map(async (file) => `${file.name} ${await file.text()}`))),
      onfailure: (failure) => void failures.push((failure as DOMException).name),
    }),
  );
  launch({ files: [await onDisk("one.jsonl", "1"), await onDisk("two.jsonl.gz", "2")] });
  await expect.poll(() => opened).toEqual([["one.jsonl 1", "two.jsonl.gz 2"]]);

  const gone = await onDisk("gone.jsonl", "3");
  await (await navigator.storage.getDirectory()).removeEntry("gone.jsonl");
  launch({ files: [gone] });
  await expect.poll(() => failures).toEqual(["NotFoundError"]);
  // The icon of the console was opened, without a file.
  launch({ files: [] });
  launch({});
  expect([opened.length, failures.length]).toEqual([1, 1]);
});
