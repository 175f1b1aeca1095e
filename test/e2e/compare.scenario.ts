import type { Page } from "@playwright/test";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { planted } from "../support/planted-differences.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

test("two imported logs are compared from the list of logs, and a difference leads to exactly its calls", async ({
  page,
}) => {
  await page.goto("/logs");
  await importLog(page, "good.jsonl", logOf(1));
  await importLog(page, "customer.jsonl", planted(logOf(101)));

  await page.getByRole("button", { name: "customer.jsonl", exact: true }).click();
  const list = page.getByRole("dialog", { name: "Imported logs" });
  for (const name of ["good.jsonl", "customer.jsonl"]) await list.getByLabel(`Select ${name}`).check();
  await list.getByRole("button", { name: "Compare", exact: true }).click();

  // The log that was there first is what the other is compared with.
  await expect(page.getByRole("heading", { name: /^[\d,]+ calls against [\d,]+: 8 differences$/ })).toBeVisible();
  await expect(page.getByLabel("Reference").getByLabel("Log").locator("option:checked")).toHaveText("good.jsonl");
  await expectAccessible(page);

  const error = page.getByRole("table", { name: "Errors" }).getByRole("row", { name: /FAILED_PRECONDITION/ });
  const link = error.getByRole("link");
  const count = await link.textContent();
  await link.press("Enter");
  await expect(page).toHaveURL(/\/logs\?log=[^&]*customer\.jsonl&q=.*FAILED_PRECONDITION/);
  await expect(page.getByRole("main")).toContainText(new RegExp(`\\b${count!} calls`));
});

const logOf = (seed: number): LogEvent[] => [...generateCalls(3000, { seed, lengthMs: 5 * 86_400_000 })];

async function importLog(page: Page, name: string, events: LogEvent[]): Promise<void> {
  const buffer = Buffer.from(events.map((event) => `${renderJsonLine(event)}\n`).join(""));
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("banner").getByRole("button", { name: "Open log…" }).click();
  await (await choosing).setFiles({ name, mimeType: "application/jsonl", buffer });
  await expect(page).toHaveTitle(new RegExp(`· ${name.replace(".", "[.]")} ·`));
}
