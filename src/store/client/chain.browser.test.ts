import { afterEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import type { LogStore } from "../log-store.ts";
import { openRemoteStore } from "./remote-store.ts";

const stores: LogStore[] = [];
const workers: Worker[] = [];

function openTab(): LogStore {
  const createWorker = () => {
    workers.push(new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" }));
    return workers.at(-1)!;
  };
  stores.push(openRemoteStore(createWorker, { log: "chained" }));
  return stores.at(-1)!;
}

/** Some two megabytes of lines, which are sealed in part. */
async function fill(store: LogStore, seed = 1): Promise<void> {
  for (const event of generateEvents(6_000, seed)) store.append(event);
  await store.flush();
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

/** Puts other lines into a stored segment, as somebody with the developer tools can. */
async function tamper(change: (text: string) => string): Promise<void> {
  const request = indexedDB.open("chained");
  await new Promise((resolve) => (request.onsuccess = resolve));
  const transaction = request.result.transaction("blocks", "readonly");
  const all = transaction.objectStore("blocks").getAll() as IDBRequest<{ file: string; bytes: Blob }[]>;
  await new Promise((resolve) => (all.onsuccess = resolve));
  const segment = all.result.find(({ file }) => file === "tts_structured.jsonl")!;
  const bytes = new Blob([change(await segment.bytes.text())]);
  const writing = request.result.transaction("blocks", "readwrite");
  writing.objectStore("blocks").put({ ...segment, bytes });
  await new Promise((resolve) => (writing.oncomplete = resolve));
  request.result.close();
}

const unchangedOf = ({ files }: Awaited<ReturnType<LogStore["verify"]>>) =>
  files.reduce((sum, { unchanged }) => sum + unchanged, 0);

describe("the chain of a log in IndexedDB", () => {
  it("is one for all tabs, and none of their lines is hashed twice", async () => {
    const [one, other] = [openTab(), openTab()];
    await Promise.all([fill(one, 1), fill(other, 2)]);
    const reports = await Promise.all([one.verify(), other.verify()]);
    for (const { verdict, problem } of reports) expect([verdict, problem]).toEqual(["whole", undefined]);
    expect(unchangedOf(reports[0])).toBeGreaterThan(1_000);
    const [first, second] = await Promise.all([one.exportChain(), other.exportChain()]);
    expect(first.head).toBe(second.head);
    const { entries } = JSON.parse(await first.file.text()) as { entries: { is: string; firstLine: number }[] };
    const starts = entries.filter(({ is }) => is === "lines").map(({ firstLine }) => firstLine);
    expect(new Set(starts).size).toBe(starts.length);
  });

  it("goes on where a worker died, and covers what that had sealed", async () => {
    const store = openTab();
    await fill(store);
    workers.at(-1)!.terminate();
    await fill(store, 2);
    const report = await store.verify();
    expect(report.verdict).toBe("whole");
    expect(unchangedOf(report)).toBeGreaterThan(1_000);
  });

  it("says which line somebody changed in the database", async () => {
    const store = openTab();
    await fill(store);
    await store.exportChain();
    await tamper((text) => {
      const lines = text.split("\n");
      return lines.with(41, lines[41]!.replace("INFO", "LIES").replace("ERROR", "NEVER")).join("\n");
    });
    const { verdict, findings } = await openTab().verify();
    expect([verdict, findings]).toEqual([
      "damaged",
      [{ is: "changed", file: "tts_structured.jsonl", line: 42, lines: 1 }],
    ]);
  });

  it("has removals and a clearing as entries, and stays whole", async () => {
    const store = openTab();
    await fill(store);
    await store.exportChain();
    const { rows } = await store.query({ events: ["request_start"] }, { limit: 5_000 });
    await store.removeValue(rows.at(-1)!.event.request_id!);
    const removed = await store.verify();
    expect([removed.verdict, removed.removals.length]).toEqual(["whole", 1]);
    await store.clear();
    await fill(store, 3);
    const cleared = await store.verify();
    expect([cleared.verdict, cleared.start?.is, cleared.removals]).toEqual(["whole", "cleared", []]);
  });

  it("compares given files in the worker, with progress, until it is cancelled", async () => {
    const store = openTab();
    await fill(store);
    const { file } = await store.exportChain();
    const log = await store.exportPart("tts_structured.jsonl", 0);
    const files = [new File([log], "tts_structured.jsonl")];
    const chain = new File([file], "tts_structured.chain.json");
    const shares: number[] = [];
    const onProgress = ({ doneBytes, totalBytes }: { doneBytes: number; totalBytes: number }) =>
      void shares.push(doneBytes / totalBytes);
    expect((await store.verify({ files, chain }, { onProgress })).verdict).toBe("whole");
    expect(shares.at(-1)).toBe(1);
    const cancelled = store.verify({ files, chain }, { signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
  });
});
