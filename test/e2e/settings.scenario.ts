import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { download, exportLog, logRows, recognize, searchLog, startSynthesis, status, synthesize } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";
import { storedText } from "../interop/stored-text.ts";
const clip = fileURLToPath(new URL("../fixtures/speech/0880.wav", import.meta.url));

test("settings are still there after the page is loaded again", async ({ page }) => {
  await page.goto("/settings");
  await page.getByLabel("Log level").selectOption("WARNING");
  await page.getByRole("switch", { name: "Log texts and transcripts in full" }).uncheck();
  await choose(page, "Theme", "Dark");
  await choose(page, "Language", "Русский");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await expect(page.getByLabel("Уровень журнала")).toHaveValue("WARNING");
  await expect(page.getByRole("switch", { name: "Записывать тексты и расшифровки полностью" })).not.toBeChecked();
  const background = () => page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  const dark = await background();
  await choose(page, "Тема", "Светлая");
  await expect.poll(background).not.toBe(dark);
});

test("with content off, no word that was spoken or heard is in any exported byte", async ({ page }) => {
  const spoken = "Zanzibar marmalade";
  await page.goto("/settings");
  await page.getByRole("switch", { name: "Log texts and transcripts in full" }).uncheck();
  await page.goto("/synthesize");
  await synthesize(page, `The secret words are ${spoken}.`);
  await page.goto("/synthesize?voice=nobody");
  await startSynthesis(page, `Nobody says ${spoken}.`);
  await expect(status(page, "Failed, see below.")).toBeAttached();
  await page.getByLabel("SSML markup").check();
  await startSynthesis(page, `<speak>${spoken}<break time="soon"/></speak>`);
  await expect(page.getByRole("alert")).toBeVisible();
  await page.goto("/recognize");
  await recognize(page, clip);
  const files = await exportLog(page, [
    ["tts_structured.jsonl", 0],
    ["tts_utility.log", 0],
    ["tts_errors.log", 0],
  ]);
  for (const { name, bytes } of files) {
    const text = bytes.toString("utf8").toLowerCase();
    for (const word of ["zanzibar", "marmalade", "disposed", "young man"]) {
      expect(text.includes(word), `${word} in ${name}`).toBe(false);
    }
  }
  // The file does tell of the calls: their length and a hash.
  expect(files[0]!.bytes.toString("utf8")).toContain("StreamingSynthesize");
  expect(files[0]!.bytes.toString("utf8")).toMatch(/"text_length":\d+/);
});

test("with content on, the text of a call can be found in the log", async ({ page }) => {
  await page.goto("/synthesize");
  await synthesize(page, "Pineapple is a word.");
  await page.goto("/logs");
  await searchLog(page, "PINEAPPLE");
  await expect(logRows(page)).not.toHaveCount(0);
});

test("a secret that was spoken is found and removed everywhere, also in a tab that shows it", async ({
  page,
  context,
}) => {
  const secret = "Zanzibar-marmalade 7";
  await page.goto("/synthesize");
  await synthesize(page, `The code is ${secret}.`);
  const logs = await context.newPage();
  await logs.goto("/logs?view=events");
  await searchLog(logs, "StreamingSynthesize");
  await logRows(logs).last().click();
  await expect(logs.getByText(secret).first()).toBeVisible();

  await page.goto("/settings");
  await page.getByLabel("Secret value").fill(secret);
  await page.getByRole("button", { name: "Search", exact: true }).click();
  const places = page.getByRole("table", { name: "Is this value in my log?" });
  await expect(places.getByRole("row", { name: /^Synthesis history/ })).toBeVisible();
  await expect(places.getByRole("row", { name: /^tts_structured\.jsonl/ })).toBeVisible();
  await page.getByText("Events with this value").click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove…" }).click();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText(/^Removed \d+ occurrences; nothing is left$/)).toBeVisible();
  await expectAccessible(page);
  await expect(logs.getByText(secret)).toHaveCount(0);
  await expect(logs.getByText("The code is [redacted].").first()).toBeVisible();
  expect(await storedText(page)).not.toContain("Zanzibar");
});

test("exported lines are compared with their chain, which names the one that was changed", async ({ page }, info) => {
  test.slow();
  await page.goto("/settings");
  const panel = page.getByRole("region", { name: "Is my log unchanged?" });
  await panel.getByRole("button", { name: "Verify this log" }).click();
  await expect(panel.getByText("Nothing to compare yet")).toBeVisible();
  // More than a megabyte, in few lines.
  await page.waitForFunction(() => "audiokit" in globalThis);
  await page.evaluate(() => {
    const { audiokit } = globalThis as unknown as { audiokit: { logSystemEvent(type: string, message: string): void } };
    for (let line = 0; line < 300; line++) audiokit.logSystemEvent("note", `${String(line)} ${"x".repeat(8_000)}`);
  });
  await expect(async () => {
    await panel.getByRole("button", { name: "Verify this log" }).click();
    await expect(panel.getByText(/^This log: \d+ sealed lines, none changed$/)).toBeVisible({ timeout: 10_000 });
  }).toPass();
  await expect(panel.getByText(/^Times in /)).toBeVisible();
  await expectAccessible(page);
  const chain = await download(page, panel.getByRole("button", { name: "Save chain" }));
  const [log] = await exportLog(page, [["tts_structured.jsonl", 0]]);
  const text = log!.bytes.toString("utf8");
  const lines = text.split("\n");
  const changed = lines.with(19, lines[19]!.replace("xxxx", "xyxx")).join("\n");
  await page.goto("/settings");
  const compare = async (content: string) => {
    const logPath = info.outputPath("tts_structured.jsonl");
    const chainPath = info.outputPath("tts_structured.chain.json");
    await writeFile(logPath, content);
    await writeFile(chainPath, chain.bytes);
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      panel.getByRole("button", { name: "Verify files…" }).click(),
    ]);
    await chooser.setFiles([logPath, chainPath]);
  };
  await compare(text);
  await expect(panel.getByText(/^These files: \d+ sealed lines, none changed$/)).toBeVisible();
  await compare(changed);
  await expect(panel.getByText("These files differ from the chain")).toBeVisible();
  await expect(panel.getByRole("row", { name: "Changed 20 tts_structured.jsonl" })).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole("link", { name: "Audit events in Logs" }).click();
  await expect(logRows(page).filter({ hasText: "tts_structured.chain.json" })).toHaveCount(1);
  await expectAccessible(page);
});

test("a higher level leaves lower events out from then on", async ({ page }) => {
  await page.goto("/settings");
  await page.getByLabel("Log level").selectOption("ERROR");
  await page.getByRole("link", { name: "Synthesize", exact: true }).click();
  await synthesize(page, "Nothing is written about this.");
  await page.goto("/synthesize?voice=nobody");
  await startSynthesis(page, "About this something is.");
  await expect(status(page, "Failed, see below.")).toBeAttached();
  const [file] = await exportLog(page, [["tts_structured.jsonl", 0]]);
  const text = file!.bytes.toString("utf8");
  expect(text).toContain('"event":"request_error"');
  expect(text).not.toContain('"event":"request_success"');
  expect(text).toContain('"event":"system_audit_settings"');
});

test("the sizes that are shown are the sizes of the exported files", async ({ page }) => {
  await page.goto("/synthesize");
  await synthesize(page, "One short sentence.");
  await page.goto("/logs");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  for (const name of ["tts_structured.jsonl", "tts_utility.log"]) {
    const row = page.getByRole("dialog").getByRole("row", { name });
    // Every export is an event itself, so the file grows once more; the dialog follows.
    await expect(async () => {
      const shown = await row.getByTitle(/bytes/).getAttribute("title");
      const { bytes } = await download(page, row.getByRole("button"));
      expect(shown!.replace(/\D/g, "")).toBe(String(bytes.length));
    }).toPass();
  }
});

test("clearing the log asks first and leaves one event that says so", async ({ page }) => {
  await page.goto("/synthesize");
  await synthesize(page, "Soon forgotten.");
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  // What is read from storage makes the panels above the button longer.
  for (const size of [/bytes of 500 MB/, /bytes of 100 MB/, /^This site uses/])
    await expect(page.getByText(size)).toBeVisible();
  await page.getByRole("button", { name: "Clear log…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Clear log…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Clear" }).click();
  await expect(page.getByText("Log cleared", { exact: true })).toBeVisible();
  await page.goto("/logs?view=events");
  await expect(logRows(page).filter({ hasText: "system_audit_deletion" })).toHaveCount(1);
  await expect(logRows(page).filter({ hasText: "StreamingSynthesize" })).toHaveCount(0);
});

test("an endpoint that is none is refused with the reason, and changes nothing", async ({ page }) => {
  await page.goto("/settings");
  const field = page.getByLabel("Platform endpoint");
  await field.fill("speech.example.com");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Not a valid URL. Example: https://speech.example.com")).toBeVisible();
  await page.reload();
  await expect(field).toHaveValue("");
});

/** Picks one of a few choices that stand side by side. */
async function choose(page: Page, group: string, choice: string): Promise<void> {
  await page.getByRole("group", { name: group }).getByRole("radio", { name: choice, exact: true }).check();
}
