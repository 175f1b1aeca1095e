import { afterEach, describe, expect, it, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import { openRemoteStore } from "../../store/client/remote-store.ts";
import MemoryLogBar from "./MemoryLogBar.svelte";

let services: LogServices | undefined;
let end: (() => void) | undefined;
afterEach(async () => {
  vi.unstubAllGlobals();
  end?.();
  await services?.close();
});

const memoryWorker = () =>
  new Worker(new URL("../../../test/support/workers/memory-log-worker.js", import.meta.url), { type: "module" });

async function open({ isOnDisk = false } = {}) {
  services = await logServices("/synthesize", [], "en", {}, isOnDisk ? undefined : memoryWorker);
  const { store, logger, memoryLog } = services.context.get(servicesKey) as Services;
  end = memoryLog.follow();
  logger.logSystemEvent("startup", "The page starts");
  await store.flush();
  const props = { problem: memoryLog.problem ?? "", isExplained: true };
  const screen = await render(MemoryLogBar, { props, context: services.context });
  return { screen, store, logger, memoryLog };
}

/** Whether the browser would ask before the page goes. */
const asks = () => !dispatchEvent(new Event("beforeunload", { cancelable: true }));

/** A log that a version to come has written: its database, with a line in it. */
async function writeNewerLog(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1_000);
  opening.onupgradeneeded = () => opening.result.createObjectStore("lines").add("a line", 1);
  await new Promise((resolve) => (opening.onsuccess = resolve));
  return opening.result;
}

describe("the log of a newer version", () => {
  it.each([
    ["en", "A newer version of the console keeps the log of this browser"],
    ["ru", "Журнал этого браузера ведёт более новая версия консоли"],
  ] as const)(
    "is said to be there, on every page, in %s; nothing of it is read or changed",
    async (language, words) => {
      const log = `newer-${language}`;
      (await writeNewerLog(log)).close();
      const createWorker = () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
      const store = openRemoteStore(createWorker, { log });
      await expect.poll(() => store.memoryProblem).toBeDefined();
      services = await logServices("/synthesize", [], language, {}, memoryWorker);
      const props = { problem: store.memoryProblem!, isExplained: false };
      const screen = await render(MemoryLogBar, { props, context: services.context });
      await expect.element(screen.getByRole("status")).toMatchTextContent(words);
      await store.close();
      const database = await writeNewerLog(log);
      expect([...database.objectStoreNames]).toEqual(["lines"]);
      const reading = database.transaction("lines").objectStore("lines").get(1);
      await new Promise((resolve) => (reading.onsuccess = resolve));
      expect(reading.result).toBe("a line");
      database.close();
    },
  );
});

describe("a log in memory only", () => {
  it("is said with the reason of the browser", async () => {
    const { screen } = await open();
    await expect.element(screen.getByRole("status")).toMatchTextContent("lost when you close the page");
    await expect.element(screen.getByRole("status")).toMatchTextContent("MissingAPIError");
  });

  it("makes the browser ask before the page goes, and whoever stays finds the export open", async () => {
    const { screen } = await open();
    expect(asks()).toBe(true);
    await expect.element(screen.getByRole("dialog")).toBeVisible();
    await expect.element(screen.getByText("tts_structured.jsonl")).toBeVisible();
  });

  it("lets the page go once it was exported, until more is logged", async () => {
    const { screen, logger, store, memoryLog } = await open();
    // Without a save dialog, which a test cannot answer, the page offers a download.
    vi.stubGlobal("showSaveFilePicker", undefined);
    await screen.getByRole("button", { name: "Export…" }).click();
    await screen.getByRole("button", { name: "Save tts_structured.jsonl" }).click();
    await expect.poll(() => memoryLog.isUnsaved).toBe(false);
    expect((await store.query({ events: ["system_audit_export"] }, { limit: 1 })).total).toBe(1);
    logger.logSystemEvent("page_visibility", "The page is hidden", undefined, "DEBUG");
    await store.flush();
    expect(asks()).toBe(false);
    logger.logSystemEvent("note", "More");
    await expect.poll(asks).toBe(true);
  });

  it("is not found in a browser with a disk, which lets the page go", async () => {
    const { memoryLog } = await open({ isOnDisk: true });
    expect(memoryLog.problem).toBeUndefined();
    expect(asks()).toBe(false);
  });
});
