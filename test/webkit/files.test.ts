import { readFile } from "node:fs/promises";
import { getByRoleSelector } from "ivya";
import { describe } from "vitest";
import { smoke } from "../e2e/smoke.ts";
import { writeBundle } from "../support/bundle-files.ts";
import { bundleSetup } from "../support/hostile-bundles.ts";
import { button, field, link, logRows } from "./actions.ts";
import { keys } from "./driven-page.ts";
import { it } from "./scenario.ts";

/** Two records at 12:00 in a zone that the file does not say. */
const pythonLog = new URL("../fixtures/logs/L-pyplain/pyplain.jsonl", import.meta.url);
const place = (name: string) => `${getByRoleSelector("navigation")} >> ${link(name)}`;
const main = getByRoleSelector("main");

describe("in Moscow", () => {
  it.override("environment", { TZ: "Europe/Moscow" });

  it(smoke.importLog, async ({ page }) => {
    await page.goto("/synthesize");
    await page.drop("app.out", await readFile(pythonLog));
    await page.seeAddress(/\/dashboard\?log=[0-9a-f]{16}\.2\.app\.out$/);
    await page.click(place("Logs"));
    await page.see(`${logRows} >> nth=-1`, "12:00:00.123");
    await page.click(button("How it was read"));
    const card = getByRoleSelector("dialog", { name: "How the log was read" });
    await page.see(card, "No zone in 2 of 2 records");
    await page.choose(field("Zone of times without one"), "Asia/Tokyo");
    await page.see(card, /06:00:00\s–\s06:00:01\sUTC\+3/);
    await page.type(card, keys.escape);
    await page.see(`${logRows} >> nth=-1`, "06:00:00.123");
  });
});

it(smoke.openBundle, async ({ page }) => {
  await page.goto("/synthesize");
  await page.drop("gateway.audiokit.zip", writeBundle(bundleSetup()));
  await page.seeAddress(/\/logs\?q=level%3AERROR&log=[0-9a-f]{16}\.400\.gateway$/);
  await page.see(logRows);
  await page.click(link("About the bundle"));
  await page.see(main, "All parts match their hashes");
  await page.see(main, "7 events lost");
  await page.reload();
  await page.see(main, "open the bundle again");
});
