import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { dropFile, logRows } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

/** Of no server: it has the form of one. */
const token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzY2VuYXJpbyIsIm4iOjQ3MTF9.c2lnbmF0dXJlLW9mLW5vYm9keQ";
const encoded = {
  plain: token,
  base64: Buffer.from(token).toString("base64"),
  hex: Buffer.from(token).toString("hex"),
};

/** A log that another program wrote, with the token in three forms. */
const log = Object.entries(encoded)
  .map(([form, text], at) => ({
    timestamp: `2026-03-02T09:00:0${String(at)}.000Z`,
    level: "INFO",
    event: "system_note",
    message: `sent as ${form}: ${text}`,
    session_id: "session_of_another",
    seq: at + 1,
  }))
  .map((line) => `${JSON.stringify(line)}\n`)
  .join("");

const labels = {
  en: {
    thisPage: "This page",
    pasted: "Pasted",
    token: "Token",
    use: "Use token",
    export: "Export",
    save: /^Save /,
    copy: ["Copy as text", "Copy as JSON", "Copy as CSV"],
    bundle: "Support bundle",
    saveBundle: /^Save bundle/,
    notSaved: "Not saved: a secret in use is in the file",
    notCopied: "Not copied: a secret in use is in the text",
    // A Parquet file has no lines.
    place: /Access token.*(?:Line \d, b|B)yte [\d,]+/s,
  },
  ru: {
    thisPage: "Эта страница",
    pasted: "Вставлен",
    token: "Токен",
    use: "Использовать токен",
    export: "Экспорт",
    save: /^Сохранить /,
    copy: ["Скопировать текстом", "Скопировать JSON", "Скопировать CSV"],
    bundle: "Пакет для поддержки",
    saveBundle: /^Сохранить пакет/,
    notSaved: "Не сохранено: в файле есть действующий секрет",
    notCopied: "Не скопировано: в тексте есть действующий секрет",
    place: /Токен доступа.*(?:Строка \d, б|Б)айт [\d\s]+/s,
  },
} as const;

for (const [language, locale, colorScheme, width] of [
  ["en", "en-GB", "light", 1440],
  ["ru", "ru-RU", "dark", 390],
] as const) {
  test.describe(`${locale}, ${colorScheme}, ${String(width)} px`, () => {
    test.use({
      locale,
      colorScheme,
      viewport: { width, height: 900 },
      permissions: ["clipboard-read", "clipboard-write"],
    });

    test("a token in use leaves in no file and no copy, in none of its encodings, and the dialog says where it stands", async ({
      page,
    }) => {
      const text = labels[language];
      const downloads: Download[] = [];
      page.on("download", (download) => void downloads.push(download));
      const refusal = (title: string) => page.getByRole("dialog", { name: title });
      let refused = 0;
      const expectRefused = async (title: string): Promise<void> => {
        refused++;
        await expect(refusal(title)).toContainText(text.place);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        await expect(refusal(title)).not.toContainText(token.slice(0, 12));
        // The first of each kind is enough: all look alike.
        if (refused === 1 || title === text.notCopied) await expectAccessible(page);
        await shoot(page, `leak-${language}-${colorScheme}-${String(width)}-${String(refused)}`);
        await page.keyboard.press("Escape");
        await expect(refusal(title)).toBeHidden();
      };

      await page.goto("/settings");
      await page.getByRole("radio", { name: text.thisPage, exact: true }).check();
      await page.getByRole("radio", { name: text.pasted, exact: true }).check();
      await page.getByLabel(text.token, { exact: true }).fill(token);
      await page.getByRole("button", { name: text.use }).click();
      await dropFile(page, "another.jsonl", log);
      await expect(page).toHaveURL(/log=/);
      await goTo(page, "/logs");
      await expect(logRows(page)).toHaveCount(3);

      // Each encoding alone.
      const query = page.getByRole("main").getByRole("combobox").first();
      const exporting = page.getByRole("button", { name: text.export, exact: true });
      const saves = page.getByRole("dialog").getByRole("button", { name: text.save });
      for (const form of Object.keys(encoded)) {
        await query.fill(`"sent as ${form}"`);
        await query.press("Enter");
        await expect(logRows(page)).toHaveCount(1);
        await expect(logRows(page)).toContainText(`sent as ${form}`);
        await exporting.click();
        await saves.first().click();
        await expectRefused(text.notSaved);
        await page.keyboard.press("Escape");
      }
      await query.fill("");
      await query.press("Enter");
      await expect(logRows(page)).toHaveCount(3);

      // Every form of export.
      await exporting.click();
      await expect.poll(() => saves.count()).toBeGreaterThan(4);
      for (const save of await saves.all()) {
        await save.click();
        await expectRefused(text.notSaved);
      }
      await page.keyboard.press("Escape");

      // Copies of the rows.
      await logRows(page).first().click();
      await page.keyboard.press("Escape");
      await page.evaluate(() => navigator.clipboard.writeText("before"));
      await page.keyboard.press("Shift+End");
      for (const name of text.copy) {
        await page.getByRole("button", { name, exact: true }).click();
        await expectRefused(text.notCopied);
      }
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("before");

      // A bundle with all switches on leaves without it.
      await exporting.click();
      await page.getByRole("dialog").getByRole("link", { name: text.bundle }).click();
      const switches = page.getByRole("switch");
      await expect(switches).toHaveCount(5);
      for (const one of await switches.all()) if (!(await one.isChecked())) await one.click();
      const begun = page.waitForEvent("download");
      await page.getByRole("button", { name: text.saveBundle }).click();
      await begun;
      expect(downloads).toHaveLength(1);
      const parts = unzipSync(await readFile(await downloads[0]!.path()));
      const lines = Buffer.from(parts["log.jsonl"]!).toString("utf8").trim().split("\n");
      expect(lines).toHaveLength(3);
      for (const [name, bytes] of Object.entries(parts)) {
        const content = Buffer.from(bytes).toString("latin1");
        for (const form of Object.values(encoded)) expect(content.includes(form.slice(0, 20)), name).toBe(false);
      }

      // The live log has each refusal, without the secret.
      await page.goto("/logs?view=events&q=event%3Asystem_audit_refusal");
      await expect(logRows(page)).toHaveCount(refused);
      await expect(page.getByRole("main")).not.toContainText(token.slice(0, 12));
    });
  });
}

/** Follows a link of the navigation: loaded anew, the page would forget the token. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.getByRole("navigation").locator(`a[href^="${path}"]:visible`).first().click();
}

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env["LEAK_SHOTS"];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
