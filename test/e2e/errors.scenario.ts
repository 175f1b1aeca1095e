import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("an outage in a log is a group of its own, whose count leads to its calls, and whose state stays", async ({
      page,
    }) => {
      await openSample(page);
      await expect(page.getByText(/^\d+ failed of [\d,]+ calls$/)).toBeVisible();
      const outage = page
        .getByRole("row")
        .filter({ hasText: "The platform refused the connection" })
        .filter({ hasText: /in \d+ min/ });
      await expect(outage).toHaveCount(1);
      await expect(outage).toContainText("gateway → platform");
      await expectAccessible(page);

      await outage.getByRole("button").press("Enter");
      await expect(page.getByText(/failed this way, far more than usual/)).toBeVisible();
      await expect(page.getByRole("slider", { name: /^Calls of ASR over time/ })).toBeVisible();
      await expectAccessible(page);

      await page.getByRole("button", { name: "open", exact: true }).click();
      await page.getByRole("combobox", { name: "State" }).selectOption("known");
      await page.getByRole("textbox", { name: "Note" }).fill("Host restarted, ticket 7");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Known 1")).toBeVisible();
      await page.reload();
      await expect(page.getByText("Host restarted, ticket 7")).toBeVisible();
      const open = Number((await page.getByText(/^Open \d+$/).textContent())!.replace("Open ", ""));
      const badge = page.getByRole("navigation").getByRole("link", { name: /^Errors/ });
      await expect(badge).toHaveAccessibleName(`Errors ${String(open)} open groups of failed calls`);

      const count = await outage.getByRole("link").textContent();
      await outage.getByRole("link").click();
      await expect(page).toHaveURL(/\/logs\?.*error_group/);
      await expect(page.getByText(new RegExp(`^${count!} calls$`))).toBeVisible();
    });
  });
}

test("groups are merged by the keyboard, and the rule is removed again", async ({ page }) => {
  await openSample(page);
  const groups = page.locator("main").getByRole("rowheader");
  await expect(groups).not.toHaveCount(0);
  const before = await groups.count();
  await groups.first().getByRole("button").press("Enter");
  await page.getByRole("button", { name: "Merge or split…" }).press("Enter");
  await page.getByLabel("Name of the merged group").fill("Mine");
  await page.getByRole("dialog").getByRole("checkbox").first().press("Space");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add rule" }).press("Enter");
  await expect(groups.filter({ hasText: "Mine" })).toHaveCount(1);
  await expect(groups).toHaveCount(before - 1);
  await page.getByRole("button", { name: /^Grouping rules/ }).press("Enter");
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Remove the rule: “Mine”/ }).press("Enter");
  await page.keyboard.press("Escape");
  await expect(groups).toHaveCount(before);
});

test.describe("on a telephone, 390 px wide, in Russian", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: "ru-RU" });

  test("groups are cards that do not widen the page, also opened", async ({ page }) => {
    await openSample(page, { open: "Открыть пример журнала", errors: "Ошибки" });
    const heads = page
      .locator("main")
      .getByRole("button", { expanded: false })
      .filter({ hasText: "Платформа не приняла" });
    await expect(heads.first()).toBeVisible();
    await expectAccessible(page);
    await heads.first().tap();
    await expect(page.getByText("Почему это одна группа")).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth)).toBeLessThanOrEqual(0);
  });
});

/** Opens the sample log, and its errors. */
async function openSample(page: Page, words = { open: "Open a sample log", errors: "Errors" }): Promise<void> {
  await page.goto("/errors");
  await page.getByRole("button", { name: words.open }).click();
  await expect(page).toHaveURL(/\/logs\?log=/);
  const log = new URL(page.url()).searchParams.get("log")!;
  await page.goto(`/errors?log=${encodeURIComponent(log)}`);
  await expect(page.getByRole("heading", { level: 1, name: words.errors })).toBeVisible();
}
