import { afterEach, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../../test/support/log-services.ts";
import "../../../kit/theme/base.css";
import "../../../kit/theme/tokens.css";
import type { LogEvent } from "../../../logging/log-event.ts";
import LogsPage from "../LogsPage.svelte";

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

const event = (seq: number, rest: Partial<LogEvent> = {}): LogEvent => ({
  timestamp: new Date(Date.UTC(2026, 0, 5, 9, 0, 0, seq)).toISOString(),
  level: "INFO",
  event: "system_note",
  message: `note ${String(seq)}`,
  session_id: "s-1",
  seq,
  ...rest,
});
const options = () => page.getByRole("listbox", { name: "Events" }).getByRole("option");

it("goes from failure to failure in the order of a field, by e, and back by E", async () => {
  const seconds = [5, 900, 40, 7, 300];
  const events = seconds.map((duration_ms, at) => event(at, { duration_ms, ...(at % 2 === 0 && { level: "ERROR" }) }));
  const { address } = await open(events, "/logs?view=events&sort=-duration_ms");
  await expect.element(options().first()).toMatchTextContent(/note 1/);
  const opened = () => new URLSearchParams(address().split("?")[1]).get("at");
  await options().first().click();
  await expect.poll(opened).toBe("1");
  for (const at of ["4", "2", "0"]) {
    await userEvent.keyboard("e");
    await expect.poll(opened).toBe(at);
  }
  await userEvent.keyboard("e");
  await expect.element(page.getByText("No further failure")).toBeVisible();
  for (const at of ["2", "4"]) {
    await userEvent.keyboard("{Shift>}E{/Shift}");
    await expect.poll(opened).toBe(at);
  }
});

it("lets a key that starts from the active row wait for the failure that e is looking for", async () => {
  const events = Array.from({ length: 40 }, (_, at) => event(at, at % 10 === 0 ? { level: "ERROR" } : {}));
  const { address } = await open(events, "/logs?view=events");
  await expect.element(options().first()).toMatchTextContent(/note 39/);
  const list = page.getByRole("listbox", { name: "Events" }).element();
  const opened = () => new URLSearchParams(address().split("?")[1]).get("at");
  // In one turn: no answer of the log comes between.
  const press = (...codes: string[]) => {
    for (const code of codes) list.dispatchEvent(new KeyboardEvent("keydown", { code, bubbles: true }));
  };
  press("KeyE", "Enter");
  await expect.poll(opened).toBe("30");
  press("KeyE", "KeyE", "ArrowDown");
  await expect.poll(opened).toBe("9");
});

it("selects and copies all rows up to the end of the list, also those that were never in view", async () => {
  await open(
    Array.from({ length: 2_000 }, (_, at) => event(at)),
    "/logs?view=events",
  );
  const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await expect.element(options().first()).toMatchTextContent(/note 1999/);
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Shift>}{End}{/Shift}");
  await expect.element(page.getByText("1,999 rows selected")).toBeVisible();
  await page.getByRole("button", { name: "Copy as JSON" }).click();
  await expect.poll(() => writeText.mock.calls).toHaveLength(1);
  const copied = writeText.mock.lastCall![0].trimEnd().split("\n");
  expect(copied.map((line) => (JSON.parse(line) as LogEvent).seq)).toEqual(
    Array.from({ length: 1_999 }, (_, at) => 1_998 - at),
  );
  await page.getByRole("button", { name: "Copy for other systems" }).click();
  await page.getByRole("button", { name: "Splunk (HEC)" }).click();
  await expect.poll(() => writeText.mock.calls).toHaveLength(2);
  const records = writeText.mock.lastCall![0].trimEnd().split("\n");
  expect(records.map((line) => (JSON.parse(line) as { event: LogEvent }).event.seq)).toEqual(
    Array.from({ length: 1_999 }, (_, at) => at),
  );
});

it("gives the rows the focus with the first key that they take, and by Esc from the query or a button", async () => {
  await open([event(0), event(1), event(2)], "/logs?view=events");
  await expect.element(options().first()).toBeVisible();
  const list = page.getByRole("listbox", { name: "Events" });
  await userEvent.keyboard("j");
  await expect.element(list).toHaveFocus();
  const query = page.getByRole("combobox", { name: "Query" });
  const controls = [query, page.getByRole("button", { name: "Export" }), page.getByRole("radio", { name: "Events" })];
  for (const control of controls) {
    (control.element() as HTMLElement).focus();
    await userEvent.keyboard("{Escape}");
    await expect.element(list).toHaveFocus();
  }
});

it("closes the details by Esc first, and leaves Esc to a field that it clears", async () => {
  const { address } = await open([event(0), event(1)], "/logs?view=events");
  await expect.element(options().first()).toBeVisible();
  const list = page.getByRole("listbox", { name: "Events" });
  const query = page.getByRole("combobox", { name: "Query" });
  await userEvent.keyboard("j{Enter}");
  await expect.poll(address).toMatch(/at=/);
  await userEvent.keyboard("/{Escape}");
  await expect.poll(address).not.toMatch(/at=/);
  await expect.element(query).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(list).toHaveFocus();
  const find = page.getByRole("searchbox", { name: /^Find a field/ });
  (find.element() as HTMLElement).focus();
  await userEvent.keyboard("dur{Escape}");
  await expect.element(find).toHaveFocus();
});
