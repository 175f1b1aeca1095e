import { chromium, type Browser, type Page } from "@playwright/test";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rules } from "../../src/diagnosis/rules.ts";
import { words as settingsWords } from "../../src/ui/settings/words.ts";
import { words as synthesizeWords } from "../../src/ui/synthesize/words.ts";
import { whyNoEnvoy } from "../e2e/legs.ts";
import { findBrowser } from "../support/browser.ts";
import { openBed, type Bed } from "./bed.ts";
import { startConfigured, startPlain } from "./console.ts";
import { speakOnPage } from "./on-the-page.ts";

const noEnvoy = await whyNoEnvoy();
beforeEach(({ skip }) => skip(noEnvoy !== undefined, noEnvoy));

let bed: Bed;
let browser: Browser;

beforeAll(async () => {
  if (noEnvoy !== undefined) return;
  bed = await openBed();
  browser = await chromium.launch((await findBrowser()).launch);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await bed?.close();
});

/** What the browser hides behind the same "Failed to fetch" is told apart. */
describe("a call that the browser says nothing about", () => {
  async function open(parts: AsyncDisposableStack, url: string): Promise<Page> {
    const context = await browser.newContext({ locale: "en-GB" });
    parts.defer(() => context.close());
    const page = await context.newPage();
    await page.goto(`${url}/synthesize?voice=borisova`);
    // The page comes in parts: what has not come when the gateway dies would never come.
    await page.getByLabel(synthesizeWords.en.text, { exact: true }).waitFor();
    return page;
  }

  async function names(page: Page, cause: string): Promise<void> {
    const title = rules.find((rule) => rule.cause === cause)!.words.en.title;
    await page.locator("main").getByText(title).last().waitFor({ timeout: 60_000 });
    expect(await page.getByRole("alert").textContent()).toMatch(/Failed to fetch/);
  }

  /** Points the page at another gateway, as a person does in Settings. */
  async function pointAt(page: Page, url: string): Promise<void> {
    const own = new URL(page.url()).origin;
    await page.goto(`${own}/settings`);
    await page.getByLabel(settingsWords.en.endpoint).fill(url);
    await page.getByRole("button", { name: settingsWords.en.save }).first().click();
    await page.goto(`${own}/synthesize?voice=borisova`);
  }

  const gateway = () => startConfigured(`api_address = 127.0.0.1:${bed.platformPort}\nuse_ssl = false\n`);

  it("because the gateway has died", async () => {
    await using parts = new AsyncDisposableStack();
    const console = parts.adopt(await gateway(), (it) => it.close());
    const page = await open(parts, console.url);
    await console.kill();
    await speakOnPage(page);
    await names(page, "gateway-unreachable");
  });

  it("because the device is offline", async () => {
    await using parts = new AsyncDisposableStack();
    const console = parts.adopt(await gateway(), (it) => it.close());
    const page = await open(parts, console.url);
    await page.context().setOffline(true);
    await speakOnPage(page);
    await names(page, "offline");
  });

  it("because another gateway does not list this page's origin", async () => {
    await using parts = new AsyncDisposableStack();
    const other = parts.adopt(await gateway(), (it) => it.close());
    const console = parts.adopt(await startPlain("--allow-endpoint", other.url), (it) => it.close());
    const page = await open(parts, console.url);
    await pointAt(page, other.url);
    await speakOnPage(page);
    await names(page, "cors-blocked");
  });

  it("because the page's own policy does not list the endpoint", async () => {
    await using parts = new AsyncDisposableStack();
    const other = parts.adopt(await gateway(), (it) => it.close());
    const console = parts.adopt(await startPlain(), (it) => it.close());
    const page = await open(parts, console.url);
    await pointAt(page, other.url);
    await speakOnPage(page);
    await names(page, "endpoint-not-allowed");
  });
});
