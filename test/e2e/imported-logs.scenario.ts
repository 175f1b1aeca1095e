import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFolder } from "../support/folders.ts";
import { dropFile, logRows } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";
import { smokeTag } from "./smoke.ts";

/** Two records at 12:00 in a zone that the file does not say. */
const pythonLog = join(projectFolder, "test/fixtures/logs/L-pyplain/pyplain.jsonl");
const otherLog = join(projectFolder, "test/fixtures/logs/L-pino/pino.jsonl");

test.use({ timezoneId: "Europe/Moscow" });

test(
  "a dropped log of another program says how it was read, and its times move when a zone is chosen",
  { tag: smokeTag("importLog") },
  async ({ page }) => {
    await page.goto("/synthesize");
    await dropFile(page, "app.out", await readFile(pythonLog, "utf8"));
    await expect(page).toHaveURL(/\/dashboard\?log=[0-9a-f]{16}\.2\.app\.out$/);
    await expect(page).toHaveTitle("Overview · app.out · AudioKit Console");
    await page.getByRole("navigation").getByRole("link", { name: "Logs" }).click();
    await expect(logRows(page).last()).toContainText("12:00:00.123");

    await page.getByRole("contentinfo").getByRole("button", { name: "How it was read" }).click();
    const card = page.getByRole("dialog", { name: "How the log was read" });
    await expect(card).toContainText("2 records");
    await expect(card.getByLabel("Kind", { exact: true }).locator("option:checked")).toHaveText(
      "Automatic: Python logging",
    );
    await expect(card).toContainText("No zone in 2 of 2 records");
    await expectAccessible(page);
    await card.getByLabel("Zone of times without one").selectOption("Asia/Tokyo");
    await expect(card).toContainText("06:00:00 – 06:00:01 UTC+3");
    await page.keyboard.press("Escape");
    await expect(logRows(page).last()).toContainText("06:00:00.123");

    // The last hour is that of the log, not of today.
    await page.getByRole("navigation").getByRole("link", { name: "Overview" }).click();
    await page.getByRole("button", { name: /^Time range/ }).click();
    await page.getByRole("button", { name: "Last hour", exact: true }).click();
    await expect(page).toHaveURL(/last=1h/);
    await expect(page.getByRole("main")).toContainText("06:00:00 – 06:00:01 UTC+3");
    await expect(page.getByText("No events in this range")).toBeHidden();
  },
);

test("a link to an imported log names the file that a browser lacks, and goes on with its filter when it comes", async ({
  page,
  browser,
}) => {
  await page.goto("/logs");
  await dropFile(page, "app.out", await readFile(pythonLog, "utf8"));
  await expect(page).toHaveURL(/[?&]log=/);
  const link = `${page.url()}&level=ERROR`;

  const context = await browser.newContext({ timezoneId: "Europe/Moscow" });
  const elsewhere = await context.newPage();
  await elsewhere.goto(link);
  const main = elsewhere.getByRole("main");
  await expect(main).toContainText("This log isn’t in this browser");
  await expect(main).toContainText("app.out, 2 records");
  await expect(main).toContainText(/Fingerprint [0-9a-f]{16}/);
  await expectAccessible(elsewhere);

  await dropFile(elsewhere, "other.jsonl", await readFile(otherLog, "utf8"));
  await expect(main).toContainText("other.jsonl is another log");
  expect(elsewhere.url()).toBe(link);

  // The name does not matter, the bytes do.
  await dropFile(elsewhere, "renamed.txt", await readFile(pythonLog, "utf8"));
  await expect(logRows(elsewhere)).toHaveCount(1);
  await expect(logRows(elsewhere)).toContainText("synthesis failed");
  // The condition stands in the query now.
  await expect(elsewhere).toHaveURL(/level%3AERROR/);
  expect(new URL(elsewhere.url()).searchParams.get("log")).toBe(new URL(link).searchParams.get("log"));
  await context.close();
});
