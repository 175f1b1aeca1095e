import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../../test/support/log-services.ts";
import LogFolderPanel from "./LogFolderPanel.svelte";

let services: LogServices | undefined;
afterEach(async () => {
  vi.unstubAllGlobals();
  await services?.close();
});

describe("the panel of log files on disk", () => {
  it("says in Russian how the server gets a folder, and what a browser without that choice lacks", async () => {
    vi.stubGlobal("showDirectoryPicker", undefined);
    services = await logServices("/settings", [], "ru");
    await render(LogFolderPanel, { context: services.context });
    await expect.element(page.getByText("npm start -- --log-dir logs")).toBeVisible();
    await expect.element(page.getByText(/не даёт странице писать в папку/)).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Выбрать папку" })).not.toBeInTheDocument();
  });

  it("stays as it was when a person chooses no folder", async () => {
    services = await logServices("/settings");
    await render(LogFolderPanel, { context: services.context });
    vi.stubGlobal("showDirectoryPicker", () => Promise.reject(new DOMException("no", "AbortError")));
    await page.getByRole("button", { name: "Choose a folder" }).click();
    await expect.element(page.getByRole("button", { name: "Choose a folder" })).toBeVisible();
    expect(services.preferences.current.copiesToFolder).toBe(false);
  });
});
