import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateCalls } from "../../../sample-log/generate-calls.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import { logServices, type LogServices } from "../../../../test/support/log-services.ts";
import "../../../kit/theme/base.css";
import "../../../kit/theme/tokens.css";
import LogsPage from "../LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

/** Lines of three patterns, and some without a message. */
function* fewPatterns(): Generator<LogEvent> {
  for (let at = 0; at < 100; at++) {
    const level = at % 10 === 0 ? "ERROR" : "INFO";
    const timestamp = new Date(Date.UTC(2026, 10, 29, 10) + at * 1_000).toISOString();
    const message = [
      `TTS took ${String(at)} ms`,
      `Voice "${at % 3 === 0 ? "anna" : "olga"}" is gone`,
      "plain",
      "plain",
    ];
    const said = at % 20 === 19 ? {} : { message: message[at % 4] };
    const event = { timestamp, level, event: "system_note", ...said, session_id: "s", seq: at + 1 };
    yield event as unknown as LogEvent;
  }
}

async function open(address: string, events: Iterable<LogEvent>, language: Language = "en") {
  services = await logServices(address, events, language);
  const { router } = services;
  const target = document.createElement("div");
  target.style.height = "800px";
  document.body.append(target);
  // The frame of the application follows links; here they would leave the test.
  target.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link) return;
    event.preventDefault();
    router.go(link.getAttribute("href")!);
  });
  await render(LogsPage, { context: services.context, target });
  return router;
}

const list = () => page.getByRole("region", { name: "Patterns of messages" });
const rows = () => list().getByRole("link", { name: /./ });
const counted = (text: RegExp) =>
  expect.element(page.getByRole("status").filter({ hasText: text })).toBeInTheDocument();

describe("PatternsView", () => {
  it("counts every event in one pattern, and leads to exactly these events", async () => {
    await page.viewport(1400, 900);
    const router = await open("/logs?view=patterns", fewPatterns());
    await counted(/^100 events in 4 patterns$/);
    await expect.element(rows().nth(0)).toMatchTextContent(/^plain$/);
    await expect.element(list().getByText("Events without a message")).toBeVisible();
    await list().getByRole("link", { name: 'Voice "…" is gone' }).click();
    expect(router.query("view")).toBe("events");
    expect(router.query("q")).toBe('pattern:"Voice \\"…\\" is gone"');
    await expect.element(page.getByText("25 events", { exact: true })).toBeVisible();
  });

  it("leads to the events without a message", async () => {
    const router = await open("/logs?view=patterns", fewPatterns());
    await list().getByText("Events without a message").click();
    expect(router.query("q")).toBe("-pattern:*");
    await expect.element(page.getByText("5 events", { exact: true })).toBeVisible();
  });

  it("follows the query, and searches", async () => {
    await open("/logs?view=patterns&q=level:ERROR", fewPatterns());
    await counted(/^10 events in 2 patterns$/);
    await page.getByRole("searchbox", { name: "Find a pattern" }).fill("took");
    await counted(/^1 pattern with 5 events, of 10 events in 2 patterns$/);
    await page.getByRole("searchbox", { name: "Find a pattern" }).fill("nowhere");
    await expect.element(page.getByText("No pattern has this text")).toBeVisible();
  });

  it("shows what was replaced by keyboard, and a value leads to its events", async () => {
    const router = await open("/logs?view=patterns", fewPatterns());
    const details = page.getByRole("button", { name: "Values and example of TTS took # ms" });
    await expect.element(details).toBeVisible();
    (details.element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(details).toHaveAttribute("aria-expanded", "true");
    const shown = page.getByRole("region", { name: "Details of TTS took # ms" });
    await expect.element(shown.getByText("25 different values in 25 events")).toBeVisible();
    await expect.element(shown.getByText("TTS took 96 ms")).toBeVisible();
    await expect.element(shown.getByText("48", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: 'Values and example of Voice "…" is gone' }).click();
    await page
      .getByRole("region", { name: 'Details of Voice "…" is gone' })
      .getByRole("link", { name: "anna" })
      .click();
    expect(router.query("q")).toBe('pattern:"Voice \\"…\\" is gone" message:"Voice \\"anna\\" is gone"');
    await expect.element(page.getByText("8 events", { exact: true })).toBeVisible();
  });

  it.each(["en", "ru"] as const)("cuts nothing on a telephone, %s", async (language) => {
    await page.viewport(390, 844);
    await open("/logs?view=patterns", generateCalls(2_000, { seed: 3 }), language);
    await expect.element(page.getByRole("link", { name: "TTS StreamingSynthesize started" })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  });
});
