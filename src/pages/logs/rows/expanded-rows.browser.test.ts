import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../../test/support/log-services.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import "../../../kit/theme/base.css";
import "../../../kit/theme/tokens.css";
import LogsPage from "../LogsPage.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

/** The events of a log, in a window of its own. */
async function open(events: Iterable<LogEvent>): Promise<LogServices> {
  services = await logServices("/logs?view=events", events, "en");
  await page.viewport(1200, 800);
  const target = document.createElement("div");
  target.style.height = "700px";
  document.body.append(target);
  await render(LogsPage, { context: services.context, target });
  return services;
}

const events = () => page.getByRole("listbox", { name: "Events" });
const focusList = () => (events().element() as HTMLElement).focus();
const rows = () => events().getByRole("option");
const event = (seq: number, rest: Partial<LogEvent> = {}): LogEvent => ({
  timestamp: new Date(Date.UTC(2026, 0, 5, 9, 0, 0, seq)).toISOString(),
  level: "INFO",
  event: "system_note",
  service: "System",
  message: `note ${String(seq)}`,
  session_id: "s-1",
  seq,
  ...rest,
});
const failure = event(3, {
  level: "ERROR",
  event: "request_error",
  request_id: "req_1",
  error: { error_type: "INVALID_ARGUMENT", error_message: "no such voice: nobody" },
});

describe("rows of the log", () => {
  it("expand below themselves by a key and a button, stay so through growth, and close by Escape", async () => {
    const { store } = await open([event(1), event(2), failure]);
    const regions = () => page.getByRole("region", { name: /^Fields of row/ });
    await expect.poll(() => rows().elements().length).toBe(3);
    focusList();
    await userEvent.keyboard("jx");
    const failed = page.getByRole("region", { name: "Fields of row 1", exact: true });
    await expect.element(failed.getByRole("button", { name: "error_message: no such voice: nobody" })).toBeVisible();
    await page.getByRole("button", { name: "Fields of row 3" }).click();
    await expect.poll(() => regions().elements().length).toBe(2);
    await expect.element(page.getByRole("complementary")).not.toBeInTheDocument();
    store.append(event(9));
    const moved = page.getByRole("region", { name: "Fields of row 2", exact: true });
    await expect.element(moved.getByRole("button", { name: "error_message: no such voice: nobody" })).toBeVisible();
    await moved.getByRole("button", { name: "error_type: INVALID_ARGUMENT" }).click();
    await page.getByRole("menuitem", { name: "Only this value" }).click();
    await expect.poll(() => rows().elements().length).toBe(1);
    await expect.poll(() => regions().elements().length).toBe(0);
    focusList();
    await userEvent.keyboard("jx");
    await expect.poll(() => regions().elements().length).toBe(1);
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => regions().elements().length).toBe(0);
  });
});
