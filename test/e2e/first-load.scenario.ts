import { startSynthesis, status } from "./actions.ts";
import { countFirstLoad, tableOf, type FirstLoad } from "./first-load.ts";
import { expect, test } from "./scenario.ts";

/** Most bytes (gzip) and requests of a page by GET; a page that has grown past them is to be made lighter, not the budget larger. */
const budgets = {
  synthesize: { bytes: 199_000, requests: 15 },
  logs: { bytes: 331_000, requests: 18 },
  dashboard: { bytes: 296_000, requests: 18 },
};

test("the first page is written on, and its first call answered, within its bytes and requests", async ({
  page,
  context,
  complaints,
}) => {
  const load = await countFirstLoad(page);
  await page.goto("/");
  const answered = page.waitForResponse(/StreamingSynthesize/);
  await startSynthesis(page, "One short sentence.");
  await answered;
  await expectWithin(load, budgets.synthesize);
  await expect(status(page, "Done: ")).toBeAttached();

  // What comes when it is idle explains a failure without the server.
  await load.beIdle();
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => "audiokit" in globalThis);
  complaints.allow(/ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await startSynthesis(page, "Another sentence.");
  await expect(page.getByText("This device is offline").first()).toBeVisible();
});

for (const [name, path] of [
  ["logs", "/logs"],
  ["dashboard", "/dashboard"],
] as const) {
  test(`${path} is there within its bytes and requests`, async ({ page }) => {
    const load = await countFirstLoad(page);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await expectWithin(load, budgets[name]);
  });
}

async function expectWithin(load: FirstLoad, most: { bytes: number; requests: number }): Promise<void> {
  const files = await load.files();
  const bytes = files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  expect(bytes, tableOf(files)).toBeLessThanOrEqual(most.bytes);
  expect(files.length, tableOf(files)).toBeLessThanOrEqual(most.requests);
}
