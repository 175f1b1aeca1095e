import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { findJq } from "../support/find-jq.ts";
import { wordErrors } from "../support/speech-clips.ts";
import { download, exportLog, logRows } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { pathTags } from "./connection-paths.ts";
import { expect, test } from "./scenario.ts";

const clip = (name: string) => fileURLToPath(new URL(`../fixtures/speech/${name}`, import.meta.url));

/** Runs jq over an exported file and gives what it prints, line by line. */
async function ask(path: string, ...query: string[]): Promise<string[]> {
  const jq = await findJq();
  if ("missing" in jq) throw new Error(jq.missing);
  const { stdout } = await promisify(execFile)(jq.command, [...query, path], { env: jq.env });
  return stdout.split("\n").filter((line) => line !== "");
}

const idOnPage = async (page: Page) => (await page.getByText(/^[\da-f]{8}-[\da-f-]{27}$/).last().innerText()).trim(); // prettier-ignore

test("a text becomes a file and a piece of the archive, and a recording becomes a text", async ({ page }) => {
  await page.goto("/workflows");
  await page.getByLabel("Text", { exact: true }).fill("Good morning.");
  await page.getByRole("switch", { name: "Save to archive" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const save = page.getByRole("button", { name: "Download WAV" });
  await expect(save).toBeEnabled();
  const { name, bytes } = await download(page, save);
  expect([name, bytes.subarray(0, 4).toString("latin1")]).toEqual(["speech.wav", "RIFF"]);
  await expect(page.getByText("Archive ID", { exact: true })).toBeVisible();

  await page.goto("/workflows?kind=listen");
  await page.locator('input[type="file"]').setInputFiles(clip("goforward.wav"));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByRole("group", { name: "Transcript" })).toContainText(/forward/i);
});

test("a batch goes on past a failure, pauses, retries, and is one workflow in the log", async ({ page }) => {
  const jq = await findJq();
  test.skip("missing" in jq, "missing" in jq ? jq.missing : "");
  await page.goto("/workflows?kind=batch");
  // One of the voices does not exist; the first sentence waits until the batch was paused.
  const table = "text;voice;file\nThe first of three sentences.;;first\nThe second.;nobody;second\nThe third.;;third\n";
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await page.getByRole("radio", { name: "1", exact: true }).check({ force: true });
  const held = Promise.withResolvers<void>();
  await page.route(/TTS\/Synthesize$/, async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.getByRole("button", { name: "Run batch" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused: started items will finish").first()).toBeVisible();
  held.resolve();
  await expect(page.getByText("1 of 3 done", { exact: true })).toBeVisible();
  const rows = page.getByRole("listbox").getByRole("option");
  await expect(rows.nth(1)).toContainText("Waiting");
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("2 of 3 done, 1 failed", { exact: true })).toBeVisible();
  await expect(rows.nth(1)).toContainText("Failed");
  await rows.nth(1).click();
  await expect(page.getByRole("alert")).toContainText("nobody");

  // Another page does not end it, and coming back finds it as it was.
  await page.getByRole("link", { name: "Synthesize", exact: true }).click();
  await page.goBack();
  await page.getByRole("button", { name: "Retry 1 unfinished" }).click();
  await expect(rows.nth(1)).toContainText("attempt 2");
  await expect(page.getByText("2 of 3 done, 1 failed", { exact: true })).toBeVisible();
  const { bytes } = await download(page, page.getByRole("button", { name: "Save all as ZIP" }));
  expect(Object.keys(unzipSync(bytes))).toEqual(["first.wav", "third.wav", "results.json", "results.csv"]);
  await expectAccessible(page);

  const id = await idOnPage(page);
  await page.getByRole("link", { name: "Show its events in the log" }).click();
  await expect(logRows(page).first()).toBeVisible();
  const [file] = await exportLog(page, [["tts_structured.jsonl", 0]]);
  const events = await ask(file!.path, "-r", "--arg", "id", id, `select(tostring | contains($id)) | .event`);
  const count = (event: string) => events.filter((name) => name === event).length;
  expect(count("request_start")).toBe(4);
  expect([count("request_success"), count("request_error")]).toEqual([2, 2]);
  expect([count("system_workflow_start"), count("system_workflow_failed")]).toEqual([2, 2]);
  expect([count("system_workflow_paused"), count("system_workflow_resumed")]).toEqual([1, 1]);
  // No synthesis went past the workflow, and no line of it names another one.
  const strangers = await ask(
    file!.path,
    "-r",
    "--arg",
    "id",
    id,
    `select(.operation == "Synthesize" or (.event | startswith("system_workflow"))) | (.data.workflow_id // .request_data.workflow_id) | select(. != $id)`,
  );
  expect(strangers).toEqual([]);
});

test("the word error rate of a round trip is that of the words on the screen", async ({ page }) => {
  const meant = "The old man walked slowly down the street and did not look back.";
  await page.goto("/workflows?kind=trip");
  await page.getByLabel("Text", { exact: true }).fill(meant);
  const voices = page.getByRole("group", { name: "Voices", exact: true }).getByRole("button");
  await voices.nth(1).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText("All voices are done").first()).toBeVisible({ timeout: 120_000 });
  const table = page.getByRole("table", { name: "Voice comparison" });
  for (const [row, voice] of (await table.locator("tbody").getByRole("button").all()).entries()) {
    await voice.click();
    const heard = await page.getByText("Recognized:").locator("xpath=..").innerText();
    const wrong = wordErrors(heard.replace("Recognized:", ""), meant);
    const shown = await table.locator("tbody").getByRole("row").nth(row).locator("td").nth(1).innerText();
    const total = meant.match(/\w+/g)!.length;
    expect(shown).toBe(`${String(Math.round((wrong / total) * 1000) / 10)}%`);
  }
  await page.getByText("How words are compared").click();
  await expect(page.getByText("Numbers are compared as written: 10 and ten differ.")).toBeVisible();
  await expectAccessible(page);
});

test("several recordings become one file of texts", async ({ page }) => {
  await page.goto("/workflows?kind=batch");
  await page.getByRole("radio", { name: "Recordings" }).check({ force: true });
  await page.locator('input[type="file"]').setInputFiles([clip("goforward.wav"), clip("0880.wav")]);
  await page.getByLabel("Recording language").selectOption("en");
  await page.getByRole("button", { name: "Run batch" }).click();
  await expect(page.getByText("2 of 2 done", { exact: true })).toBeVisible({ timeout: 120_000 });
  const { bytes } = await download(page, page.getByRole("button", { name: "Save TXT" }));
  expect(bytes.toString("utf8")).toMatch(/^goforward\.wav\n.*forward.*\n\n0880\.wav\n.*young man/is);
});

test(
  "a round trip that is under way when the page is left is cancelled, not failed",
  { tag: pathTags.both },
  async ({ page }) => {
    const jq = await findJq();
    test.skip("missing" in jq, "missing" in jq ? jq.missing : "");
    await page.goto("/workflows?kind=trip");
    await page.getByLabel("Text", { exact: true }).fill("Good morning.");
    await page.route(/TTS\/Synthesize$/, () => undefined);
    const asked = page.waitForRequest(/TTS\/Synthesize$/);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await asked;

    await page.goto("/logs");
    await expect(logRows(page).first()).toBeVisible();
    const [file] = await exportLog(page, [["tts_structured.jsonl", 0]]);
    const ends = await ask(file!.path, "-r", `select(.level == "ERROR" or (.event | endswith("_cancelled"))) | .event`);
    expect(ends).toEqual(["request_cancelled", "system_workflow_cancelled"]);
  },
);
