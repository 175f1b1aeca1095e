import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../../test/support/log-services.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import "../../../kit/theme/base.css";
import "../../../kit/theme/tokens.css";
import LogsPage from "../LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

const line: LogEvent = {
  timestamp: "2026-01-05T09:00:00.001Z",
  level: "ERROR",
  event: "request_error",
  request_id: "req_1",
  service: "TTS",
  operation: "Synthesize",
  message: "broken",
  session_id: "s",
  seq: 1,
};

async function open(address: string, language: "en" | "ru"): Promise<void> {
  services = await logServices(address, [line], language);
  await page.viewport(390, 844);
  const target = document.createElement("div");
  target.style.height = "800px";
  document.body.append(target);
  await render(LogsPage, { context: services.context, target });
}

describe("the log on a telephone", () => {
  it("says over the list which log it is, and over the details with which query and range", async () => {
    await open("/logs?q=level%3AERROR", "en");
    await expect.element(page.getByText("Live log", { exact: true })).toBeVisible();
    await page.getByRole("listbox", { name: "Calls" }).getByRole("option").click();
    const details = page.getByRole("complementary");
    await expect.element(details.getByText("Live log")).toBeVisible();
    await expect.element(details.getByText("level:ERROR", { exact: true })).toBeVisible();
    await expect.element(details.getByText("Whole log")).toBeVisible();
    await expect.element(page.getByRole("combobox", { name: "Query" })).not.toBeInTheDocument();
  });

  it("states the zone of a range over the details, in Russian", async () => {
    await open(`/logs?from=${String(Date.UTC(2026, 0, 5, 8))}&to=${String(Date.UTC(2026, 0, 5, 10))}&at=0`, "ru");
    const details = page.getByRole("complementary");
    await expect.element(details.getByText("Текущий журнал")).toBeVisible();
    await expect.element(details.getByText(/–.*UTC/).first()).toBeVisible();
  });
});
