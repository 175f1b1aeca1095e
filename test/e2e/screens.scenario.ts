import type { Page } from "@playwright/test";
import { labels, logRows, startSynthesis, status } from "./actions.ts";
import { everyPage } from "./every-page.ts";
import { lonelyNumbers } from "./lonely-numbers.ts";
import { misplacedParts } from "./reading-order.ts";
import { expect, test } from "./scenario.ts";

/** What a screen reader reads without its name, or not in the order of the screen. */
async function oddlyRead(page: Page): Promise<string[]> {
  const found = [...(await lonelyNumbers(page)), ...(await page.evaluate(misplacedParts))];
  return found.map((one) => `${page.url()}: ${one}`);
}

test("every page is read in its order, moves nothing by itself, shows what is chosen in forced colours, and keeps two thirds of the height at 400 % zoom", async ({
  page,
}) => {
  // The browser asks for reduced motion.
  await page.goto("/synthesize");
  await startSynthesis(page, "One two three. ".repeat(20));
  expect(await page.evaluate(movingParts)).toEqual([]);
  await expect(status(page, labels.en.done)).toBeAttached();
  expect(await oddlyRead(page)).toEqual([]);
  await everyPage(page, async () => {
    expect(await page.evaluate(movingParts), page.url()).toEqual([]);
    expect(await oddlyRead(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: "active" });
    expect(await page.evaluate(alikeChoices), page.url()).toEqual([]);
    await page.emulateMedia({ forcedColors: "none" });
    // A window of 1440 × 900, zoomed while the page is open.
    await page.setViewportSize({ width: 360, height: 225 });
    const { share, isWide } = await page.evaluate(shareOfContent);
    expect(share, page.url()).toBeGreaterThanOrEqual(2 / 3);
    expect(isWide, page.url()).toBe(false);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("/synthesize");
  await page.getByLabel(labels.en.text, { exact: true }).focus();
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).not.toHaveCSS("outline-style", "none");
});

/** What is animated now. */
function movingParts(): (string | undefined)[] {
  return document
    .getAnimations()
    .filter(({ playState, effect }) => playState === "running" && effect!.getComputedTiming().duration !== 0)
    .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 200));
}

/** How much of the height is content, once whoever reads has scrolled past the header, and whether the page scrolls sideways. */
async function shareOfContent(): Promise<{ share: number; isWide: boolean }> {
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  const main = document.querySelector("main")!;
  document.scrollingElement!.scrollTop = main.getBoundingClientRect().top + document.scrollingElement!.scrollTop;
  const heights = Array.from({ length: innerHeight }, (_, y) => document.elementFromPoint(innerWidth / 2, y));
  const share = heights.filter((element) => element !== null && main.contains(element)).length / innerHeight;
  return { share, isWide: document.documentElement.scrollWidth > innerWidth };
}

/** Chosen parts of the page that look like one beside them that is not chosen. */
function alikeChoices(): string[] {
  const look = (element: Element) => {
    const style = getComputedStyle(element);
    const names = [
      "backgroundColor",
      "color",
      "outlineStyle",
      "borderColor",
      "borderBottomColor",
      "textDecorationLine",
    ] as const;
    return names.map((name) => style[name]).join("|");
  };
  const kinds: [chosen: string, other: string][] = [
    ["a[aria-current]", "nav a:not([aria-current])"],
    ["[aria-pressed='true']", "[aria-pressed='false']"],
    ["[role='tab'][aria-selected='true']", "[role='tab'][aria-selected='false']"],
    ["label:has(input[type='radio']:checked)", "label:has(input[type='radio']:not(:checked))"],
  ];
  return kinds.flatMap(([chosen, other]) =>
    [...document.querySelectorAll(chosen)].flatMap((element) => {
      const beside = [...(element.closest("nav, ul, fieldset, [role]")?.querySelectorAll(other) ?? [])];
      const kin = beside.find(
        ({ tagName, className }) => tagName === element.tagName && className === element.className,
      );
      // The mark may be drawn on a part of it.
      const parts = (one: Element) => [one, ...one.querySelectorAll("*")].map(look).join("\n");
      return kin && parts(kin) === parts(element) ? [element.outerHTML.slice(0, 200)] : [];
    }),
  );
}

test("pages of a full log are read out in the order in which they stand, and no number without its name", async ({
  page,
}) => {
  const odd: string[] = [];
  const look = async () => void odd.push(...(await oddlyRead(page)));

  // A log with failures first, and the pages of one thing in it.
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Open a sample log" }).click();
  await expect(page).toHaveURL(/[?&]log=/);
  const log = new URL(page.url()).searchParams.get("log")!;
  for (const path of [
    "/dashboard",
    "/dashboards",
    "/dashboards?show=capacity",
    "/errors",
    "/alerts",
    "/logs",
    "/logs?view=differs",
  ]) {
    const url = new URL(path, page.url());
    url.searchParams.set("log", log);
    await page.goto(url.href);
    await expect(page.locator("main")).toContainText(/\d/);
    await page.waitForLoadState("networkidle");
    await look();
  }
  await page.getByRole("navigation").getByRole("link", { name: "Errors" }).click();
  await page.getByRole("main").getByRole("row").getByRole("button", { expanded: false }).first().click();
  await page.getByRole("link", { name: "Open group", exact: true }).click();
  for (const kind of ["/request/", "/session/"]) {
    const link = page.locator(`main a[href^="${kind}"]`).first();
    await expect(link).toBeVisible();
    await look();
    await link.click();
  }
  await expect(page.getByRole("table").first()).toBeVisible();
  await look();
  await page.goto(`/logs?log=${encodeURIComponent(log)}`);
  await logRows(page).first().click();
  await expect(page.getByRole("complementary")).toContainText(/\d/);
  await look();
  expect(odd).toEqual([]);
});
