import { measureSpeech } from "../support/measure-speech.ts";
import { download, labels, startSynthesis, status, synthesize } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { pathTags } from "./connection-paths.ts";
import { expect, test } from "./scenario.ts";
import { smokeTag } from "./smoke.ts";

const sentences = {
  en: { text: "The train to London leaves from platform five at half past nine.", locale: "en-GB" },
  ru: { text: "Поезд до Москвы отправляется с пятого пути в половине десятого.", locale: "ru-RU" },
} as const;

for (const language of ["en", "ru"] as const) {
  const { text, locale } = sentences[language];

  test.describe(`in ${language}`, () => {
    test.use({ locale });

    test("a sentence becomes speech that can be kept", { tag: smokeTag("speak") }, async ({ page }) => {
      await page.goto("/synthesize");
      await synthesize(page, text, language);
      const { name, bytes } = await download(page, page.getByRole("button", { name: labels[language].downloadWav }));
      expect(name).toMatch(/^speech-.*\.wav$/);
      const speech = measureSpeech(bytes);
      expect(speech.durationSeconds).toBeGreaterThan(2);
      expect(speech.durationSeconds).toBeLessThan(12);
      expect(speech.levelDb).toBeGreaterThan(-35);
      expect(speech.voicedShare).toBeGreaterThan(0.4);
      expect(speech.crossingSpread).toBeGreaterThan(0.4);
    });

    test("an unknown voice is refused in words that name it", { tag: pathTags.both }, async ({ page }) => {
      await page.goto("/synthesize?voice=nobody");
      await startSynthesis(page, text, language);
      await expect(status(page, labels[language].failed)).toBeAttached();
      const card = page.getByRole("alert");
      await expect(card).toContainText(
        language === "en" ? "The platform rejected the request" : "Платформа отклонила запрос",
      );
      await expect(card).toContainText("nobody");
      await expect(card).toContainText(/req_\d+_\d{4}/);
    });
  });
}

test("voices, rates and encodings differ in the file that is kept", async ({ page }) => {
  await page.goto("/synthesize?coding=alaw&rate=8000");
  await synthesize(page, sentences.en.text);
  const narrow = await download(page, page.getByRole("button", { name: "Download WAV" }));
  expect(measureSpeech(narrow.bytes)).toMatchObject({ sampleRateHz: 8000 });
  await page.getByLabel("Encoding").selectOption("pcm16");
  await page.getByLabel("Sample rate").selectOption("48000");
  const cards = page.getByRole("group", { name: "Voice", exact: true }).getByRole("radio");
  const voices = await cards.evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).value));
  expect(new Set(voices).size).toBe(voices.length);
  expect(voices.length).toBeGreaterThan(3);
  await cards.last().check();
  await synthesize(page, sentences.en.text);
  const wide = await download(page, page.getByRole("button", { name: "Download WAV" }));
  const speech = measureSpeech(wide.bytes);
  expect(speech.sampleRateHz).toBe(48_000);
  expect(speech.crossingSpread).toBeGreaterThan(0.4);
  expect(wide.bytes.length).toBeGreaterThan(narrow.bytes.length * 5);
  expect(wide.name).toContain(voices.at(-1)!);
});

test("SSML is written from what is offered, and a mistake is told where it stands, before the call and by it", async ({
  page,
}) => {
  await page.goto("/synthesize");
  await page.getByLabel("SSML markup").check();
  const field = page.getByLabel("Text", { exact: true });
  await field.click();
  await page.keyboard.type("<");
  await expect(page.getByRole("option", { name: "speak" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await page.keyboard.type("\n  One <br");
  await expect(page.getByRole("option", { name: "break" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue('<speak>\n  One <break time="0.5s"/></speak>');

  await field.fill('<speak>\n  One <break time="soon"/> two\n</speak>');
  const mistake = page.getByRole("button", { name: /line 2, column 14/ });
  await mistake.click();
  expect(
    await field.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)),
  ).toBe('time="soon"');
  await page.getByRole("button", { name: "Synthesize", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText(/line 2, column 14/);
});

/** Some seconds of work for the engine, and many more of speech. */
const longText = "The train to London leaves from platform five at half past nine. ".repeat(40).trim();

test("speech is heard before the last of it has come", { tag: pathTags.both }, async ({ page }) => {
  await page.goto("/synthesize");
  // The second of two calls is held back until the first is heard, however fast the engine is and however slow the page.
  const heard = Promise.withResolvers<void>();
  let calls = 0;
  await page.route("**/StreamingSynthesize", async (route) => {
    if (++calls === 2) await heard.promise;
    await route.continue();
  });
  await startSynthesis(page, `${longText} ${longText}`);
  const position = page.getByRole("slider", { name: "Speech, position" });
  await expect.poll(async () => Number(await position.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
  await expect(page.getByText("Receiving: ").first()).toBeAttached();
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  heard.resolve();
  await expect(status(page, "Done: ")).toBeAttached({ timeout: 60_000 });
  expect(Number(await position.getAttribute("aria-valuemax"))).toBeGreaterThan(200);
});

test("a text longer than one call is joined to its whole length", async ({ page }) => {
  await page.goto("/synthesize?rate=8000");
  await page.getByLabel("Play while receiving").uncheck();
  await synthesize(page, longText);
  const once = measureSpeech((await download(page, page.getByRole("button", { name: "Download WAV" }))).bytes);
  await synthesize(page, `${longText} ${longText}`);
  await expect(page.getByText("2 of 2 parts")).toBeVisible();
  const twice = measureSpeech((await download(page, page.getByRole("button", { name: "Download WAV" }))).bytes);
  expect(twice.durationSeconds / once.durationSeconds).toBeGreaterThan(1.97);
  expect(twice.durationSeconds / once.durationSeconds).toBeLessThan(2.03);
});

test("speech can be played and paused", async ({ page }) => {
  await page.goto("/synthesize");
  await page.getByLabel("Play while receiving").uncheck();
  // Half a minute, so that a busy machine comes to the pause before the end.
  await synthesize(page, `${sentences.en.text} `.repeat(6));
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  const position = page.getByRole("slider", { name: "Speech, position" });
  await expect(async () => {
    expect(Number(await position.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
  }).toPass();
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test("what was spoken is heard again after a reload, without a call", async ({ page }) => {
  await page.goto("/synthesize");
  await page.getByLabel("Play while receiving").uncheck();
  await synthesize(page, sentences.en.text);
  const again = page.getByRole("button", { name: `Play again: ${sentences.en.text.slice(0, 20)}` });
  await expect(again).toBeEnabled();
  await page.reload();
  const calls: string[] = [];
  page.on("request", (request) => void (request.url().includes("/mts.ai.") && calls.push(request.url())));
  await expect(page.getByRole("radio", { name: "borisova" })).toBeVisible();
  await again.click();
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  expect(calls.filter((url) => url.includes("ynthesize"))).toEqual([]);
});

test("a newcomer hears an example with one click, and a voice whose pitch is measured and kept", async ({ page }) => {
  await page.goto("/synthesize");
  await expect(page.getByLabel("Text", { exact: true })).toBeFocused();
  await expect(page.getByRole("radio", { name: "borisova" })).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Greeting" }).click();
  await expect(status(page, "Done: ")).toBeAttached();

  await page.getByRole("button", { name: "Preview gavrilov" }).click();
  await expect(page.getByText(/^measured: \d+\sHz, (low|medium|high)$/)).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByText(/^measured: \d+\sHz/)).toBeVisible();
  const calls: string[] = [];
  page.on("request", (request) => void (request.url().includes("ynthesize") && calls.push(request.url())));
  await page.getByRole("button", { name: "Preview gavrilov" }).click();
  await expect(page.getByRole("button", { name: "Stop the preview of gavrilov" })).toBeVisible();
  expect(calls.filter((url) => url.includes("/mts.ai."))).toEqual([]);
});
