import type { Page } from "@playwright/test";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findBrowser, speakInto } from "../support/browser.ts";
import { labels, status } from "./actions.ts";
import { expect, test } from "./scenario.ts";

const clip = (name: string) => fileURLToPath(new URL(`../fixtures/speech/${name}`, import.meta.url));
const { launch } = await findBrowser();
test.use({ launchOptions: speakInto(launch, clip("0890.wav")) });

/** Smallest move that counts, in pixels up or down: one line instead of two in the middle of its place stays below. */
const smallestMove = 12;

interface Move {
  hadRecentInput: boolean;
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

/**
 * Writes down every part in view that moves up or down later than half a second after the person's last key or click.
 *
 * The words of a live transcript may flow: they move one another, as in any text.
 */
async function watchMoves(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript((smallest) => {
    const moves: string[] = [];
    Object.assign(globalThis, { moves });
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, sources } of list.getEntries() as unknown as Move[]) {
        if (hadRecentInput) continue;
        for (const { node, previousRect, currentRect } of sources) {
          const element = node instanceof Element ? node : node?.parentElement;
          const isWords = element?.closest("[aria-label='Live transcript']");
          const isMoved = Math.abs(previousRect.y - currentRect.y) >= smallest;
          const name = `${element?.tagName ?? "?"}.${element?.className ?? ""} ${node?.textContent?.slice(0, 40) ?? ""}`;
          if (isMoved && !isWords) moves.push(`${name} from ${String(previousRect.y)} to ${String(currentRect.y)}`);
        }
      }
    }).observe({ type: "layout-shift", buffered: true });
  }, smallestMove);
  return async () => {
    // What has just been painted is reported after the frame.
    await page.evaluate(() => new Promise((ended) => requestAnimationFrame(() => requestAnimationFrame(ended))));
    return page.evaluate(() => (globalThis as unknown as { moves: string[] }).moves.splice(0));
  };
}

for (const [place, width, height] of [
  ["a desktop", 1440, 900],
  ["a telephone", 390, 844],
] as const) {
  test(`nothing in view moves on ${place} when voices and results arrive`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const moves = await watchMoves(page);
    // A move within half a second of a click counts as wanted by the person, so no answer comes earlier.
    await page.route(/mts\.ai\.audiogram/, async (route) => {
      await setTimeout(600);
      await route.continue();
    });

    await page.goto("/workflows?kind=trip");
    await expect(page.getByRole("group", { name: "Voices" }).getByRole("button").first()).toBeVisible();
    expect(await moves()).toEqual([]);

    await page.goto("/synthesize");
    await expect(page.getByRole("radio").first()).toBeAttached();
    await page.getByLabel(labels.en.text, { exact: true }).fill("The meeting moved to Friday.");
    await page.getByRole("button", { name: labels.en.synthesize, exact: true }).click();
    await expect(status(page, labels.en.done)).toBeAttached();
    expect(await moves()).toEqual([]);

    await page.goto("/recognize");
    await page.locator('input[type="file"]').setInputFiles(clip("goforward.mp3"));
    const start = page.getByRole("button", { name: labels.en.recognize, exact: true });
    await expect(start).toBeEnabled();
    // A file takes the place of the invitation to choose one: that move is the person's.
    await moves();
    await start.click();
    await expect(status(page, labels.en.done)).toBeAttached();
    expect(await moves()).toEqual([]);

    await page.goto("/recognize?mode=microphone&language=en");
    await page.getByRole("button", { name: "Start recording", exact: true }).click();
    await expect(page.getByRole("group", { name: "Live transcript" })).toContainText(/hearted|sel|dispos/i);
    await page.locator("main").getByRole("button", { name: "Stop", exact: true }).click();
    await expect(status(page, labels.en.done)).toBeAttached();
    await expect(page.getByRole("button", { name: "Open as file" })).toBeVisible();
    expect(await moves()).toEqual([]);
  });
}

test.describe("on a touch screen", () => {
  test.use({ viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true });

  test("nothing in view moves in Logs when the log answers", async ({ page }) => {
    const moves = await watchMoves(page);
    await page.goto("/logs");
    await expect(page.getByRole("slider").first()).toBeAttached();
    expect(await moves()).toEqual([]);
  });
});
