import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./scenario.ts";

/** Checks the page for accessibility once everything has loaded and no transition is running. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator("main")).not.toBeEmpty();
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  // Without frames there is nothing to gather in a second page, and only violations need to be described.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target }) => `${id}: ${String(target)}: ${html}`),
  );
  expect(found, page.url()).toEqual([]);
}
