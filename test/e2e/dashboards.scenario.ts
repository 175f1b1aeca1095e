import { readFile, writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { logRows } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"], timezoneId: "Europe/Moscow" });

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("a dashboard answers how fast a model is, and leads to exactly those calls", async ({ page }) => {
  await openSampleLog(page);
  await page.getByRole("link", { name: "Dashboards", exact: true }).click();
  await page.getByLabel("Service").selectOption("ASR");
  await page.getByLabel("Compare by").selectOption("request_data.model");
  const models = region(page, "Success and response time by request_data.model");
  const row = models.getByRole("row", { name: /e2e-v3/ });
  const calls = Number((await row.getByRole("cell").nth(1).innerText()).replaceAll(/\D/g, ""));
  expect(calls).toBeGreaterThan(10);

  // The drift of the sample log is marked, and said to those who do not see it.
  await expect(region(page, "Response time").getByText(/^ASR, p95: .+ → .+/)).toBeVisible();

  // The cursor stands on every chart of the page, and says what it is about.
  const chart = region(page, "Response time").getByRole("slider");
  await chart.focus();
  await page.keyboard.press("Home");
  await expect(chart).toHaveAttribute("aria-valuetext", /UTC\+3, p50 .+, p95 .+, p99 /);
  await expect(region(page, "Outcomes").getByText(/^\d+$/).first()).toBeVisible();

  // The table has the numbers of the chart, and so has the file.
  await region(page, "Response time").getByRole("button", { name: "Show as a table" }).click();
  const table = region(page, "Response time").getByRole("table");
  const lines = await table.locator("tbody tr").count();
  const [download] = await Promise.all([page.waitForEvent("download"), saveAs(page, "Response time", "CSV")]);
  const csv = await readFile(await download.path(), "utf8");
  expect(csv.trimEnd().split("\r\n")).toHaveLength(lines + 1);
  expect(csv).toContain("p95(duration_ms)");
  for (const kind of ["SVG", "PNG"]) {
    const [picture] = await Promise.all([page.waitForEvent("download"), saveAs(page, "Response time", kind)]);
    expect(picture.suggestedFilename()).toBe(`Response-time.${kind.toLowerCase()}`);
    expect((await readFile(await picture.path())).length).toBeGreaterThan(2_000);
  }

  await row.getByRole("link").click();
  await expect(page).toHaveURL(/\/logs\?.*e2e-v3/);
  await expect(page.getByText(`${calls.toLocaleString("en")} calls`, { exact: true })).toBeVisible();
});

test("a query of the explorer becomes a panel of one's own, which is kept and shared as JSON", async ({ page }) => {
  const set = await openSampleLog(page);
  await page.goto(`/logs?log=${encodeURIComponent(set)}&q=service%3ATTS`);
  await expect(logRows(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("link", { name: "As a panel of a dashboard…" }).click();
  const editor = page.getByRole("dialog", { name: "Panel" });
  await expect(editor.getByLabel("Query, as in Logs")).toHaveValue("service:TTS");
  await editor.getByLabel("Title").fill("Voices that fail");
  await editor.getByLabel("What is counted").selectOption("share");
  await editor.getByLabel("Along").selectOption("values");
  await editor.getByLabel("Unit").selectOption("share");
  await expectAccessible(page);
  await editor.getByRole("button", { name: "Save" }).click();
  const panel = region(page, "Voices that fail");
  await expect(panel.getByRole("row")).not.toHaveCount(1);
  await expectAccessible(page);
  const shown = await panel.locator("tbody tr").first().innerText();

  await panel.getByRole("button", { name: "Copy as jq" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^jq -cnR '.* "share": /s);

  await page.reload();
  await expect(panel.locator("tbody tr").first()).toHaveText(shown.replaceAll(/\s+/g, " "), { useInnerText: true });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as JSON" }).click(),
  ]);
  const file = { name: "mine.json", mimeType: "application/json", buffer: await readFile(await download.path()) };
  await page.getByRole("button", { name: "Delete the dashboard" }).click();
  await page.getByRole("link", { name: "New dashboard" }).click();
  await page.locator("input[type=file][accept*=json]").setInputFiles({ ...file, buffer: Buffer.from(`{"name":"x"}`) });
  await expect(page.getByText(/^panels: /)).toBeVisible();
  await page.locator("input[type=file][accept*=json]").setInputFiles(file);
  await expect(panel.locator("tbody tr").first()).toBeVisible();
});

test("capacity says when a limit is reached, for planners too, and what is used now", async ({ page }, info) => {
  const file = info.outputPath("weeks.jsonl");
  const events = [...generateCalls(900, { seed: 6, startMs: Date.UTC(2026, 9, 1), lengthMs: 30 * 86_400_000 })];
  // A service that is used three times as much at the end as at the beginning.
  const growing = events.filter((_, at) => at % 30 < 10 + (20 * at) / events.length);
  await writeFile(file, growing.map((event) => `${renderJsonLine(event)}\n`).join(""));
  await page.goto("/logs");
  await page.locator("input[type=file]").first().setInputFiles(file);
  await expect(logRows(page).first()).toBeVisible();
  await page.getByRole("link", { name: "Dashboards", exact: true }).click();
  await page.getByRole("link", { name: "Capacity", exact: true }).click();
  const forecast = region(page, "Forecast");
  await expect(forecast).toContainText(/History\s*37 whole days, 2 Oct.* – 7 Nov/);
  await expect(forecast).toContainText("Enter a limit to see when it is reached");
  const [download] = await Promise.all([page.waitForEvent("download"), saveAs(page, "Calls a day", "CSV")]);
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines[0]).toContain('"day, UTC+3",history,forecast,"low, 80 %","high, 80 %"');
  expect(lines.at(-1)).toMatch(/^2026-12-14,,[\d.]+,[\d.]+,[\d.]+$/);

  await page.getByLabel("Quantity").selectOption("log");
  await page.getByLabel("Limit of the whole log, MB").fill("1");
  await page.keyboard.press("Tab");
  await expect(forecast).toContainText(/1 MB: reached about \d+ (Nov|Dec).* \(80 %: /);
  const due = forecast.getByText(/^1 MB: reached about/);
  const before = await due.innerText();
  await page.getByLabel("What if the load were").press("ArrowRight");
  await expect(page).toHaveURL(/factor=1\.25/);
  await expect(due).not.toHaveText(before);
  await expectAccessible(page);

  // Of the live log also what the browser and the gateway say.
  await page.goto("/dashboards?show=capacity");
  await expect(region(page, "Now")).toContainText(/tts_structured\.jsonl\s*[\d.]+ (bytes|kB) of 83\.9 MB/);
  await expect(region(page, "Now")).toContainText(/Streams of the bridge\s*0 of 64/);
  await expectAccessible(page);
});

/** The address of the log, as it names it. */
async function openSampleLog(page: Page): Promise<string> {
  await page.goto("/logs");
  await page.getByRole("button", { name: "Open a sample log" }).click();
  await expect(logRows(page).first()).toBeVisible();
  return new URL(page.url()).searchParams.get("log")!;
}

async function saveAs(page: Page, panel: string, kind: string): Promise<void> {
  await region(page, panel).getByRole("button", { name: "Save, print, full screen" }).click();
  await page.getByRole("button", { name: `Save as ${kind}` }).click();
}
