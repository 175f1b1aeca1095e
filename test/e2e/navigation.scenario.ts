import type { Locator, Page } from "@playwright/test";
import { logRows, placesIn, queryBar, status, synthesize } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

test("each address opens its page at once, and an unknown one says so", async ({ page }) => {
  await page.goto("/");
  const places = await placesIn(page);
  expect(places.length).toBeGreaterThan(3);
  for (const { path, name } of places) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(`^${name} `));
  }
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Synthesize" })).toBeVisible();
  await page.goto("/no/such/page");
  await expect(page.getByText("Page not found").first()).toBeVisible();
  await page.getByRole("link", { name: "Go to the start" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Synthesize" })).toBeVisible();
});

test("Back and Forward go through the pages and keep the work", async ({ page }) => {
  await page.goto("/synthesize");
  const text = page.getByLabel("Text", { exact: true });
  await synthesize(page, "This text stays.");
  await page.getByRole("link", { name: "Logs", exact: true }).click();
  await expect(page).toHaveURL(/\/logs/);
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await expect(page).toHaveURL(/\/settings/);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Logs" })).toBeVisible();
  await page.goBack();
  await expect(text).toHaveValue("This text stays.");
  await expect(page.getByRole("button", { name: "Download WAV" })).toBeEnabled();
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: "Logs" })).toBeVisible();
});

test("a view of the log can be sent as a link", async ({ page, context }) => {
  await page.goto("/synthesize");
  await synthesize(page, "One short sentence.");
  await page.goto("/logs");
  await logRows(page).filter({ hasText: "StreamingSynthesize" }).first().click();
  const details = page.getByRole("complementary", { name: "Call" });
  await details.getByRole("link", { name: "Events of this request" }).click();
  await expect(page).toHaveURL(/request_id%3Areq_/);
  await expect(logRows(page)).toHaveCount(2);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(logRows(other)).toHaveCount(2);
});

test("a sentence is spoken with nothing but the keyboard", async ({ page }) => {
  await page.goto("/archive");
  await expect(page.getByRole("heading", { name: "Archive" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.goto("/synthesize");
  await expect(page.getByLabel("Text", { exact: true })).toBeFocused();
  await page.keyboard.type("Spoken without a mouse, and heard without one: the keyboard is enough.");
  await page.keyboard.press("Control+Enter");
  await expect(status(page, "Done: ")).toBeAttached();
  // From the text the focus reaches the button that plays, and the button plays.
  const play = page.getByRole("button", { name: "Play", exact: true });
  await tabTo(page, play, 30);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
});

test("the log is read with nothing but the keyboard", async ({ page }) => {
  await page.goto("/synthesize");
  await synthesize(page, "One short sentence.");
  await page.goto("/logs");
  await expect(logRows(page).first()).toBeVisible();
  await page.keyboard.press("/");
  await expect(queryBar(page)).toBeFocused();
  await page.keyboard.type("StreamingSynthesize");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=StreamingSynthesize/);
  await expect(logRows(page)).toHaveCount(1);
  await page.getByRole("listbox", { name: "Calls" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "Call" });
  await expect(details).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(details).toBeHidden();
});

/** Presses Tab until something has the focus, so many times at most. */
async function tabTo(page: Page, target: Locator, most: number): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("a key leads to every page, field and action, from anywhere and back", async ({ page }) => {
  await page.goto("/synthesize");
  const text = page.getByLabel("Text", { exact: true });
  await text.focus();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Command palette" }).getByRole("combobox");
  await expect(palette).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(text).toBeFocused();

  await choose(page, "опов", "Alerts");
  await expect(page.getByRole("heading", { level: 1, name: "Alerts" })).toBeVisible();
  await choose(page, "session_id", "session_id");
  await expect(queryBar(page)).toHaveValue("session_id:");
  await expect(queryBar(page)).toBeFocused();
  await choose(page, "patterns", "Patterns");
  await expect(page.getByRole("region", { name: "Patterns", exact: true })).toBeVisible();
  await choose(page, "export", "Export the log…");
  await expect(page.getByRole("dialog", { name: "Export the log" })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose(page, "rule success", "New rule: Success under 96%");
  await expect(page).toHaveURL(/\/alerts\?rule=new/);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Success under 96%");
});

/** Types into the command palette and takes the first item, which must be this one. */
async function choose(page: Page, typed: string, name: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(typed);
  await expect(palette.getByRole("option", { selected: true })).toContainText(name);
  await page.keyboard.press("Enter");
  await expect(palette).toBeHidden();
}
