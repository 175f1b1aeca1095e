import { logRows, searchLog, startSynthesis, status } from "./actions.ts";
import { expect, test } from "./scenario.ts";

test("what a query looks for is marked in the rows, and in the details down to the record", async ({ page }) => {
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
});
