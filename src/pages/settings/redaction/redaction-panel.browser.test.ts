import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { generateEvents } from "../../../../test/support/generate-events.ts";
import { logServices, type LogServices } from "../../../../test/support/log-services.ts";
import RedactionPanel from "./RedactionPanel.svelte";

let services: LogServices | undefined;
afterEach(() => services?.close());

async function open(messages: string[] = [], language: "en" | "ru" = "en"): Promise<LogServices> {
  const [event] = [...generateEvents(1)];
  const events = messages.map((message, at) => ({ ...event!, level: "INFO" as const, message, seq: at + 1 }));
  services = await logServices("/settings", events, language);
  await render(RedactionPanel, { context: services.context });
  return services;
}

describe("RedactionPanel", () => {
  it("switches a ready set on, marks what it finds in a text, and says what the log would have", async () => {
    const { preferences } = await open();
    await page.getByLabelText("Try a text").fill("write to ivan@example.com");
    await expect.element(page.getByText("Nothing here matches a rule")).toBeVisible();
    await page.getByRole("switch", { name: "Email addresses" }).click();
    expect(preferences.current.redactionRules.sets).toEqual(["email"]);
    await expect.element(page.getByText("write to [email]")).toBeVisible();
    expect(document.querySelector("mark")!.textContent).toBe("ivan@example.com");
  });

  it("shows what a pattern would take while it is written, and refuses one that could take very long", async () => {
    const { preferences } = await open();
    await page.getByLabelText("Try a text").fill("contract-123456 of 5");
    await page.getByLabelText("Name", { exact: true }).fill("contracts");
    await page.getByLabelText("Regular expression").fill(String.raw`contract-\d{6}`);
    await expect.element(page.getByText("[redacted] of 5")).toBeVisible();
    await page.getByLabelText("Regular expression").fill("(c+)+$");
    await page.getByRole("button", { name: "Add rule" }).click();
    await expect.element(page.getByText("This expression could take very long")).toBeVisible();
    expect(preferences.current.redactionRules.own).toEqual([]);
    await page.getByLabelText("Regular expression").fill(String.raw`contract-\d{6}`);
    await page.getByRole("button", { name: "Add rule" }).click();
    await expect.element(page.getByRole("switch", { name: "contracts" })).toBeChecked();
    expect(preferences.current.redactionRules.own).toMatchObject([{ name: "contracts", by: "pattern", isOn: true }]);
    await page.getByRole("button", { name: "Remove the rule contracts" }).click();
    await expect.element(page.getByText("None yet.", { exact: false })).toBeVisible();
  });

  it("counts what each rule fits in the log, with a link to exactly these events", async () => {
    const { store } = await open(["to a@example.com and b@example.com", "nothing", "to c@example.com"], "ru");
    await page.getByRole("switch", { name: "Адреса почты" }).click();
    await page.getByRole("switch", { name: "Номера карт" }).click();
    await page.getByRole("button", { name: "Посчитать в журнале" }).click();
    const row = page.getByRole("row", { name: /Адреса почты/ });
    await expect.element(row.getByRole("cell", { name: "3", exact: true })).toBeVisible();
    const link = row.getByRole("link", { name: "Показать 2 события" });
    await expect.element(link).toBeVisible();
    await expect.element(page.getByRole("row", { name: /Номера карт/ }).getByRole("link")).not.toBeInTheDocument();
    const query = new URL(link.element().getAttribute("href")!, location.href).searchParams.get("q")!;
    expect(query).toMatch(/^\(session_id:"[^"]+" seq:\(1 OR 3\)\)$/);
    expect((await store.query({}, { limit: 10 })).total).toBe(3);
  });
});
