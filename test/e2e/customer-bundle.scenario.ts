import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { createSecretMatcher, secretForms } from "../../src/basics/secret-forms.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import type { PlantedFault } from "../../src/sample-log/planted-fault.ts";
import { plantTexts, secretMark, type PlantedTexts } from "../support/planted-texts.ts";
import { countHand, download, dropBytes, logRows } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

const lengthMs = 2 * 86_400_000;
const faults: PlantedFault[] = [
  { is: "outage", service: "TTS", from: 0.3, to: 0.33 },
  { is: "combination", voice: "levitan", sampleRateHz: 16_000 },
  { is: "outage", service: "ASR", from: 0.8, to: 0.83, error: "UNAUTHENTICATED" },
];
/** A token that the page uses; no two of its beginnings are alike. */
const token = "Lv7-tok.Zr04kq_9Wm/x+Pd2sYb8";

test("a customer's bundle leads support to the cause of each of three faults, and holds nothing that must not leave", async ({
  page,
  browser,
}) => {
  const calls = generateCalls(4_100, { seed: 11, lengthMs, startMs: Date.now() - lengthMs - 60_000, faults });
  const planted = plantTexts([...calls], 1_000, secretForms(token));
  expect(planted.events.filter(({ event }) => event === "request_start").length).toBeGreaterThanOrEqual(2_000);
  await fillLiveLog(page, planted);
  await useToken(page);

  // Everything covered, as the page proposes it.
  const covered = await makeBundle(page);
  const inLog = JSON.stringify(planted.events);
  expect(createSecretMatcher([secretMark]).find(inLog).length).toBeGreaterThanOrEqual(planted.secrets.length);
  expectNone(covered, [secretMark], "a secret");
  expectNone(covered, [token], "the token in use");
  expect(planted.personal.filter((text) => covered.includes(text))).toEqual([]);

  // The first drop is no click of support; each fault is looked for from where the bundle opened.
  const context = await browser.newContext();
  const support = await context.newPage();
  const used = await countHand(support);
  await support.goto("/synthesize");
  await dropBytes(support, "support.audiokit.zip", await lastBundle(page));
  await expect(support).toHaveURL(/\/logs\?/);
  await expect(logRows(support)).not.toHaveCount(0);
  const landing = support.url();
  for (const fault of [
    {
      row: /The platform refused the connection.*TTS/,
      shares: /in \d+\s(min|h)/,
      cause: /nothing listens on the port/,
    },
    { row: /A service inside the platform failed.*TTS/, shares: /voice_name = levitan|levitan/, cause: /.+/ },
    { row: /token.*ASR/i, shares: /in \d+\s(min|h)/, cause: /token/i },
  ]) {
    await support.goto(landing);
    const before = used().clicks;
    await support
      .getByRole("navigation")
      .getByRole("link", { name: /^Errors/ })
      .click();
    const row = support.getByRole("row").filter({ hasText: fault.row }).filter({ hasText: fault.shares });
    await expect(row).toHaveCount(1, { timeout: 60_000 });
    await row.getByRole("button").first().click();
    const cause = support.getByRole("heading", { name: "Cause" });
    await expect(cause).toBeVisible();
    await expect(cause.locator("xpath=..")).toContainText(fault.cause);
    expect(used().clicks - before).toBeLessThanOrEqual(3);
  }
  await expectAccessible(support);
  await context.close();

  // Texts leave, but for what the rules name.
  await page.getByRole("navigation").getByRole("link", { name: "Settings" }).click();
  for (const name of ["Email addresses", "Telephone numbers"]) await page.getByRole("switch", { name }).check();
  const withTexts = await makeBundle(page, ["Texts for synthesis", "Transcripts"]);
  const [spoken] = planted.events.flatMap(({ request_data: data }) => data?.["text"] ?? []) as string[];
  expect(withTexts).toContain(JSON.stringify(spoken!.slice(0, spoken!.indexOf(";"))).slice(0, -1));
  expectNone(withTexts, [secretMark, token], "a secret");
  expect(planted.personal.filter((text) => withTexts.includes(text))).toEqual([]);
});

/** Fills the live log with what tabs of the days before would have left to be written by the next page. */
async function fillLiveLog(page: Page, { events }: PlantedTexts): Promise<void> {
  await page.goto("/synthesize");
  const half = Math.ceil(events.length / 2);
  for (const [writer, from] of [
    ["customer-1", 0],
    ["customer-2", half],
  ] as const) {
    const batches = JSON.stringify([{ batch: 1, events: events.slice(from, from + half) }]);
    await page.evaluate(
      ([key, value]) => localStorage.setItem(key!, value!),
      [`audiokit-log:last-words:${writer}`, batches],
    );
    await page.reload();
    await expect
      .poll(() => page.evaluate((key) => localStorage.getItem(key), `audiokit-log:last-words:${writer}`))
      .toBeNull();
  }
}

/** Has the page use the token. It is in memory only: the page is not loaded anew afterwards. */
async function useToken(page: Page): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: "Settings" }).click();
  await page.getByRole("radio", { name: "This page", exact: true }).check();
  await page.getByLabel("Token", { exact: true }).fill(token);
  await page.getByRole("button", { name: "Use token" }).click();
}

const bundles = new WeakMap<Page, Buffer>();
const lastBundle = (page: Page) => Promise.resolve(bundles.get(page)!);

/** Makes a bundle of the whole live log from Logs. @param switches put on before. @returns all its parts as one text */
async function makeBundle(page: Page, switches: readonly string[] = []): Promise<string> {
  await page.getByRole("navigation").getByRole("link", { name: "Logs" }).click();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Support bundle" }).click();
  for (const name of switches) await page.getByRole("switch", { name }).check();
  const { bytes } = await download(page, page.getByRole("button", { name: /^Save bundle/ }));
  bundles.set(page, bytes);
  const parts = unzipSync(new Uint8Array(bytes));
  expect(Object.keys(parts)).toEqual(expect.arrayContaining(["manifest.json", "log.jsonl"]));
  return Object.entries(parts)
    .map(([name, content]) => `${name}\n${Buffer.from(content).toString("utf8")}`)
    .join("\n");
}

/** None of these stands in a text, in whatever encoding. */
function expectNone(text: string, values: readonly string[], what: string): void {
  const matcher = createSecretMatcher(values);
  const found = text.split("\n").find((line) => matcher.has(line));
  expect(found, what).toBeUndefined();
}
