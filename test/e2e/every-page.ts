import type { Page } from "@playwright/test";
import { placesIn } from "./actions.ts";
import { expect } from "./scenario.ts";

/** What the navigation does not list. */
const unlisted = [
  "/recognize?mode=microphone",
  "/voices?view=models",
  "/archive?view=platform",
  "/logs?view=jq",
  "/connection",
  "/bundle",
  "/nowhere",
];

/** Opens every page in turn, those without a place in the navigation too, and looks at each when it is loaded. */
export async function everyPage(page: Page, look: () => Promise<void>): Promise<void> {
  for (const path of [...(await placesIn(page)).map((place) => place.path), ...unlisted]) {
    await page.goto(path);
    await expect(page.locator("main")).not.toBeEmpty();
    await page.waitForLoadState("networkidle");
    await look();
  }
}
