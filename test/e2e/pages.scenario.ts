import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expectAccessible as check } from "./axe.ts";
import { labels, languages, logRows, recognize, startSynthesis, status, synthesize } from "./actions.ts";
import { everyPage } from "./every-page.ts";
import { expect, test } from "./scenario.ts";
import { smallTargets } from "./small-targets.ts";

const clip = fileURLToPath(new URL("../fixtures/speech/goforward.wav", import.meta.url));
const menu = {
  en: { recognize: "Recognize", logs: "Logs", settings: "Settings", more: "More" },
  ru: { recognize: "Распознавание", logs: "Журнал", settings: "Настройки", more: "Ещё" },
} as const;

// Texts differ by language, contrast by theme: two of the four pairs have both of each.
for (const [language, colorScheme] of [
  ["en", "light"],
  ["ru", "dark"],
] as const) {
  test.describe(`in ${language}, ${colorScheme}`, () => {
    test.use({ locale: languages[language], colorScheme });

    test("every page is clean to axe, with and without results", async ({ page }) => {
      await page.goto("/synthesize");
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await everyPage(page, () => check(page));
      await page.goto("/synthesize");
      await synthesize(page, "One two three. Раз два три.", language);
      await check(page);
      await page.goto("/synthesize?voice=nobody");
      await startSynthesis(page, "One two three.", language);
      await expect(status(page, labels[language].failed)).toBeAttached();
      await check(page);
      await page.goto("/recognize");
      await page.getByLabel(labels[language].recordingLanguage).selectOption("en");
      await page.getByText(language === "en" ? "More options" : "Дополнительно").click();
      await recognize(page, clip, language);
      await page
        .getByText(language === "en" ? "Compare with a reference text" : "Сравнить с эталонным текстом")
        .click();
      await check(page);
      await page.goto("/logs");
      await logRows(page).first().click();
      await check(page);
      await page.getByRole("button", { name: labels[language].export, exact: true }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await check(page);
    });
  });
}

test.describe("on a telephone, 390 px wide", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  for (const language of ["en", "ru"] as const) {
    test.describe(`in ${language}`, () => {
      test.use({ locale: languages[language] });

      test("no page scrolls sideways, and every target is large enough and apart from the next one", async ({
        page,
      }) => {
        const small: string[] = [];
        await page.goto("/synthesize");
        await synthesize(page, "A sentence. ".repeat(5), language);
        await expectNoSidewaysScroll(page);
        await page.goto("/recognize");
        await page.getByLabel(labels[language].recordingLanguage).selectOption("en");
        await recognize(page, clip, language);
        await expectNoSidewaysScroll(page);
        await everyPage(page, async () => {
          await expectNoSidewaysScroll(page);
          await expectWholeTables(page);
          small.push(...(await smallTargets(page)));
        });
        await page.goto("/logs");
        await logRows(page).first().tap();
        await expectNoSidewaysScroll(page);
        small.push(...(await smallTargets(page)));
        expect(small).toEqual([]);
      });

      test("the main actions can be tapped", async ({ page }) => {
        const pages = menu[language];
        await page.goto("/synthesize");
        const words = labels[language];
        await page.getByLabel(words.text, { exact: true }).fill("Good morning.");
        await page.getByRole("button", { name: words.synthesize, exact: true }).tap();
        await expect(status(page, words.done)).toBeAttached();
        await page.getByRole("button", { name: words.downloadWav }).tap();
        await page.getByRole("link", { name: pages.logs, exact: true }).tap();
        await expect(logRows(page).first()).toBeInViewport();
        await page.getByRole("button", { name: labels[language].export, exact: true }).tap();
        await expect(
          page.getByRole("button", { name: `${words.save} tts_structured.jsonl`, exact: true }),
        ).toBeInViewport();
        await page.keyboard.press("Escape");
        await page.getByRole("link", { name: pages.recognize, exact: true }).tap();
        await expect(page.getByRole("button", { name: words.recognize, exact: true })).toBeInViewport();
        // Five places fit into the bar; the others stand behind the last of them.
        await page.getByRole("button", { name: pages.more, exact: true }).tap();
        await page.getByRole("link", { name: pages.settings, exact: true }).tap();
        await expect(page.getByRole("link", { name: pages.settings, exact: true })).toBeHidden();
        await expect(page.getByRole("switch").first()).toBeInViewport();
      });
    });
  }
});

/** Rows become cards where they do not fit: no figure is out of sight. */
async function expectWholeTables(page: Page): Promise<void> {
  // A chart in numbers is there for screen readers only: nothing of it is seen.
  const cut = await page.locator("main :not(.visually-hidden) > table").evaluateAll((tables) =>
    tables
      .map((table) => table.parentElement!)
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((frame) => frame.getAttribute("aria-label")),
  );
  expect(cut, page.url()).toEqual([]);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  // Tables may scroll inside a frame of their own; neither the document nor the content may.
  const wide = await page.evaluate(() =>
    ["html", "body", "main"].filter((name) => {
      const element = document.querySelector(name)!;
      return element.scrollWidth > element.clientWidth;
    }),
  );
  expect(wide, page.url()).toEqual([]);
}
