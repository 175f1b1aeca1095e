import { fileURLToPath } from "node:url";
import { spokenWords, wrongWords, type ClipName } from "../support/speech.ts";
import { download, recognize, say } from "./actions.ts";
import { transcriptWords } from "../../src/ui/recognize/transcript-words.ts";
import { expect, test } from "./scenario.ts";

const clip = (name: string) => fileURLToPath(new URL(`../fixtures/speech/${name}`, import.meta.url));
const words = say.recognize.en;

for (const name of Object.keys(spokenWords) as ClipName[]) {
  test(`the recording ${name} is heard with at most one wrong word`, async ({ page }) => {
    await page.goto("/recognize");
    await recognize(page, clip(`${name}.wav`));
    const { name: fileName, bytes } = await download(
      page,
      page.getByRole("button", { name: transcriptWords.en.download("TXT") }),
    );
    expect(fileName).toBe(`${name}.txt`);
    expect(wrongWords(bytes.toString("utf8"), spokenWords[name])).toBeLessThanOrEqual(1);
  });
}

test("each word can be heard by a click", async ({ page }) => {
  await page.goto("/recognize");
  await recognize(page, clip("0880.wav"));
  const transcript = page.getByRole("group", { name: words.transcript });
  const position = page.getByRole("slider", { name: words.wave });
  const places: number[] = [];
  for (const nth of [1, -1]) {
    await transcript.getByRole("button").nth(nth).click();
    await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
    places.push(Number(await position.getAttribute("aria-valuenow")));
  }
  expect(places[1]!).toBeGreaterThan(places[0]!);
});

test.describe("in ru", () => {
  test.use({ locale: "ru-RU" });

  test("a language without an engine is refused in words that name it", async ({ page }) => {
    const russian = say.recognize.ru;
    await page.goto("/recognize");
    await page.locator('input[type="file"]').setInputFiles(clip("goforward.wav"));
    await page.getByLabel(russian.language).selectOption("ru");
    await page.getByRole("button", { name: russian.start, exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("ru");
    await expect(page.getByRole("alert")).toContainText("--asr-command");
  });
});

test("a file that is no sound is refused before anything is sent", async ({ page }) => {
  await page.goto("/recognize");
  await page.locator('input[type="file"]').setInputFiles({
    name: "letter.mp3",
    mimeType: "audio/mpeg",
    buffer: Buffer.from("This is a letter and not a sound. ".repeat(50)),
  });
  await expect(page.getByRole("alert")).toContainText(words.refusals["not-audio"].title);
  await expect(page.getByRole("button", { name: words.start, exact: true })).toBeDisabled();
});
