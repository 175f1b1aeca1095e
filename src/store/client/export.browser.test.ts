import { afterEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import type { LogStore } from "../log-store.ts";
import { openRemoteStore } from "./remote-store.ts";

let store: LogStore;

afterEach(async () => {
  await store.close();
  indexedDB.deleteDatabase("export");
});

describe("exportPart", () => {
  it("gives all its bytes although its file was rotated out, cleared and deleted meanwhile", async () => {
    const createWorker = () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
    store = openRemoteStore(createWorker, { log: "export" });
    const events = [...generateEvents(15_000)];
    for (const event of events) store.append(event);
    await store.flush();
    const blob = await store.exportPart("tts_structured.jsonl", 0);
    const small = { maxBytes: 10_000, backups: 1 };
    await store.configure({
      limits: { "tts_utility.log": small, "tts_errors.log": small, "tts_structured.jsonl": small },
    });
    for (const event of generateEvents(20_000, 2)) store.append(event);
    await store.flush();
    await store.clear();
    const expected = events.filter(({ level }) => level !== "DEBUG").map((event) => renderJsonLine(event) + "\n");
    expect(await blob.text()).toBe(expected.join(""));
  });

  it("gives an empty file as it is, and the log stays where it is", async () => {
    const createWorker = () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
    store = openRemoteStore(createWorker, { log: "export" });
    for (const event of generateEvents(20)) store.append({ ...event, level: "INFO" });
    await store.flush();
    expect((await store.exportPart("tts_errors.log", 0)).size).toBe(0);
    expect(await store.getLogStats()).toMatchObject({ storage: "indexeddb" });
  });

  it("names the backup that does not exist", async () => {
    const createWorker = () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
    store = openRemoteStore(createWorker, { log: "export" });
    await expect(store.exportPart("tts_errors.log", 2)).rejects.toThrow("tts_errors.log has no backup 2");
  });
});
