import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { callDeferMs } from "../../logging/logger.ts";
import SettingsPage from "./SettingsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

async function open(count = 0, language: "en" | "ru" = "en"): Promise<LogServices> {
  services = await logServices("/settings", generateEvents(count), language);
  await render(SettingsPage, { context: services.context });
  return services;
}

describe("SettingsPage", () => {
  it("changes level and content of the log at once", async () => {
    const { preferences } = await open();
    await page.getByLabelText("Log level").selectOptions("ERROR – failures only");
    await page.getByRole("switch", { name: "Log texts and transcripts in full" }).click();
    expect(preferences.current).toMatchObject({ logLevel: "ERROR", logContent: false });
  });

  it("takes an endpoint only when it can be used, and says what is wrong with it", async () => {
    const { preferences } = await open();
    const field = page.getByRole("textbox", { name: "Platform endpoint" });
    await field.fill("https://user:secret@speech.example");
    await page.getByRole("button", { name: "Save" }).click();
    await expect.element(field).toBeInvalid();
    await expect.element(page.getByText(/Remove the user name and password/)).toBeVisible();
    expect(preferences.current.endpoint).toBe("");

    await field.fill("https://speech.example/api/");
    await page.getByRole("button", { name: "Save" }).click();
    expect(preferences.current.endpoint).toBe("https://speech.example/api");
    await page.getByRole("button", { name: "Use this page’s server" }).click();
    expect(preferences.current.endpoint).toBe("");
  });

  it("takes sizes and backups of the files, and moves what is out of bounds within them", async () => {
    const { preferences } = await open();
    const { logFiles } = preferences.current;
    const size = page.getByLabelText("Size of tts_structured.jsonl, MB");
    await size.fill("500");
    await page.getByLabelText("Backups of tts_structured.jsonl").fill("1");
    await page.getByRole("switch", { name: "Wait for the disk on every write" }).click();
    await expect.element(size).toHaveValue(100);
    expect(preferences.current).toMatchObject({
      logFiles: { ...logFiles, "tts_structured.jsonl": { maxMegabytes: 100, backups: 1 } },
      logStrictly: true,
    });
  });

  it("shows how much each file holds, as the store counts it", async () => {
    const { store } = await open(500);
    const { parts } = await store.getLogStats();
    const structured = parts.find(({ file }) => file === "tts_structured.jsonl")!;
    const row = page.getByRole("row", { name: /tts_structured\.jsonl/ });
    await expect.element(row.getByRole("cell", { name: String(structured.lines), exact: true })).toBeVisible();
    await expect.element(row.getByTitle(`${structured.sizeBytes.toLocaleString("en")} bytes`)).toBeVisible();
  });

  it("keeps recordings of other pages only when it is switched on, within a size that is chosen", async () => {
    const { preferences } = await open();
    const keep = page.getByRole("switch", { name: "Save audio from all pages" });
    await expect.element(keep).not.toBeChecked();
    await expect.element(page.getByText(/^0 items, 0 bytes? of 500 MB\./)).toBeVisible();
    await keep.click();
    await page.getByLabelText("Archive size limit, MB").fill("20000");
    await keep.click();
    await keep.click();
    expect(preferences.current).toMatchObject({ archiveRecordings: true, archiveMegabytes: 10_000 });
  });

  it("asks before it clears the log, and one event remains that says so", async () => {
    const { store } = await open(200, "ru");
    await page.getByRole("button", { name: "Очистить журнал…" }).click();
    const dialog = page.getByRole("dialog", { name: "Очистить журнал?" });
    await dialog.getByRole("button", { name: "Отмена" }).click();
    expect((await store.query({}, { limit: 1 })).total).toBeGreaterThan(100);

    await page.getByRole("button", { name: "Очистить журнал…" }).click();
    await dialog.getByRole("button", { name: "Очистить", exact: true }).click();
    await expect.element(page.getByText("Журнал очищен")).toBeVisible();
    const { rows, total } = await store.query({}, { limit: 10 });
    expect([total, rows[0]?.event.event]).toEqual([1, "system_audit_deletion"]);
  });

  it("clears what a busy page holds back at that moment, and keeps what happens after it", async () => {
    const { store, logger } = await open(200);
    const calls = setInterval(() => logger.logDeferred("INFO", "request_start", "A call begins", () => ({})), 2);
    await page.getByRole("button", { name: "Clear log…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Clear", exact: true }).click();
    await expect.element(page.getByText("Log cleared")).toBeVisible();
    await new Promise((resolve) => setTimeout(resolve, 2 * callDeferMs));
    clearInterval(calls);
    logger.flush();
    await store.flush();
    const { rows } = await store.query({}, { limit: 10_000 });
    const [cleared, ...later] = rows.map(({ event }) => event).reverse();
    expect(cleared!.event).toBe("system_audit_deletion");
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter(({ timestamp }) => timestamp < cleared!.timestamp)).toEqual([]);
  });
});
