import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { exportName } from "../../src/export/export-name.ts";
import type { LogFileName } from "../../src/store/log-store.ts";
import type { Language } from "../../src/kit/i18n/language.ts";
import { droppedFile, dropFileOn } from "../support/drop-file.ts";
import { downloadInFirefox } from "../support/firefox.ts";

/**
 * The labels that scenarios in both languages look for, as a person reads them.
 *
 * They are written out here: a label that is wrong on the page must not be found.
 */
export const labels = {
  en: {
    text: "Text",
    synthesize: "Synthesize",
    recognize: "Recognize",
    recordingLanguage: "Recording language",
    done: "Done: ",
    failed: "Failed, see below.",
    downloadWav: "Download WAV",
    export: "Export",
    save: "Save",
  },
  ru: {
    text: "Текст",
    synthesize: "Озвучить",
    recognize: "Распознать",
    recordingLanguage: "Язык записи",
    done: "Готово: ",
    failed: "Не получилось, подробности ниже.",
    downloadWav: "Скачать WAV",
    export: "Экспорт",
    save: "Сохранить",
  },
} as const;

/** What a browser of each language names as its own. */
export const languages = { en: "en-GB", ru: "ru-RU" } as const;

/** Enough for starting an engine on a busy machine; suites other than the scenarios have a default of five seconds. */
const engineTimeout = { timeout: 100_000 };

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

/** The rows of the log: calls, events, or lines of a file. */
export function logRows(page: Page): Locator {
  return page.getByRole("listbox", { name: /^(?:Calls|Events|Lines|Вызовы|События|Строки)/ }).getByRole("option");
}

/** Where a query of the log is written. */
export function queryBar(page: Page): Locator {
  return page.getByRole("combobox", { name: "Query" });
}

/** Shows the rows of a query. The page is open at /logs. */
export async function searchLog(page: Page, query: string): Promise<void> {
  await queryBar(page).fill(query);
  await queryBar(page).press("Enter");
}

/** Types the text and starts its synthesis, without waiting for the end. The page is open at /synthesize. */
export async function startSynthesis(page: Page, text: string, language: Language = "en"): Promise<void> {
  await page.getByLabel(labels[language].text, { exact: true }).fill(text);
  await page.getByRole("button", { name: labels[language].synthesize, exact: true }).click();
}

/** Synthesizes a text and waits for the end. */
export async function synthesize(page: Page, text: string, language: Language = "en"): Promise<void> {
  await startSynthesis(page, text, language);
  await expect(status(page, labels[language].done)).toBeAttached(engineTimeout);
}

/** Opens a recording and recognises it. The page is open at /recognize. */
export async function recognize(page: Page, file: string, language: Language = "en"): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole("button", { name: labels[language].recognize, exact: true }).click();
  await expect(status(page, labels[language].done)).toBeAttached(engineTimeout);
}

/** Drops a file on the page, as a person does: a log is imported. */
export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  await dropBytes(page, name, Buffer.from(text));
}

/** Drops a file of any bytes on the page. */
export async function dropBytes(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.getByRole("main").evaluate(dropFileOn, droppedFile(name, bytes));
}

/** Clicks a control that starts a download. @returns the downloaded file */
export async function download(page: Page, control: Locator): Promise<{ name: string; path: string; bytes: Buffer }> {
  if (page.context().browser()!.browserType().name() === "firefox") {
    const path = await downloadInFirefox(() => control.click());
    return { name: basename(path), path, bytes: await readFile(path) };
  }
  const [begun] = await Promise.all([page.waitForEvent("download"), control.click()]);
  const path = await begun.path();
  return { name: begun.suggestedFilename(), path, bytes: await readFile(path) };
}

/** Exports parts of the log on the Logs page, each as a real download. */
export async function exportLog(page: Page, parts: [file: LogFileName, backup: number][], language: Language = "en") {
  await page.goto(new URL("/logs", page.url()).href);
  await page.getByRole("button", { name: labels[language].export, exact: true }).click();
  const files = [];
  for (const [file, backup] of parts) {
    const name = exportName(file, backup);
    files.push(
      await download(page, page.getByRole("button", { name: `${labels[language].save} ${name}`, exact: true })),
    );
  }
  await page.keyboard.press("Escape");
  return files;
}

/** Switches on the ready rule about success, so that it fires at the first failed call. The page is open at /alerts. */
export async function switchOnSuccessRule(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Success under 96%" }).first().click();
  for (const slider of ["For", "At least"]) await page.getByRole("slider", { name: slider, exact: true }).press("Home");
  await page.getByRole("button", { name: "Save and switch on" }).click();
}

/** Counts presses of the pointer and of keys from the next page on. @returns how many there have been */
export async function countHand(page: Page): Promise<() => { clicks: number; keys: number }> {
  const used = { clicks: 0, keys: 0 };
  await page.exposeFunction("countHand", (is: keyof typeof used) => used[is]++);
  await page.addInitScript(() => {
    const { countHand } = globalThis as unknown as { countHand: (is: "clicks" | "keys") => void };
    addEventListener("pointerdown", () => countHand("clicks"), { capture: true });
    addEventListener("keydown", () => countHand("keys"), { capture: true });
  });
  return () => used;
}
