import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getByRoleSelector, getByTextSelector } from "ivya";
import { expect } from "vitest";
import { smoke } from "../e2e/smoke.ts";
import { listZip } from "../support/list-zip.ts";
import { measureSpeech } from "../support/measure-speech.ts";
import { spokenWords, wordErrors } from "../support/speech-clips.ts";
import { subtitleCues } from "../support/subtitle-cues.ts";
import { button, field, recognize, synthesize } from "./actions.ts";
import { it } from "./scenario.ts";

const clip = (name: string) => fileURLToPath(new URL(`../fixtures/speech/${name}`, import.meta.url));

it(smoke.speak, async ({ page }) => {
  await page.goto("/synthesize");
  await synthesize(page, "The train to London leaves from platform five at half past nine.");
  const speech = measureSpeech(await page.save(button("Download WAV")));
  expect(speech.durationSeconds).toBeGreaterThan(2);
  expect(speech.levelDb).toBeGreaterThan(-35);
});

it(smoke.recognize, async ({ page }) => {
  await page.goto("/recognize");
  await recognize(page, clip("0890.wav"));
  const save = async (form: string) => (await page.save(button(`Download ${form}`))).toString();
  const spoken = (await save("TXT")).trim();
  expect(wordErrors(spoken, spokenWords["0890"])).toBeLessThanOrEqual(1);
  for (const form of ["SRT", "VTT"]) {
    const cues = subtitleCues(await save(form));
    expect(cues.map(({ text }) => text).join(" ")).toBe(spoken);
  }
});

it(smoke.archive, async ({ page }) => {
  await page.goto("/settings");
  await page.click(getByRoleSelector("switch", { name: "Save audio from all pages" }));
  await page.goto("/recognize");
  await page.choose(field("Recording language"), "en");
  await recognize(page, clip("0880.wav"));
  // The sound is kept first, then what belongs to it.
  await page.see("footer", /SaveVADMarks\s*success/);
  await page.goto("/archive");
  const item = getByRoleSelector("option", { name: /0880\.wav/ });
  await page.count(item, 1);
  await page.fill(getByRoleSelector("searchbox"), "YOUNG MAN");
  await page.click(item);
  const details = getByRoleSelector("complementary", { name: "Archive item" });
  await page.see(`${details} >> ${getByTextSelector(/young man/i)}`);
  const folder = await mkdtemp(join(tmpdir(), "audiokit-webkit-archive-"));
  const zip = join(folder, "archive.zip");
  await writeFile(zip, await page.save(button("Export ZIP")));
  const names = await listZip(zip);
  await rm(folder, { recursive: true });
  expect(names).toContainEqual(expect.stringMatching(/audio\/0880-.*\.wav/));
  expect(names).toContain("archive.json");
  await page.click(`${details} >> ${button("Delete…")}`);
  await page.click(`${getByRoleSelector("dialog")} >> ${button("Delete")}`);
  await page.see(getByTextSelector("The archive is empty"));
});
