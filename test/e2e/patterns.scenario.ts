import { dropFile, logRows } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

/** Lines of pino: how long requests took, and voices that were not found. */
const lines = Array.from({ length: 60 }, (_, at) => {
  const isMissing = at % 3 === 0;
  const msg = isMissing
    ? `voice "${at % 2 === 0 ? "anna" : "olga"}" is not found`
    : `request ${String(at)} took ${String(at * 7)} ms`;
  const time = Date.UTC(2026, 10, 29, 10, 0, at);
  return JSON.stringify({ level: isMissing ? 50 : 30, time, pid: 7, hostname: "h1", msg });
});

test("messages of an imported log stand in patterns, and one click leads to the lines of a value", async ({ page }) => {
  await page.goto("/logs");
  await dropFile(page, "server.jsonl", lines.join("\n"));
  await page.getByRole("navigation").getByRole("link", { name: "Logs" }).click();
  await expect(logRows(page)).not.toHaveCount(0);
  await page.getByRole("radio", { name: "Patterns" }).check();
  const patterns = page.getByRole("region", { name: "Patterns of messages" });
  await expect(page.getByText("60 events in 2 patterns")).toBeVisible();
  await expect(patterns.getByRole("link", { name: "request # took # ms" })).toBeVisible();

  await page.getByRole("button", { name: /^Values and example of voice/ }).click();
  const value = patterns.getByRole("link", { name: "anna", exact: true });
  await expect(value).toBeVisible();
  await expectAccessible(page);
  await value.click();
  await expect(page.getByText("10 events", { exact: true })).toBeVisible();
  await expect(logRows(page)).toHaveCount(10);
  await expect(logRows(page).first()).toContainText('voice "anna" is not found');

  await page.goBack();
  await patterns.getByRole("link", { name: "request # took # ms" }).click();
  await expect(page.getByText("40 events", { exact: true })).toBeVisible();
});
