import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./scenario.ts";

/** Looks at the page as it is now, when everything that loads has come and nothing is on its way to another colour. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator("main")).not.toBeEmpty();
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target }) => `${id}: ${String(target)}: ${html}`),
  );
  expect(found, page.url()).toEqual([]);
}
