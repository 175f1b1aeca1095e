import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import FindValuePanel from "./FindValuePanel.svelte";

const secret = "hunter2+Ключ=7";
let services: LogServices | undefined;
afterEach(() => services?.close());

/** A log of so many events of which every fifth holds the secret. */
function events(count: number): LogEvent[] {
  return [...generateEvents(count)].map((event, index) =>
    index % 5 > 0 ? event : { ...event, level: "INFO", message: `token ${encodeURIComponent(secret)}` },
  );
}

async function open(count = 0, language: "en" | "ru" = "en"): Promise<LogServices> {
  services = await logServices("/settings", events(count), language);
  await render(FindValuePanel, { context: services.context });
  return services;
}

const field = () => page.getByLabelText("Secret value");
const search = async (value: string) => {
  await field().fill(value);
  await page.getByRole("button", { name: "Search" }).click();
};

describe("FindValuePanel", () => {
  it("shows where a value stands without showing it, and it is in no address", async () => {
    const { address } = await open(100);
    expect(field().element().getAttribute("type")).toBe("password");
    await search(secret);
    await expect.element(page.getByText("Found 40 times")).toBeVisible();
    const row = page.getByRole("row", { name: /tts_utility\.log/ });
    await expect.element(row.getByRole("cell", { name: "20" }).first()).toBeVisible();
    await page.getByText("Events with this value").click();
    await expect.element(page.getByText(/token \[redacted\]/).first()).toBeVisible();
    expect(document.body.textContent).not.toContain("hunter2");
    expect([address(), location.href].join(" ")).not.toContain("hunter2");
  });

  it("asks before it removes a value, and says that nothing is left", async () => {
    const { store } = await open(100, "ru");
    await page.getByLabelText("Секретное значение").fill(secret);
    await page.getByRole("button", { name: "Найти" }).click();
    await page.getByRole("button", { name: "Удалить…" }).click();
    const dialog = page.getByRole("dialog", { name: "Удалить значение?" });
    await dialog.getByRole("button", { name: "Отмена" }).click();
    expect((await store.findValue(secret)).logs).toHaveLength(1);

    await page.getByRole("button", { name: "Удалить…" }).click();
    await dialog.getByRole("button", { name: "Удалить", exact: true }).click();
    await expect.element(page.getByText("Удалено: 40 вхождений; больше ничего не осталось")).toBeVisible();
    await expect.element(page.getByLabelText("Секретное значение")).toHaveValue("");
    expect((await store.findValue(secret)).logs).toEqual([]);
    const { rows } = await store.query({ events: ["system_audit_value_removed"] }, { limit: 10 });
    expect(rows.map(({ event }) => event.data?.["occurrences"])).toEqual([40]);
  });

  it("says that a value is nowhere, and shows nothing of another one that is typed next", async () => {
    await open(100);
    await search("never-logged-1");
    await expect.element(page.getByText("Not found", { exact: true })).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Remove…" })).not.toBeInTheDocument();
    await field().fill("never-logged-12");
    await expect.element(page.getByText("Not found", { exact: true })).not.toBeInTheDocument();
  });

  it("refuses a value that is too short, and one that stands for removed values, and says why", async () => {
    await open();
    await search("abc");
    await expect.element(field()).toBeInvalid();
    await expect.element(page.getByText(/At least 4 characters/)).toBeVisible();
    await search("redacted");
    await expect.element(page.getByText(/replaces removed values/)).toBeVisible();
    await field().fill("");
    await expect.element(page.getByRole("button", { name: "Search" })).toBeDisabled();
  });

  it("refuses several lines, which the field would join to another value", async () => {
    await open();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", "first line\nsecond line\n");
    field()
      .element()
      .dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    await expect.element(page.getByText("One line at a time, please")).toBeVisible();
  });

  it("ends a search and a removal that are cancelled, and says how much was removed", async () => {
    const { store } = await open(20_000);
    // In the page itself: a click of a mouse takes longer on a busy machine than a search.
    const press = (name: string) => (page.getByRole("button", { name, exact: true }).element() as HTMLElement).click();
    const pressAndCancel = async (name: string) => {
      press(name);
      await expect.element(page.getByRole("progressbar")).toBeVisible();
      press("Cancel");
    };
    await field().fill(secret);
    await pressAndCancel("Search");
    await expect.element(page.getByText("Searching…")).not.toBeInTheDocument();
    await expect.element(page.getByText(/^Found/)).not.toBeInTheDocument();

    await search(secret);
    await page.getByRole("button", { name: "Remove…" }).click();
    await expect.element(page.getByRole("dialog")).toBeVisible();
    await pressAndCancel("Remove");
    await expect.element(page.getByText(/^Cancelled after .* the rest is still there$/)).toBeVisible();
    const { rows } = await store.query({ events: ["system_audit_value_removed"] }, { limit: 10 });
    expect(rows[0]!.event.data).toMatchObject({ complete: false });
    expect((await store.findValue(secret)).logs).toHaveLength(1);
  });
});
