import { logRows, searchLog, startSynthesis, status, synthesize } from "./actions.ts";
import { expect, test } from "./scenario.ts";
import { smokeTag } from "./smoke.ts";

test(
  "what a query looks for is marked in the rows, and in the details down to the record",
  { tag: smokeTag("searchLog") },
  async ({ page }) => {
    await page.goto("/synthesize?voice=nobody");
    await startSynthesis(page, "Nobody will say this.");
    await expect(status(page, "Failed, see below.")).toBeAttached();
    await page.goto("/logs");
    await searchLog(page, '"THERE IS NO VOICE" error.error_type:inv*');
    const row = logRows(page);
    await expect(row).toHaveCount(1);
    await expect(row.locator("mark")).toHaveText(["INV"]);
    await row.click();
    const details = page.getByRole("complementary", { name: "Call" });
    await expect(details.locator("pre mark").first()).toHaveText("there is no voice");
    await expect(details.getByRole("list", { name: "Fields" }).locator("mark").first()).toHaveText("there is no voice");
  },
);

test(
  "Live shows what happens in another tab as it happens, and waits while one reads on",
  { tag: smokeTag("tailLog") },
  async ({ page, context }) => {
    await page.setViewportSize({ width: 1280, height: 560 });
    await page.goto("/logs");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("link", { name: "Live", exact: true }).click();
    await expect(page).toHaveTitle(/Live/);
    const other = await context.newPage();
    await other.goto("/synthesize");
    await synthesize(other, "One short sentence.");
    await expect(logRows(page).filter({ hasText: "StreamingSynthesize succeeded" })).not.toHaveCount(0);
    for (let call = 0; call < 5; call++) await synthesize(other, "One short sentence.");
    await page.getByRole("listbox", { name: "Events" }).hover();
    await page.mouse.wheel(0, 200);
    await synthesize(other, "And one more.");
    await page.getByRole("button", { name: /^\d+ new rows$/ }).click();
    await expect(logRows(page).first()).toBeInViewport();
    await expect(page.getByRole("button", { name: /new rows?$/ })).toHaveCount(0);
  },
);
