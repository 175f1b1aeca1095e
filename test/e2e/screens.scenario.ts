import { labels, startSynthesis, status } from "./actions.ts";
import { everyPage } from "./every-page.ts";
import { expect, test } from "./scenario.ts";

test("every page moves nothing by itself, shows what is chosen in forced colours, and keeps two thirds of the height at 400 % zoom", async ({
  page,
}) => {
  // The browser asks for reduced motion.
  await page.goto("/synthesize");
  await startSynthesis(page, "One two three. ".repeat(20));
  expect(await page.evaluate(movingParts)).toEqual([]);
  await expect(status(page, labels.en.done)).toBeAttached();
  await everyPage(page, async () => {
    expect(await page.evaluate(movingParts), page.url()).toEqual([]);
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
