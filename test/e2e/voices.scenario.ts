import { fileURLToPath } from "node:url";
import { exportLog } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { pathTags } from "./connection-paths.ts";
import { expect, test } from "./scenario.ts";
const clip = (name: string) => fileURLToPath(new URL(`../fixtures/speech/${name}.wav`, import.meta.url));

test(
  "a voice is cloned from two files, followed over a reload, heard in both ways, chosen for synthesis and deleted",
  { tag: pathTags.both },
  async ({ page }) => {
    await page.goto("/voices");
    await expect(page.getByText("This platform only imitates cloning")).toBeVisible();
    await page.getByLabel("Voice name").fill("Reader");
    await page.locator('input[type="file"]').setInputFiles([clip("0880"), clip("0890")]);
    await expect(page.getByText(/^2 parts, 8\.3\ss of at most/)).toBeVisible();
    const start = page.getByRole("button", { name: "Imitate by pitch", exact: true });
    await expect(start).toBeDisabled();
    await page.getByRole("switch", { name: "The voice’s owner knows about this and agrees" }).check();
    await expectAccessible(page);
    await start.click();
    const card = page.getByRole("article", { name: "Reader" });
    await expect(card).toBeVisible();
    await page.reload();
    await expect(card.getByText("ready", { exact: true })).toBeVisible({ timeout: 120_000 });
    await expect(card.getByText(/copies the pitch of the sample/)).toBeVisible();

    await card.getByRole("button", { name: "Try", exact: true }).click();
    const speak = page.getByRole("button", { name: "Synthesize", exact: true });
    const strip = page.locator("footer");
    await speak.click();
    await expect(strip).toContainText(/StreamingVoiceCloning\s*success/);
    await page.getByRole("radio", { name: "All at once" }).check();
    await speak.click();
    await expect(strip).toContainText(/TTS\s*VoiceCloning\s*success/);
    await expect(page.getByRole("button", { name: "Download WAV" })).toBeEnabled();
    await expectAccessible(page);

    await page.goto("/synthesize");
    await page.getByRole("radio", { name: "Reader" }).check();
    await page.getByLabel("Text", { exact: true }).fill("Hello");
    await page.getByRole("button", { name: "Synthesize", exact: true }).click();
    await expect(strip).toContainText(/StreamingVoiceCloning\s*success/);
    await expectAccessible(page);

    await page.goto("/voices");
    await card.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await expect(card).toBeHidden();
    const [file] = await exportLog(page, [["tts_structured.jsonl", 0]]);
    const events = file!.bytes
      .toString("utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { event: string; operation?: string; request_data?: Record<string, unknown> });
    const sent = events.find(({ event, operation }) => event === "request_start" && operation === "CloneVoice");
    expect(sent?.request_data).toMatchObject({ voice_name: "Reader", audio_files_count: 2, encoding: "LINEAR_PCM" });
    expect(events.some(({ event, operation }) => event === "request_success" && operation === "DeleteVoice")).toBe(
      true,
    );
  },
);

test("all models are listed with their age, and asked for again on demand", async ({ page }) => {
  await page.goto("/voices?view=models");
  // One row for a voice, with all its rates and languages.
  await expect(page.getByRole("row", { name: /borisova/ })).toHaveCount(1);
  await expect(page.getByRole("row", { name: /borisova.*8,000 · 22,050 · 44,100.*Russian/ })).toBeVisible();
  await page.getByRole("button", { name: "Sample rates" }).click();
  await expect(page.getByRole("columnheader", { name: "Sample rates" })).toHaveAttribute("aria-sort", "ascending");
  await expectAccessible(page);
  await expect(page.getByText(/^updated just now/)).toBeVisible();
  await page.getByRole("radio", { name: /^Recognition/ }).check();
  await expect(page.getByRole("row", { name: /ASR/ }).first()).toBeVisible();
  await expect(page.getByRole("row", { name: /borisova/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.locator("footer")).toContainText(/GetModelsInfo\s*success/);
});
