import { afterEach, describe, expect, it, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { servicesKey, type Services } from "../../app/services.ts";
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
  const screen = await render(MemoryLogBar, { props: { reason: memoryLog.problem }, context: services.context });
  return { screen, store, logger, memoryLog };
}

/** Whether the browser would ask before the page goes. */
const asks = () => !dispatchEvent(new Event("beforeunload", { cancelable: true }));

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
