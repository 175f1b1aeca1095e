import type { Page } from "@playwright/test";
import { bundleSetup, hostileBundles, hostileTexts } from "../support/hostile-bundles.ts";
import { writeBundle } from "../support/bundle-files.ts";
import { download, dropBytes, logRows } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";
import { smokeTag } from "./smoke.ts";

const name = "gateway.audiokit.zip";
const footer = (page: Page) => page.getByRole("contentinfo");

test(
  "a dropped bundle opens at its view, says what it is, and a link with its fingerprint opens it elsewhere",
  { tag: smokeTag("openBundle") },
  async ({ page, browser }) => {
    await page.goto("/synthesize");
    const bundle = writeBundle(bundleSetup());
    await dropBytes(page, name, bundle);
    await expect(page).toHaveURL(/\/logs\?q=level%3AERROR&log=[0-9a-f]{16}\.400\.gateway$/);
    await expect(logRows(page)).not.toHaveCount(0);
    await expect(footer(page)).toContainText("Support bundle");
    const link = page.url();

    await footer(page).getByRole("link", { name: "About the bundle" }).click();
    await expect(page).toHaveTitle("Support bundle · gateway · AudioKit Console");
    const main = page.getByRole("main");
    await expect(main).toContainText("All parts match their hashes");
    await expect(main).toContainText(/Made .+ by console 1\.4\.0/);
    await expect(main).toContainText("7 events lost");
    await expect(main).toContainText("sessions: 2, hosts: 1");
    await expect(main).toContainText("e-mail: 3");
    await expectAccessible(page);
    await page.reload();
    await expect(main).toContainText("All parts match their hashes");
    await expect(main).toContainText("open the bundle again");

    const context = await browser.newContext();
    const elsewhere = await context.newPage();
    await elsewhere.goto(link.replace("level%3AERROR", "level%3AINFO"));
    await expect(elsewhere.getByRole("main")).toContainText("This log isn’t in this browser");
    await dropBytes(elsewhere, "renamed.zip", bundle);
    // The filter of the link wins over the view of the bundle.
    await expect(logRows(elsewhere)).not.toHaveCount(0);
    await expect(elsewhere).toHaveURL(/level%3AINFO/);
    await context.close();
  },
);

test("an answer goes back in the same bundle, and the sender lands on it, in the log that is there already", async ({
  page,
  browser,
}) => {
  await page.goto("/synthesize");
  await dropBytes(page, name, writeBundle(bundleSetup()));
  await expect(page).toHaveURL(/\/logs\?/);

  const context = await browser.newContext();
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  const support = await context.newPage();
  await support.goto("/logs");
  await dropBytes(support, name, writeBundle(bundleSetup()));
  await expect(support).toHaveURL(/level%3AERROR/);
  await support.getByRole("combobox", { name: "Query" }).fill("service:TTS");
  await support.keyboard.press("Enter");
  await expect(support).toHaveURL(/service%3ATTS/);
  await footer(support).getByRole("link", { name: "About the bundle" }).click();
  const form = support.getByRole("main");
  await expect(form.getByRole("button", { name: "Save with answer" })).toBeDisabled();
  await form.getByLabel("Cause").fill("The gateway was restarted.\nCalls of that minute fail.");
  await form.getByLabel("Steps, one a line").fill("Retry the calls\n\nUpdate the gateway");
  await expect(form.getByLabel("View to show").locator("option:checked")).toHaveText("the view you came from");
  await expectAccessible(support);
  const answered = await download(support, form.getByRole("button", { name: "Save with answer" }));
  expect(answered.name).toBe("gateway-answer.audiokit.zip");
  await expect(form).toContainText("Saved gateway-answer.audiokit.zip");
  await context.close();

  await dropBytes(page, answered.name, new Uint8Array(answered.bytes));
  await expect(page).toHaveURL(/\/opened-bundle\?log=/);
  const main = page.getByRole("main");
  await expect(main).toContainText("The gateway was restarted.");
  await expect(main.getByRole("listitem")).toContainText(["Retry the calls", "Update the gateway"]);
  await expectAccessible(page);
  await main.getByRole("link", { name: "Show what it is about" }).click();
  await expect(page).toHaveURL(/\/logs\?.*service%3ATTS/);
  await expect(footer(page).getByRole("link", { name: "Answer" })).toBeVisible();
  await page.getByTitle("Log: gateway").click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(2);
});

test("hostile and damaged bundles are refused in words, with what and where, and nothing of them stays", async ({
  page,
}) => {
  await page.goto("/logs");
  for (const { is, bytes, title, message } of hostileBundles()) {
    await dropBytes(page, name, bytes);
    const alert = page.getByRole("dialog").getByRole("alert");
    await expect(alert, is).toContainText(title);
    await expect(alert, is).toContainText(message);
    await expect(page.getByRole("dialog").getByRole("listitem"), is).toHaveCount(1);
    await page.keyboard.press("Escape");
  }
});

for (const width of [390, 1440]) {
  test(`scripts, markup, sequences of terminals and marks of direction in every text are shown harmless at ${String(width)} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/logs");
    await dropBytes(page, name, writeBundle(hostileTexts()));
    await expect(page).toHaveURL(/\/opened-bundle\?log=/);
    const main = page.getByRole("main");
    await expect(main).toContainText("<img src=x onerror=");
    await main.getByText("Settings", { exact: true }).click();
    expect(await main.locator("img, script, iframe, a[href^='javascript:']").count()).toBe(0);
    expect(await page.evaluate(() => "hacked" in globalThis)).toBe(false);
    const shown = await main.innerText();
    expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    expect(shown).toContain("\\u202e");
    expect(shown).toContain("\\u001b");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await main.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    await expectAccessible(page);
    // A view of another origin becomes Logs of this one.
    await main.getByRole("link", { name: "Open its view" }).click();
    await expect(page).toHaveURL(/^[^/]+\/\/[^/]+\/logs\?log=/);
  });
}
