import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import "../../kit/theme/base.css";
import "../../kit/theme/tokens.css";
import LogsPage from "./LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

async function open(events: LogEvent[], address: string): Promise<LogServices> {
  services = await logServices(address, events);
  await page.viewport(1200, 800);
  const target = document.createElement("div");
  target.style.height = "700px";
  document.body.append(target);
  await render(LogsPage, { context: services.context, target });
  return services;
}

const line = { level: "INFO", service: "TTS", operation: "Synthesize", request_id: "req_1", session_id: "s" } as const;
const start: LogEvent = { ...line, seq: 1, timestamp: "2026-01-05T09:00:00.001Z", event: "request_start", message: "" };
const failure: LogEvent = {
  ...line,
  seq: 2,
  timestamp: "2026-01-05T09:00:00.813Z",
  event: "request_error",
  message: "",
};

describe("a query that finds nothing", () => {
  it("offers full path and spelling with their calls where a query names what no call has", async () => {
    const voiced = { ...start, request_data: { voice_name: "levitan" } };
    const { address } = await open([voiced, failure], "/logs?q=voice_name%3ALevitan%20service%3Atts");
    await page.getByRole("button", { name: "request_data.voice_name:levitan service:TTS 1 call" }).click();
    await expect
      .element(page.getByRole("listbox", { name: "Calls" }).getByRole("option"))
      .toMatchTextContent(/Synthesize/);
    expect(address()).toBe("/logs?q=request_data.voice_name%3Alevitan+service%3ATTS");
  });

  it("says of a condition that can find nothing why, with its place", async () => {
    const timed = { ...failure, duration_ms: 812 };
    await open([start, timed], "/logs?q=duration_ms%3A%5B5000%20TO%201000%5D%20duration_ms%3A%3Efast");
    const [reversed, text] = [
      "At “[5000 TO 1000]”: nothing is in this range, it ends before it begins",
      "At “>fast”: this field has only numbers, and this is none",
    ];
    await expect.element(page.getByText(reversed)).toBeVisible();
    await expect
      .element(page.getByRole("combobox", { name: "Query" }))
      .toHaveAccessibleDescription(`${reversed} ${text}`);
  });
});
