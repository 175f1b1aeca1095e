import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

const events = [...generateCalls(2000, { seed: 3 })];
const readZip =
  "import json,sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;m=json.loads(z.read(z.namelist()[0]));print(json.dumps({'names':z.namelist(),'scope':m['scope'],'counts':m['counts'],'view':m['view'],'log':z.read('log.jsonl').decode()}))";

interface ReadBundle {
  names: string[];
  scope: { kind: string };
  counts: { lines: number; calls: number };
  view: string;
  log: string;
}

for (const [locale, colorScheme, width] of [
  ["en-GB", "light", 1440],
  ["ru-RU", "dark", 390],
] as const) {
  test.describe(`${locale}, ${colorScheme}, ${String(width)} px`, () => {
    test.use({ locale, colorScheme, viewport: { width, height: 900 } });

    test("a log becomes a bundle that other programs read, without texts, hosts and ids", async ({ page }) => {
      const log = await importLog(page);
      await page.goto(`/bundle?${new URLSearchParams({ log }).toString()}`);
      const { names, scope, counts, log: text } = await saveBundle(page);
      expect(names).toEqual(["manifest.json", "log.jsonl"]);
      expect(scope.kind).toBe("range");
      expect(counts.lines).toBe(events.length);
      expect(text).not.toContain("audiogram.example");
      for (const { request_id: id, session_id: session, request_data: data } of events) {
        expect(text).not.toContain(session);
        if (id !== undefined) expect(text).not.toContain(id);
        if (typeof data?.["text"] === "string") expect(text).not.toContain(data["text"]);
      }
      await expect(page.getByText(/Times in|Время/).first()).toBeVisible();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  });
}

test("the page of a failed call and the export of Logs lead to a bundle of exactly these rows", async ({ page }) => {
  const log = await importLog(page);
  const failed = events.find(({ event }) => event === "request_error")!;
  await page.goto(`/request/${failed.request_id!}?${new URLSearchParams({ log }).toString()}`);
  await page.getByRole("link", { name: "Support bundle" }).click();
  await expect(page.getByLabel("Request ID")).toHaveValue(failed.request_id!);
  const ofCall = await saveBundle(page);
  expect(ofCall.counts).toMatchObject({
    calls: 1,
    lines: events.filter(({ request_id: id }) => id === failed.request_id).length,
  });
  expect(ofCall.view).toMatch(/^\/request\/request_[0-9a-f]{10}$/);

  await page.goto(`/logs?${new URLSearchParams({ log, q: "service:TTS outcome:error", own: "1" }).toString()}`);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Support bundle" }).click();
  const ofRows = await saveBundle(page);
  const calls = events.filter(({ service, event }) => service === "TTS" && event === "request_error");
  expect(ofRows.counts).toMatchObject({ calls: calls.length, failed: calls.length });
});

async function importLog(page: Page): Promise<string> {
  await page.goto("/logs");
  const buffer = Buffer.from(events.map((event) => `${renderJsonLine(event)}\n`).join(""));
  const choosing = page.waitForEvent("filechooser");
  await page
    .getByRole("banner")
    .getByRole("button", { name: /^(Open log…|Открыть журнал…)$/ })
    .click();
  await (await choosing).setFiles({ name: "customer.jsonl", mimeType: "application/jsonl", buffer });
  await expect(page).toHaveURL(/log=/);
  return new URL(page.url()).searchParams.get("log")!;
}

async function saveBundle(page: Page): Promise<ReadBundle> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: /^(Save bundle|Сохранить пакет)/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^support-[\d-]+\.audiokit\.zip$/);
  const file = await download.path();
  expect(execFileSync("unzip", ["-t", file], { encoding: "utf8" })).toContain("No errors detected");
  return JSON.parse(
    execFileSync("python3", ["-c", readZip, file], { encoding: "utf8", maxBuffer: 100_000_000 }),
  ) as ReadBundle;
}
