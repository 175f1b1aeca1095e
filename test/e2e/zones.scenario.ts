import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { logRows, placesIn, recognize, synthesize } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./scenario.ts";

const clip = fileURLToPath(new URL("../fixtures/speech/goforward.wav", import.meta.url));
/** What the navigation does not list. */
const unlisted = ["/archive?view=platform", "/connection", "/logs?file=tts_utility.log"];

// Half an hour beside every zone that a test machine has.
test.use({ timezoneId: "Asia/Kolkata" });

test("every time on every page has its zone, and one switch moves them all, from the keyboard and for good", async ({
  page,
}) => {
  await page.goto("/settings");
  await page.getByRole("switch", { name: "Save audio from all pages" }).check();
  await page.goto("/synthesize");
  await synthesize(page, "One two three.");
  await page.goto("/recognize");
  await page.getByLabel("Recording language").selectOption("en");
  await recognize(page, clip);
  await page.goto("/health");
  await page.getByRole("button", { name: "Check now" }).click();

  const paths = [...(await placesIn(page)).map(({ path }) => path), ...unlisted];
  const local = await shownOn(page, paths);
  expect(local.unzoned).toEqual([]);
  // Z is of timestamps as the log has them: in titles, and in the details of an event.
  expect(local.zones).toEqual(["UTC+5:30", "Z"]);
  expect(local.times).toBeGreaterThan(20);

  await page.goto("/dashboard");
  const toggle = page.getByRole("button", { name: "Times: this computer’s zone, UTC+5:30" });
  await toggle.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Times: UTC" })).toBeFocused();
  await expect(page.locator("main")).not.toContainText("UTC+5:30");
  await expectAccessible(page);
  // Where no time stood, the zone of one cannot change.
  const utc = await shownOn(page, local.paths);
  expect(utc.unzoned).toEqual([]);
  expect(utc.zones).toEqual(["UTC", "Z"]);
  expect(utc.times).toBeGreaterThan(20);

  await page.getByRole("button", { name: "Times: UTC" }).click();
  await page.goto("/logs");
  await expect(page.getByText("Times as in the file, else UTC")).toBeVisible();
  await expectAccessible(page);
  await expect(logRows(page).first()).toContainText(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/);
  expect((await shownOn(page, ["/logs", "/archive"])).unzoned).toEqual([]);

  // The look at the pages finds a time that has no zone.
  await page.evaluate(() => document.body.append("at 12:34"));
  expect((await page.evaluate(timesOnScreen)).filter(({ zones }) => zones.length === 0)).toEqual([
    { text: "at 12:34", zones: [] },
  ]);
});

/** What pages show of times: how many, on which pages, in which zones, and those without one beside them. */
async function shownOn(page: Page, paths: string[]) {
  const found = { times: 0, paths: [] as string[], zones: new Set<string>(), unzoned: [] as string[] };
  for (const path of paths) {
    await page.goto(path);
    await expect(page.locator("main")).not.toBeEmpty();
    await page.waitForLoadState("networkidle");
    // They come from a worker, which a busy machine keeps waiting.
    if (path === "/logs") await expect(logRows(page).first()).toBeVisible();
    const shown = await page.evaluate(timesOnScreen);
    found.times += shown.length;
    if (shown.length > 0) found.paths.push(path);
    for (const { text, zones } of shown) {
      zones.forEach((zone) => found.zones.add(zone));
      if (zones.length === 0) found.unzoned.push(`${path}: ${text}`);
    }
  }
  return { ...found, zones: [...found.zones].sort() };
}

/**
 * The times of day in texts, titles and labels, each with the zones beside it: those of its own text, or of the nearest
 * element around it that says "Times in". Runs in the page.
 */
function timesOnScreen(): { text: string; zones: string[] }[] {
  // A position in a sound has tenths of a second, "12:30.0", and is no time of day.
  const time = /(?<![\d:.])\d\d:\d\d(?::\d\d(?:[.,]\d{3})?)?(?![\d:]|\.\d(?!\d\d))/;
  const zone = /UTC(?:[+−]\d+(?::\d\d)?)?|(?<=\d)Z\b/g;
  const zonesIn = (text: string) => text.match(zone) ?? [];
  const around = (element: Element | null): string[] => {
    for (let at = element; at !== null && at !== document.body; at = at.parentElement) {
      const note = /(?:Times in|Times as in the file, else) (.*?)(?= ·|\n|$)/m.exec(
        at instanceof HTMLElement ? at.innerText : "",
      );
      if (note) return zonesIn(note[1]!);
    }
    return [];
  };
  const texts: [string, Element | null][] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element?.closest("script, style, pre") || element?.checkVisibility() === false) continue;
    // The sentence that a text stands in.
    texts.push([node.textContent ?? "", element]);
  }
  for (const element of document.querySelectorAll("[title], [aria-label]")) {
    for (const name of ["title", "aria-label"]) texts.push([element.getAttribute(name) ?? "", element]);
  }
  return texts
    .filter(([text]) => time.test(text))
    .map(([text, element]) => ({
      text: text.trim(),
      zones: zonesIn(text).length > 0 ? zonesIn(text) : around(element),
    }));
}
