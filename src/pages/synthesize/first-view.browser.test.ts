import type { ServiceImpl } from "@connectrpc/connect";
import { beforeEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup, render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import "../../kit/theme/tokens.css";
import "../../kit/theme/base.css";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import SynthesizePage from "./SynthesizePage.svelte";

/** Half a second of silence at 22.05 kHz. */
const tone = new Uint8Array(22_050);

async function open(platform: Partial<ServiceImpl<typeof TTS>>) {
  const models = [{ name: "borisova", sampleRateHertz: 22_050 }];
  const setup = pageServices(
    ({ service }) => void service(TTS, { getModelsInfo: () => ({ models }), ...platform }),
    "/synthesize",
  );
  await render(SynthesizePage, { context: setup.context });
  return setup;
}

const text = () => page.getByRole("textbox", { name: "Text" });
const start = () => page.getByRole("button", { name: "Synthesize" });
const voice = (name: string) => page.getByRole("radio", { name, exact: true });

beforeEach(() => {
  localStorage.clear();
  localStorage.setItem("audiokit-play-as-it-arrives", "0");
});

describe("the first view of the page", () => {
  it("speaks an example with one click, and brings the person's own text back by undo", async () => {
    const spoken: unknown[] = [];
    await open({
      async *streamingSynthesize({ inputSource }) {
        spoken.push(inputSource.value);
        yield { audio: tone };
      },
    });
    await expect.element(voice("borisova")).toBeChecked();
    const greeting = page.getByRole("button", { name: "Greeting" });
    await greeting.click();
    await expect.element(page.getByText(/^Done: /).first()).toBeVisible();
    await expect.element(greeting).toHaveAttribute("aria-pressed", "true");
    expect(spoken).toEqual([expect.stringMatching(/^Good morning! Your order/)]);

    await text().fill("My own words");
    await page.getByRole("button", { name: "Numbers and dates" }).click();
    await expect.poll(() => spoken.length).toBe(2);
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.element(text()).toHaveValue("My own words");
  });

  it("shows no dash before there are figures, and keeps their place on a wide screen", async () => {
    await page.viewport(1440, 900);
    await open({
      async *streamingSynthesize() {
        yield { audio: tone };
      },
    });
    await expect.element(voice("borisova")).toBeChecked();
    await expect.element(page.getByText(/^Speech appears here/)).toBeVisible();
    for (const dash of page.getByText("–", { exact: true }).elements()) expect(dash).not.toBeVisible();
    const height = () => page.getByRole("region", { name: "Speech" }).element().getBoundingClientRect().height;
    const before = height();

    await text().fill("Hello");
    await start().click();

    await expect.element(page.getByText("PCM, 16 bit, 22.05 kHz")).toBeVisible();
    expect(height()).toBe(before);
  });

  it("has the whole result in view below the text, however many voices stand beside it", async () => {
    await page.viewport(1440, 900);
    const models = Array.from({ length: 40 }, (_, index) => ({
      name: `voice-${String(index)}`,
      sampleRateHertz: 22_050,
    }));
    await open({ getModelsInfo: () => ({ models }) });
    await expect.element(voice("voice-0")).toBeVisible();
    const { bottom } = page.getByRole("region", { name: "Speech" }).element().getBoundingClientRect();
    const innerMarginPx = 16;
    // What header, margin and the strip of the last call leave of a window that is 900 px high.
    expect(bottom - innerMarginPx).toBeLessThanOrEqual(900 - 56 - 24 - 32);
  });

  it("begins in the text field, but takes the focus from nothing that has it", async () => {
    const { context } = await open({});
    await expect.element(text()).toHaveFocus();
    cleanup();
    const main = document.body.appendChild(document.createElement("main"));
    main.tabIndex = -1;
    main.focus();

    await render(SynthesizePage, { context });

    await expect.element(text()).toBeVisible();
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    expect(document.activeElement).toBe(main);
    main.remove();
  });
});
