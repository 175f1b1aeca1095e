import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { countHand, logRows, queryBar } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

test("a query is completed and its calls are read, filtered and expanded by keys alone", async ({ page }) => {
  const used = await openSampleLog(page);
  await page.keyboard.press("/");
  await expect(queryBar(page)).toBeFocused();
  await page.keyboard.type("outc");
  await take(page, /^outcome\b/);
  await expect(queryBar(page)).toHaveValue("outcome:");
  await expectAccessible(page);
  await take(page, /^error\b/);
  await expect(queryBar(page)).toHaveValue(/^outcome:error *$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=outcome%3Aerror/);
  // The type of its error.
  await expect(logRows(page).first()).toContainText(/[A-Z_]{8,}/);

  const list = page.getByRole("listbox", { name: "Calls" });
  await page.keyboard.press("Escape");
  await expect(list).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(logRows(page).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("x");
  const fields = page.getByRole("region", { name: "Fields of row 1" });
  await tabTo(page, fields);
  await page.keyboard.press("Escape");
  await expect(fields).toBeHidden();
  await expect(list).toBeFocused();
  await page.keyboard.press("x");
  await expect(fields).toBeVisible();

  await page.keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "Call" });
  const service = details.getByRole("list", { name: "Fields" }).getByTitle("service", { exact: true }).last();
  const name = (await service.innerText()).trim();
  await tabTo(page, service);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Only this value" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(queryBar(page)).toHaveValue(`outcome:error service:${name}`);
  await page.keyboard.press("Escape");
  await expect(details).toBeHidden();
  expect(used().clicks).toBe(0);
});

test("failures are visited by e and E, a value is excluded, and two rows are compared by keys alone", async ({
  page,
}) => {
  const used = await openSampleLog(page);
  await page.keyboard.press("e");
  await expect(page.locator("[role=option][aria-selected=true]")).toBeVisible();
  await page.keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "Call" });
  const failure = details.getByTitle("error.error_type").first();
  await expect(failure).toBeVisible();
  const address = () => new URL(page.url()).searchParams.get("at");
  const first = address();
  await page.keyboard.press("e");
  await expect.poll(address).not.toBe(first);
  await expect(failure).toBeVisible();
  await page.keyboard.press("Shift+E");
  await expect.poll(address).toBe(first);
  await page.keyboard.press("Escape");
  await expect(details).toBeHidden();

  const list = page.getByRole("listbox", { name: "Calls" });
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(page.getByRole("toolbar", { name: "2 rows selected" })).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Compare", exact: true }));
  await page.keyboard.press("Enter");
  const compared = page.getByRole("dialog", { name: "Differences of two rows" });
  await expect(compared).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(compared).toBeHidden();

  await tabTo(page, list, { back: true });
  for (const key of ["Home", "ArrowRight", "ArrowRight", "m"]) await page.keyboard.press(key);
  await expect(page.getByRole("menuitem", { name: "Only this value" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(queryBar(page)).toHaveValue(/^-service:\w+$/);
  await expect(list).toBeFocused();
  expect(used().clicks).toBe(0);
});

test("times, views, differences and a saved view are chosen by keys alone", async ({ page }) => {
  const used = await openSampleLog(page);
  await tabTo(page, page.getByRole("button", { name: /^Time range:/ }));
  await page.keyboard.press("Enter");
  const hour = page.getByRole("button", { name: "Last 24 hours" });
  await tabTo(page, hour);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/last=24h/);

  await tabTo(page, page.getByRole("radio", { name: "Calls" }));
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/view=events/);
  await expect(page.getByRole("listbox", { name: "Events" }).getByRole("option").first()).toBeVisible();

  await tabTo(page, page.getByRole("button", { name: "Views" }), { back: true });
  await page.keyboard.press("Enter");
  const nameField = page.getByRole("textbox", { name: "Name of this view" });
  await tabTo(page, nameField);
  await page.keyboard.type("Last events");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Last events" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await tabTo(page, page.getByRole("radio", { name: "Events" }));
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/view=patterns/);
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/view=differs/);
  const headline = page.getByRole("region", { name: "Strongest difference" });
  await expect(headline).toContainText(" failed; elsewhere");
  await tabTo(page, page.getByRole("radio", { name: "Failing / other" }));
  await page.keyboard.press("ArrowRight");
  await expect(headline).toContainText(" slow; elsewhere");
  await expect(page.getByRole("region", { name: "What differs" })).toHaveAttribute("aria-busy", "false");
  await expectAccessible(page);
  await page.keyboard.press("ArrowLeft");
  await expect(headline).toContainText(" failed; elsewhere");
  await tabTo(page, headline.getByRole("link", { name: "Show these calls" }));
  await page.keyboard.press("Enter");
  await expect(queryBar(page)).not.toHaveValue("");
  await expect(page.getByText("100% failed")).toBeVisible();

  await tabTo(page, page.getByRole("button", { name: "Views" }), { back: true });
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "Last events" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/last=24h&view=events/);
  await expect(queryBar(page)).toHaveValue("");
  await expect(page).toHaveTitle(/Last events/);
  expect(used().clicks).toBe(0);
});

test("the shown calls are saved to a file by keys alone, and ? says which keys there are", async ({ page }) => {
  const used = await openSampleLog(page);
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys of the log" });
  await expect(keys).toContainText("Next failure");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();

  await tabTo(page, page.getByRole("button", { name: "Export", exact: true }));
  await page.keyboard.press("Enter");
  const save = page.getByRole("button", { name: /^Save CSV, all fields/ });
  await tabTo(page, save);
  await expectAccessible(page);
  const [begun] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const csv = await readFile(await begun.path(), "utf8");
  expect(csv.split("\n").length).toBeGreaterThan(100);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Export", exact: true })).toBeFocused();
  expect(used().clicks).toBe(0);
});

/** Opens the sample log, from where the page puts the focus. @returns what the hand has done */
async function openSampleLog(page: Page) {
  const used = await countHand(page);
  await page.goto("/logs");
  await tabTo(page, page.getByRole("button", { name: "Open a sample log" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]log=/);
  await expect(logRows(page).first()).toBeVisible();
  return used;
}

/** Takes an offer of the query bar by arrows. */
async function take(page: Page, name: RegExp): Promise<void> {
  const offer = page.getByRole("option", { name }).first();
  await expect(offer).toBeVisible();
  for (let presses = 0; presses < 20; presses++) {
    if ((await offer.getAttribute("aria-selected")) === "true") break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}

/** Goes to a control by Tab, or by Shift+Tab, as somebody without a mouse does. */
async function tabTo(page: Page, control: Locator, { back = false } = {}): Promise<void> {
  await expect(control).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    if (await control.evaluate((found) => found === document.activeElement)) {
      await expect(control).toBeInViewport();
      return;
    }
  }
  throw new Error(`no Tab leads to ${String(control)}`);
}
