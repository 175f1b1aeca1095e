import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What of a page is too small for a finger, or too near to the next target: its address and its markup. */
export async function smallTargets(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withRules(["target-size"]).analyze();
  const near = violations.flatMap(({ nodes }) => nodes.map(({ html }) => `${page.url()}: ${html.slice(0, 160)}`));
  const low = await page
    .locator("main button, main select, main input:not([type=radio]):not([type=checkbox])")
    .evaluateAll((all) =>
      all
        .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 24)
        .map((one) => one.outerHTML.slice(0, 160)),
    );
  return [...near, ...low.map((html) => `${page.url()}: low: ${html}`)];
}
