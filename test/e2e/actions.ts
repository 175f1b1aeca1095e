import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import { exportName } from "../../src/export/export-name.ts";
import type { LogFileName } from "../../src/store/log-store.ts";
import { logsText as logWords } from "../../src/pages/logs/logs-text.ts";
import { recognizeText as recognizeWords } from "../../src/pages/recognize/recognize-text.ts";
import { synthesisText as synthesizeWords } from "../../src/pages/synthesize/synthesis-text.ts";
import type { Language } from "../../src/kit/i18n/language.ts";

/** Texts of the pages in both languages: controls are found by their labels. */
export const say = { synthesize: synthesizeWords, recognize: recognizeWords, logs: logWords };

/** Enough for starting an engine on a busy machine; suites other than the scenarios have shorter default timeouts. */
const engineTimeout = { timeout: 60_000 };

/** The pages of the console, as its navigation lists them. */
export async function placesIn(page: Page): Promise<{ path: string; name: string }[]> {
  const links = page.getByRole("navigation").getByRole("listitem").getByRole("link");
  await expect(links).not.toHaveCount(0);
  return links.evaluateAll((found) =>
    found.map((link) => ({ path: link.getAttribute("href")!, name: link.textContent.trim() })),
  );
}

/** The page's status line of a call. */
export function status(page: Page, beginning: string): Locator {
  return page.getByRole("status").filter({ hasText: new RegExp(`^${beginning}`) });
}

/** Types the text and starts its synthesis, without waiting for the end. The page is open at /synthesize. */
export async function startSynthesis(page: Page, text: string, language: Language = "en"): Promise<void> {
  const words = say.synthesize[language];
  await page.getByLabel(words.text, { exact: true }).fill(text);
  await page.getByRole("button", { name: words.start, exact: true }).click();
}

/** Synthesizes a text and waits for the end. */
export async function synthesize(page: Page, text: string, language: Language = "en"): Promise<void> {
  await startSynthesis(page, text, language);
  await expect(status(page, language === "en" ? "Done: " : "Готово: ")).toBeAttached(engineTimeout);
}

/** Opens a recording and recognises it. The page is open at /recognize. */
export async function recognize(page: Page, file: string, language: Language = "en"): Promise<void> {
  const words = say.recognize[language];
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole("button", { name: words.start, exact: true }).click();
  await expect(status(page, language === "en" ? "Done: " : "Готово: ")).toBeAttached(engineTimeout);
}

/** Clicks a control that starts a download. @returns the downloaded file */
export async function download(page: Page, control: Locator): Promise<{ name: string; path: string; bytes: Buffer }> {
  const [begun] = await Promise.all([page.waitForEvent("download"), control.click()]);
  const path = await begun.path();
  return { name: begun.suggestedFilename(), path, bytes: await readFile(path) };
}

/** Exports parts of the log on the Logs page, each as a real download. */
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
