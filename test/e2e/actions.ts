import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import { exportName } from "../../src/export/export-name.ts";
import type { LogFileName } from "../../src/store/log-store.ts";
import { logsText as logWords } from "../../src/pages/logs/logs-text.ts";
import { recognizeText as recognizeWords } from "../../src/pages/recognize/recognize-text.ts";
import { synthesisText as synthesizeWords } from "../../src/pages/synthesize/synthesis-text.ts";
import type { Language } from "../../src/kit/i18n/language.ts";

/** What the page says, in both languages: a control is found by the label that a person reads. */
export const say = { synthesize: synthesizeWords, recognize: recognizeWords, logs: logWords };

/** An engine that is started first, on a busy machine; other suites than the scenarios have less patience by default. */
const patience = { timeout: 60_000 };

/** The pages of the console, as its navigation lists them. */
export async function placesIn(page: Page): Promise<{ path: string; name: string }[]> {
  const links = page.getByRole("navigation").getByRole("listitem").getByRole("link");
  await expect(links).not.toHaveCount(0);
  return links.evaluateAll((found) =>
    found.map((link) => ({ path: link.getAttribute("href")!, name: link.textContent.trim() })),
  );
}

/** What the page said last about a call. */
export function status(page: Page, beginning: string): Locator {
  return page.getByRole("status").filter({ hasText: new RegExp(`^${beginning}`) });
}

/** Writes the text and starts, without waiting for the end. The page is open at /synthesize. */
export async function startSynthesis(page: Page, text: string, language: Language = "en"): Promise<void> {
  const words = say.synthesize[language];
  await page.getByLabel(words.text, { exact: true }).fill(text);
  await page.getByRole("button", { name: words.start, exact: true }).click();
}

/** Has a text spoken and waits for the last of it. */
export async function synthesize(page: Page, text: string, language: Language = "en"): Promise<void> {
  await startSynthesis(page, text, language);
  await expect(status(page, language === "en" ? "Done: " : "Готово: ")).toBeAttached(patience);
}

/** Opens a recording and has it recognised. The page is open at /recognize. */
export async function recognize(page: Page, file: string, language: Language = "en"): Promise<void> {
  const words = say.recognize[language];
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole("button", { name: words.start, exact: true }).click();
  await expect(status(page, language === "en" ? "Done: " : "Готово: ")).toBeAttached(patience);
}

/** Clicks something that ends in a download and returns what was downloaded. */
export async function download(page: Page, control: Locator): Promise<{ name: string; path: string; bytes: Buffer }> {
  const [begun] = await Promise.all([page.waitForEvent("download"), control.click()]);
  const path = await begun.path();
  return { name: begun.suggestedFilename(), path, bytes: await readFile(path) };
}

/** Exports parts of the log from the page of logs, each as a real download. */
export async function exportLog(page: Page, parts: [file: LogFileName, backup: number][], language: Language = "en") {
  const words = say.logs[language];
  await page.goto(new URL("/logs", page.url()).href);
  await page.getByRole("button", { name: words.export, exact: true }).click();
  const files = [];
  for (const [file, backup] of parts) {
    const name = exportName(file, backup);
    files.push(await download(page, page.getByRole("button", { name: words.saveName(name), exact: true })));
  }
  await page.keyboard.press("Escape");
  return files;
}
