import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../../test/support/page-services.ts";
import { TTS } from "../../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import SynthesizePage from "../SynthesizePage.svelte";

const models = [
  { name: "gavrilov", sampleRateHertz: 22_050 },
  { name: "borisova", sampleRateHertz: 22_050 },
];

/** The page with its editor of SSML in focus. */
async function open(language: "en" | "ru" = "en") {
  const setup = pageServices(
    ({ service }) => void service(TTS, { getModelsInfo: () => ({ models }) }),
    "/synthesize",
    language,
  );
  await render(SynthesizePage, { context: setup.context });
  await page.getByRole("switch").first().click();
  await field().click();
}

const field = () => page.getByRole("textbox").first();
const area = () => field().element() as HTMLTextAreaElement;
const options = () =>
  [...page.getByRole("listbox").element().querySelectorAll("[role=option] .mono")].map((one) => one.textContent);
const mistakes = () => page.getByRole("list", { name: /^(SSML errors|Ошибки SSML)$/ });

describe("the editor of SSML", () => {
  it("writes a document with the keyboard alone, from what it offers", async () => {
    await open();
    await userEvent.keyboard("<");
    await expect.element(page.getByRole("listbox")).toBeVisible();
    expect(options()).toEqual(["speak"]);
    await userEvent.keyboard("{Enter}Hello <v");
    await expect.element(page.getByRole("option", { name: "voice tag" })).toHaveAttribute("aria-selected", "true");
    expect(area().getAttribute("aria-activedescendant")).toBe(page.getByRole("option").first().element().id);

    await userEvent.keyboard("{Tab}");
    expect(options()).toEqual(["borisova", "gavrilov"]);
    await userEvent.keyboard("{ArrowDown}{Enter}");

    expect(area().value).toBe('<speak>Hello <voice name="gavrilov"></voice></speak>');
    await expect.element(page.getByRole("listbox")).not.toBeInTheDocument();
    await expect.element(page.getByText("No errors")).toBeVisible();
    expect(document.activeElement).toBe(area());
  });

  it("closes what it offers on Esc and opens it again when asked", async () => {
    await open();
    await field().fill("<speak>a</speak>");
    await expect.element(page.getByText("No errors")).toBeVisible();
    area().setSelectionRange(8, 8);
    await userEvent.keyboard("{Control>} {/Control}");
    expect(options()).toContain("break");
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("listbox")).not.toBeInTheDocument();

    await userEvent.keyboard("{Control>} {/Control}");
    await page.getByRole("option", { name: "break tag" }).click();

    expect(area().value).toBe('<speak>a<break time="0.5s"/></speak>');
    expect(document.activeElement).toBe(area());
  });

  it.each([
    ["en", /line 2, column 10.*<prosody> speed must be above 0/, /2 errors, 1 warning/],
    ["ru", /строка 2, столбец 10.*<prosody> speed должно быть больше 0/, /2 ошибки, 1 предупреждение/],
  ] as const)("lists every mistake in %s with its place, marks it, and goes there", async (language, line, summary) => {
    await open(language);
    await field().fill('<speak>\n<prosody speed="0">а</prosody>\n<mark/><prosody pitch="3">б</prosody></speak>');
    await expect.element(field()).toBeInvalid();
    await expect.element(page.getByText(summary)).toBeVisible();
    const marked = [...document.querySelectorAll(".paint .error")].map((one) => one.textContent).join("");
    expect(marked).toBe('speed="0"<mark');

    await mistakes().getByRole("button").first().click();

    await expect.element(mistakes().getByRole("button").first()).toMatchTextContent(line);
    expect(area().value.slice(area().selectionStart, area().selectionEnd)).toBe('speed="0"');
    expect(document.activeElement).toBe(area());
  });

  it("paints exactly the text of the field, over the same lines", async () => {
    await open();
    const text = `<speak>${"long words ".repeat(40)}<break time="1s"/>\n\nза{'}мок <!-- x --></speak>\n`;
    await field().fill(text);

    const paint = document.querySelector<HTMLElement>(".paint")!;

    expect(paint.textContent).toBe(`${text}\u200b`);
    await expect.poll(() => area().scrollHeight).toBe(paint.offsetHeight);
    expect(area().scrollHeight).toBeGreaterThan(100);
  });

  it("puts a pause at the caret and a say-as around the selection, and can undo both", async () => {
    await open();
    await field().fill("<speak>5 apples</speak>");
    area().setSelectionRange(7, 8);

    await page.getByRole("button", { name: "Say as…" }).click();
    expect(options()).toContain("cardinal");
    await userEvent.keyboard("card{Enter}");
    expect(area().value).toBe('<speak><say-as interpret-as="cardinal">5</say-as> apples</speak>');
    area().setSelectionRange(area().value.length - 8, area().value.length - 8);
    await page.getByRole("button", { name: "Pause", exact: true }).first().click();
    expect(area().value).toMatch(/apples<break time="0.5s"\/><\/speak>$/);

    await userEvent.keyboard("{Control>}z{/Control}");
    expect(area().value).toMatch(/apples<\/speak>$/);
  });
});
