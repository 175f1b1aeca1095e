import AxeBuilder from "@axe-core/playwright";
import { labels, languages, logRows, startSynthesis, status, synthesize } from "./actions.ts";
import { everyPage } from "./every-page.ts";
import { expect, test } from "./scenario.ts";

test.describe("at 400 % zoom of a window of 1440 × 900", () => {
  test.use({ viewport: { width: 360, height: 225 } });

  test("the content of every page has two thirds of the height, and no page scrolls sideways", async ({ page }) => {
    await page.goto("/synthesize");
    await synthesize(page, "One two three.");
    await everyPage(page, async () => {
      const { share, isWide } = await page.evaluate(() => {
        const main = document.querySelector("main")!;
        // Whoever reads has scrolled past the header.
        document.scrollingElement!.scrollTop = main.getBoundingClientRect().top + document.scrollingElement!.scrollTop;
        const heights = Array.from({ length: innerHeight }, (_, y) => document.elementFromPoint(innerWidth / 2, y));
        const share = heights.filter((element) => element !== null && main.contains(element)).length / innerHeight;
        return { share, isWide: document.documentElement.scrollWidth > innerWidth };
      });
      expect(share, page.url()).toBeGreaterThanOrEqual(2 / 3);
      expect(isWide, page.url()).toBe(false);
    });
  });
});

test.describe("in forced colours", () => {
  test.use({ contextOptions: { forcedColors: "active" } });

  test("what is chosen looks different from what is not, and the focus can be seen", async ({ page }) => {
    await page.goto("/synthesize");
    await synthesize(page, "One two three.");
    await everyPage(page, async () => {
      expect(await page.evaluate(alikeChoices), page.url()).toEqual([]);
    });
    await page.goto("/synthesize");
    await page.getByLabel(labels.en.text, { exact: true }).focus();
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    await expect(focused).not.toHaveCSS("outline-style", "none");
  });
});

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

test("with reduced motion nothing moves by itself, neither during a call nor on any page", async ({ page }) => {
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState, effect }) => playState === "running" && effect!.getComputedTiming().duration !== 0)
        .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 200)),
    );
  await page.goto("/synthesize");
  await startSynthesis(page, "One two three. ".repeat(20));
  expect(await moving()).toEqual([]);
  await expect(status(page, labels.en.done)).toBeAttached();
  await everyPage(page, async () => {
    expect(await moving(), page.url()).toEqual([]);
  });
});

test.describe("under fingers", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  for (const language of ["en", "ru"] as const) {
    test.describe(`in ${language}`, () => {
      test.use({ locale: languages[language] });

      test("every target is large enough and apart from the next one", async ({ page }) => {
        await page.goto("/synthesize");
        await synthesize(page, "One two three.", language);
        const small: string[] = [];
        const look = async () => {
          const axe = new AxeBuilder({ page }).setLegacyMode().withRules(["target-size"]);
          const { violations } = await axe.analyze();
          for (const { nodes } of violations)
            small.push(...nodes.map(({ html }) => `${page.url()}: ${html.slice(0, 160)}`));
          const low = await page
            .locator("main button, main select, main input:not([type=radio]):not([type=checkbox])")
            .evaluateAll((all) =>
              all
                .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 24)
                .map((one) => one.outerHTML.slice(0, 160)),
            );
          small.push(...low.map((html) => `${page.url()}: low: ${html}`));
        };
        await everyPage(page, look);
        await page.goto("/logs");
        await logRows(page).first().tap();
        await look();
        expect(small).toEqual([]);
      });
    });
  }
});
