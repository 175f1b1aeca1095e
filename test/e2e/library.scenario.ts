import type { AudioKitLibrary } from "../../src/library/audiokit-library.ts";
import { expect, test } from "./scenario.ts";

test("another page uses the library: models, speech, recognition and a log of it all", async ({ page }) => {
  await page.goto("/example.html");
  await page.getByLabel("Text").fill("Good morning.");
  const status = page.getByRole("status");
  await page.getByRole("button").click();
  await expect(status).toHaveText(/^Heard ".+", \d+ % wrong; the log has \d+ events$/);
  expect(Number(/has (\d+) events/.exec(await status.innerText())?.[1])).toBeGreaterThan(8);
});

test("the library is at hand in the developer tools of the console", async ({ page }) => {
  await page.goto("/settings");
  await page.waitForFunction(() => "audiokit" in globalThis);
  const found = await page.evaluate(async () => {
    const { audiokit } = globalThis as unknown as { audiokit: AudioKitLibrary };
    const { overall, services } = await audiokit.healthCheck();
    const archiveId = await audiokit.archiveAudio({
      fileName: "second.wav",
      wav: (await audiokit.synthesizeText({ text: "One.", voice: (await audiokit.getTtsModels())[0]!.name })).wav,
    });
    return { overall, services: Object.keys(services), archiveId, stats: audiokit.getStatistics() };
  });
  expect(found).toMatchObject({ overall: "healthy", services: ["tts", "asr", "bridge"] });
  expect(found.archiveId).toMatch(/^[\da-f-]{36}$/);
  expect(found.stats.services["TTS"]).toMatchObject({ failures: 0 });
  expect(found.stats.services["TTS"]?.audioSeconds).toBeGreaterThan(0.1);
});
