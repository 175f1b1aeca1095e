import { getByRoleSelector, getByTextSelector } from "ivya";
import { expect } from "vitest";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { quote } from "../../src/query/print-query.ts";
import { smoke } from "../e2e/smoke.ts";
import { button, link, logRows, refuse, synthesize } from "./actions.ts";
import { keys } from "./driven-page.ts";
import { it } from "./scenario.ts";

it(smoke.exportLog, async ({ page }) => {
  await page.goto("/synthesize");
  await synthesize(page, "One short sentence.");
  await refuse(page, "Nobody will say this.");
  await page.goto("/logs");
  await page.click(button("Export"));
  const lines = (await page.save(button("Save tts_structured.jsonl"))).toString().trim().split("\n");
  const ends = lines.map((line) => JSON.parse(line) as LogEvent).filter(({ operation }) => operation === "StreamingSynthesize"); // prettier-ignore
  expect(ends.map(({ event }) => event)).toEqual([
    "request_start",
    "request_success",
    "request_start",
    "request_error",
  ]);
});

it(smoke.findWords, async ({ page }) => {
  await refuse(page, 'Say "hello" to C:\\temp and auth_token, request_start now.');
  const cause = `${getByRoleSelector("alert")} >> ${getByTextSelector(/there is no voice "nobody"/)}`;
  await page.see(cause);
  const [words] = await page.texts(cause);
  const search = (text: string) => page.goto(`/logs?view=events&q=${encodeURIComponent(quote(text))}`);
  await search(words!);
  await page.see(logRows, "ERROR");
  for (const spoken of ['"hello"', "C:\\temp", "auth_token", "request_start now"]) {
    await search(spoken);
    await page.see(logRows, "StreamingSynthesize");
  }
  await search('"hallo"');
  await page.see(getByTextSelector("No matching events"));
  await page.count(logRows, 0);
});

it(smoke.searchLog, async ({ page }) => {
  await refuse(page, "Nobody will say this.");
  await page.goto("/logs");
  const query = getByRoleSelector("combobox", { name: "Query" });
  await page.fill(query, '"THERE IS NO VOICE" error.error_type:inv*');
  await page.type(query, keys.enter);
  await page.count(logRows, 1);
  await page.see(`${logRows} >> mark`, "INV");
  await page.click(logRows);
  await page.see(`${getByRoleSelector("complementary", { name: "Call" })} >> pre mark`, "there is no voice");
});

it(smoke.tailLog, async ({ page }) => {
  await page.goto("/logs");
  await page.click(button("Views"));
  await page.click(link("Live"));
  const other = await page.openWindow();
  await page.inWindow(other, async () => {
    await page.goto("/synthesize");
    await synthesize(page, "One short sentence.");
  });
  const spoken = `${logRows} >> internal:has-text=/StreamingSynthesize succeeded/`;
  await page.count(spoken, 1);
  await page.inWindow(other, () => synthesize(page, "And one more."));
  await page.count(spoken, 2);
});

it(smoke.overview, async ({ page }) => {
  await page.goto("/dashboard");
  await page.see(link(/^Calls: /));
  await page.inWindow(await page.openWindow(), () => refuse(page, "Nobody will say this."));
  const groups = getByRoleSelector("table", { name: "Error groups" });
  await page.click(`${groups} >> ${link(/INVALID_ARGUMENT/)}`);
  await page.seeAddress(/\/logs\?.*error_group%3A.*INVALID_ARGUMENT/);
  await page.count(logRows, 1);
});
