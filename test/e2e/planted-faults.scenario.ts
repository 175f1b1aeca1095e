import { writeFile } from "node:fs/promises";
import type { Locator, Page, TestInfo } from "@playwright/test";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import { printQuery } from "../../src/query/print-query.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import type { PlantedFault } from "../../src/sample-log/planted-fault.ts";
import { countHand, queryBar } from "./actions.ts";
import { expect, test } from "./scenario.ts";

const startMs = Date.UTC(2026, 10, 21);
const lengthMs = 7 * 86_400_000;
const outage = { is: "outage", service: "TTS", from: 0.5, to: 0.53 } as const;
const combination = { is: "combination", voice: "levitan", sampleRateHz: 16_000 } as const;
const drift = { is: "drift", model: "e2e-v3", overSeconds: 60, since: 0.7, factor: 3.3 } as const;

test("an outage is named unasked by its service and times, and its calls are shown by the third click", async ({
  page,
}, info) => {
  const used = await openLog(page, info, { lines: 12_000, seed: 2, faults: [outage] });
  const sentence = strongest(page, "status");
  await expect(sentence).toContainText(/: ([\d,]+) of \1 failed; elsewhere/);
  expectOutage(await clausesIn(sentence));
  expectOutage(await showCalls(page));
  await expect(page.getByText("100% failed")).toBeVisible();
  expect(used()).toEqual({ clicks: 3, keys: 0 });
});

test("a combination of two fields is named unasked, and its calls are shown by the third click", async ({
  page,
}, info) => {
  const used = await openLog(page, info, { lines: 15_000, seed: 3, faults: [combination] });
  const sentence = strongest(page, "status");
  await expect(sentence).toContainText(/: ([\d,]+) of \1 failed; elsewhere/);
  expectCombination(await clausesIn(sentence));
  expectCombination(await showCalls(page));
  await expect(page.getByText("100% failed")).toBeVisible();
  expect(used()).toEqual({ clicks: 3, keys: 0 });
});

test("a drift of long recordings is named unasked by its model, length and moment, and shown by the third click", async ({
  page,
}, info) => {
  const used = await openLog(page, info, { lines: 24_000, seed: 4, faults: [drift] });
  const sentence = strongest(page, "status");
  await expect(sentence).toContainText(/ of [\d,]+ slow; elsewhere/);
  expectDrift(await clausesIn(sentence));
  expectDrift(await showCalls(page));
  expect(used()).toEqual({ clicks: 3, keys: 0 });
});

test("of three faults in one log each is named by the third click", async ({ page }, info) => {
  const used = await openLog(page, info, { lines: 24_000, seed: 4, faults: [outage, combination, drift] });
  await page.getByRole("status", { name: "Strongest difference" }).getByRole("link", { name: "What differs" }).click();
  // One of the list explains away what is only a part of it.
  const list = page.getByRole("list", { name: "Fields and pairs, strongest first" });
  const found = list.getByRole("listitem").filter({ hasNotText: "explained by" });
  await expect(found.nth(1)).toBeVisible();
  const named = await Promise.all((await found.all()).map((row) => clausesIn(row)));
  expectOutage(named.find((clauses) => clauses.includes("service:TTS")) ?? []);
  expectCombination(named.find((clauses) => clauses.some((clause) => clause.includes("voice_name"))) ?? []);

  await page.getByRole("radio", { name: "Slow / fast" }).check({ force: true });
  const headline = strongest(page, "region");
  await expect(headline).toContainText(/ of [\d,]+ slow; elsewhere/);
  expectDrift(await clausesIn(headline));
  expect(used()).toEqual({ clicks: 3, keys: 0 });
});

test("of a log without a fault it is said unasked that nothing stands out", async ({ page }, info) => {
  const used = await openLog(page, info, { lines: 12_000, seed: 2, faults: [] });
  await expect(strongest(page, "status")).toContainText(/Nothing stands out · [\d,]+ conditions tried/);
  expect(used()).toEqual({ clicks: 1, keys: 0 });
});

interface Planted {
  lines: number;
  seed: number;
  faults: PlantedFault[];
}

/** Opens a generated log as a person does. @returns what the hand has done so far: the opening is the first click */
async function openLog(page: Page, info: TestInfo, { lines, ...log }: Planted) {
  const used = await countHand(page);
  const path = info.outputPath("planted.jsonl");
  const events = generateCalls(lines, { ...log, startMs, lengthMs });
  await writeFile(path, [...events].map((event) => `${renderJsonLine(event)}\n`).join(""));
  await page.goto("/logs");
  const open = page.getByRole("button", { name: "Open log…" }).first();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), open.click()]);
  await chooser.setFiles(path);
  await expect(page).toHaveURL(/\/logs\?log=/);
  return used;
}

/** The sentence above the list (`status`) or above the comparison (`region`). */
function strongest(page: Page, role: "status" | "region"): Locator {
  return page.getByRole(role, { name: "Strongest difference" });
}

/** Goes from the sentence to the comparison and on to the calls that it names. @returns the conditions of their list */
async function showCalls(page: Page): Promise<string[]> {
  await strongest(page, "status").getByRole("link", { name: "What differs" }).click();
  await strongest(page, "region").getByRole("link", { name: "Show these calls" }).click();
  await expect(queryBar(page)).not.toHaveValue("");
  return conditionsOf(await queryBar(page).inputValue());
}

/** The conditions that a difference names, each as the query that its link writes. */
async function clausesIn(difference: Locator): Promise<string[]> {
  const links = await difference.getByTitle(/^Filter: /).all();
  const addresses = await Promise.all(links.map((link) => link.getAttribute("href")));
  return addresses.flatMap((address) => conditionsOf(new URL(address!, "http://localhost").searchParams.get("q")!));
}

function conditionsOf(query: string): string[] {
  return parseQuery(query).conditions.map((condition) => printQuery(condition.query));
}

function expectOutage(conditions: string[]): void {
  expect(conditions).toEqual(["service:TTS", expect.stringMatching(/^timestamp:/)]);
  const { from, to } = rangeOf(conditions[1]!);
  expect(minutesOff(from, outage.from)).toBeLessThan(20);
  expect(minutesOff(to, outage.to)).toBeLessThan(20);
}

function expectCombination(conditions: string[]): void {
  expect(conditions.toSorted()).toEqual(["request_data.sample_rate_hertz:16000", "request_data.voice_name:levitan"]);
}

function expectDrift(conditions: string[]): void {
  expect(conditions).toEqual([
    "request_data.model:e2e-v3",
    expect.stringMatching(/^response_data\.audio_seconds:>=/),
    expect.stringMatching(/^timestamp:>=/),
  ]);
  const seconds = Number(rangeOf(conditions[1]!).from);
  expect(Math.abs(seconds - drift.overSeconds)).toBeLessThan(6);
  expect(minutesOff(rangeOf(conditions[2]!).from, drift.since)).toBeLessThan(240);
}

/** The two ends of a range as they are written; empty where it is open. */
function rangeOf(condition: string): { from: string; to: string } {
  const { query } = parseQuery(condition);
  if (query.is !== "field" || query.test.is !== "range") throw new Error(`not a range: ${condition}`);
  return { from: query.test.from?.value ?? "", to: query.test.to?.value ?? "" };
}

/** Minutes between a written time and a moment of the log, given as a share of its length. */
function minutesOff(time: string, share: number): number {
  return Math.abs(Date.parse(time) - (startMs + share * lengthMs)) / 60_000;
}
