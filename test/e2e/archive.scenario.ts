import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { listZip } from "../support/list-zip.ts";
import { download, logRows, recognize } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { pathTags } from "./connection-paths.ts";
import { expect, test } from "./scenario.ts";
import { smokeTag } from "./smoke.ts";
const clip = fileURLToPath(new URL("../fixtures/speech/0880.wav", import.meta.url));

async function hear(page: Page): Promise<void> {
  await page.goto("/recognize");
  await page.getByLabel("Recording language").selectOption("en");
  await recognize(page, clip);
}

test(
  "a recognition is kept, found by a word of it, heard, and leaves as a zip that unpacks",
  { tag: smokeTag("archive") },
  async ({ page }) => {
    await page.goto("/settings");
    await page.getByRole("switch", { name: "Save audio from all pages" }).check();
    await hear(page);
    // The sound is kept first, then what belongs to it.
    await expect(page.locator("footer")).toContainText(/SaveVADMarks\s*success/);
    await page.goto("/archive");
    const row = page.getByRole("option", { name: /0880\.wav/ });
    await expect(row).toHaveCount(1);
    await page.getByRole("searchbox").fill("YOUNG MAN");
    await row.click();
    const details = page.getByRole("complementary", { name: "Archive item" });
    await expect(details.getByText(/young man/i)).toBeVisible();
    await details.getByRole("button", { name: "Play" }).click();
    // Chromium plays to a device of its own where there is none; other browsers say that there is none.
    const plays = details.getByRole("button", { name: "Pause" });
    await expect(plays.or(details.getByText("No audio output device"))).toBeVisible();
    await expectAccessible(page);

    const zip = await download(page, page.getByRole("button", { name: "Export ZIP" }));
    expect(zip.name).toMatch(/^archive-\d{4}-\d\d-\d\d\.zip$/);
    const names = await listZip(zip.path);
    expect(names).toContainEqual(expect.stringMatching(/audio\/0880-.*\.wav/));
    expect(names).toContain("archive.json");

    await details.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page.getByText("The archive is empty")).toBeVisible();
  },
);

test(
  "the platform's record of a call is reached from the log, in two generations, and kept here",
  { tag: pathTags.both },
  async ({ page, complaints }) => {
    await hear(page);
    const id = await page
      .getByText(/^FR-[\da-f-]{36}$/)
      .first()
      .textContent();
    await page.goto("/logs");
    await logRows(page).filter({ hasText: "FileRecognize" }).click();
    await page.getByRole("link", { name: "Record in the platform’s archive" }).click();
    const record = page.getByRole("complementary", { name: "Record" });
    await expect(record.getByText(/young man/i)).toBeVisible();
    await expect(record.getByText(/\d+ speech ranges?, /)).toBeVisible();

    for (const [version, shown] of [
      ["v1", id!],
      ["v3", id!.slice(3)],
    ] as const) {
      await page.getByRole("radio", { name: version, exact: true }).check();
      await page.getByRole("button", { name: "Search", exact: true }).click();
      await page.getByRole("option", { name: new RegExp(shown) }).click();
      await expect(record.getByRole("heading", { name: shown })).toBeVisible();
      await expect(record.getByText(/young man/i)).toBeVisible();
    }
    await record.getByRole("button", { name: "Load anti-spoofing marks" }).click();
    await expect(record.getByText("Not available in this archive version")).toBeVisible();
    await record.getByRole("button", { name: "Save to archive", exact: true }).click();
    await expect(record.getByRole("link", { name: "In archive" })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole("radio", { name: "Request ID", exact: true }).check();
    await page.getByLabel("Server request ID").fill("nobody-knows-this");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expect(record.getByText("Record not found").first()).toBeVisible();
    // The browser writes each refusal of a fetch on its console.
    complaints.expect(/status of 404 .*nobody-knows-this/);
    complaints.expect(/status of 501 /);

    await page.goto("/archive");
    await expect(page.getByRole("option", { name: /platform-.*\.wav/ })).toHaveCount(1);
  },
);
