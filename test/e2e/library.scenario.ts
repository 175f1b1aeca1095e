import type { AudioKitLibrary } from "../../src/library/audiokit-library.ts";
import { join } from "node:path";
import type * as Library from "../../src/library.ts";
import type { Page } from "@playwright/test";
import { openConfiguredConsole, secret } from "../interop/configured-console.ts";
import { projectFolder } from "../support/folders.ts";
import { serveFolder } from "../support/servers/serve-folder.ts";
import { expectAccessible } from "./axe.ts";
import { pathTags } from "./connection-paths.ts";
import { expect, test } from "./scenario.ts";

test(
  "another page uses the library: models, speech, recognition and a log of it all",
  { tag: pathTags.both },
  async ({ page }) => {
    await page.goto("/example.html");
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
    await page.getByLabel("Text").fill("Good morning.");
    const status = page.getByRole("status");
    await page.getByRole("button").click();
    await expect(status).toHaveText(/^Recognized ".+", \d+ % wrong; the log has \d+ events$/);
    expect(Number(/has (\d+) events/.exec(await status.innerText())?.[1])).toBeGreaterThan(8);
  },
);

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
  expect(found).toMatchObject({ overall: "healthy", services: ["tts", "asr", "archive", "bridge"] });
  expect(found.archiveId).toMatch(/^[\da-f-]{36}$/);
  expect(found.stats.services["TTS"]).toMatchObject({ failures: 0 });
  expect(found.stats.services["TTS"]?.audioSeconds).toBeGreaterThan(0.1);
});

// Origins are listed by Envoy only.
const listing = { tag: pathTags.envoy };
test(
  "a page of another origin calls through Envoy where its origin is listed, and nowhere else",
  listing,
  async ({ page, complaints }) => {
    await using parts = new AsyncDisposableStack();
    const [listed, stranger] = await Promise.all([1, 2].map(() => serveFolder(join(projectFolder, "dist"))));
    parts.defer(() => listed!.close());
    parts.defer(() => stranger!.close());
    const configured = await openConfiguredConsole(secret, "--cors-origin", listed!.origin);
    parts.defer(() => configured.close());
    const endpoint = configured.url.origin;

    await page.goto(listed!.origin);
    expect(await speakFrom(page, endpoint)).toMatchObject({ seconds: expect.any(Number), requests: 1 });
    await complaints.settle();
    await page.goto(stranger!.origin);
    expect(await speakFrom(page, endpoint)).toEqual({ kind: "unreachable" });
    // The browser says on its console which header was missing.
    complaints.expect(/CORS/);
    complaints.expect(/ERR_FAILED/);
  },
);

/** Has the page take the library from its own server, speak through the endpoint, and look at its own log. */
function speakFrom(page: Page, endpoint: string) {
  return page.evaluate(async (address) => {
    const library = "/library.js";
    const { createAudioKitClient } = (await import(library)) as typeof Library;
    const audiokit = createAudioKitClient({ endpoint: address });
    try {
      const { seconds } = await audiokit.synthesizeText({ text: "One.", voice: "borisova", language: "en" });
      return { seconds, requests: audiokit.getStatistics().totalRequests, stats: await audiokit.getLogStats() };
    } catch (error) {
      return { kind: (error as { kind: string }).kind };
    } finally {
      await audiokit.close();
    }
  }, endpoint);
}
