import { fileURLToPath } from "node:url";
import { logRows, recognize } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

const clip = fileURLToPath(new URL("../fixtures/speech/0880.wav", import.meta.url));

test("a call's page, reached from Logs, shows its phases, sound and words on one axis, and as a table", async ({
  page,
}) => {
  await page.goto("/settings");
  await page.getByRole("switch", { name: "Save audio from all pages" }).check();
  await page.goto("/recognize");
  await page.getByLabel("Recording language").selectOption("en");
  await recognize(page, clip);
  await expect(page.locator("footer")).toContainText(/SaveVADMarks\s*success/);

  await page.goto("/logs");
  await logRows(page).filter({ hasText: "FileRecognize" }).click();
  await page.getByRole("link", { name: "Timeline of the call" }).click();
  await expect(page).toHaveURL(/\/request\/req_/);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "FileRecognize" })).toBeVisible();
  for (const track of ["whole call", "token", "first byte", "audio", "words"]) {
    await expect(main.getByText(track, { exact: track.includes(" ") }).first()).toBeVisible();
  }
  const cursor = main.getByRole("slider", { name: "Timeline of FileRecognize" });
  await cursor.focus();
  // How far the words reach on the axis depends on how long the call took.
  await expect(async () => {
    await page.keyboard.press("ArrowRight");
    expect(await cursor.getAttribute("aria-valuetext")).toMatch(/· “\w+”$/);
  }).toPass({ intervals: [10] });
  await main.getByRole("button", { name: "As a table" }).click();
  await expect(main.getByRole("group", { name: "Words with their times" })).toContainText(/young/i);
  await main.getByRole("button", { name: "Play" }).click();
  await expect(main.getByRole("button", { name: "Pause" })).toBeVisible();
  await expectAccessible(page);

  // An id may hold whatever another logger writes into it.
  const id = "a/b c%20d";
  const lines = ["request_start", "request_success"].map((event, index) => {
    const timestamp = `2026-11-20T10:00:0${String(index)}.000Z`;
    const end = index === 1 ? { duration_ms: 1000 } : {};
    return JSON.stringify({
      timestamp,
      level: "INFO",
      event,
      request_id: id,
      operation: "Synthesize",
      message: event,
      ...end,
    });
  });
  await page.goto("/logs");
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({
      name: "other.jsonl",
      mimeType: "application/jsonl",
      buffer: Buffer.from(`${lines.join("\n")}\n`),
    });
  await expect(page).toHaveURL(/[?&]log=/);
  await page.keyboard.press("Escape");
  await page.getByRole("navigation").getByRole("link", { name: "Logs" }).click();
  await logRows(page).first().click();
  await page.getByRole("link", { name: "Timeline of the call" }).click();
  await expect(page).toHaveURL(/\/request\/a\/b%20c%2520d\?log=/);
  await page.reload();
  await expect(main).toContainText("What this log doesn’t tell");
  await expect(main.getByText(id, { exact: true })).toBeVisible();
});
