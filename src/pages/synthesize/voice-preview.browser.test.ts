import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { beforeEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup, render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import { openVoicePreviews } from "../../local-archive/voice-previews.ts";
import { openVoiceRegistry } from "../../local-archive/voice-registry.ts";
import { pcmBytes } from "../../audio/wav.ts";
import { TTS, type SynthesizeSpeechRequest } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import SynthesizePage from "./SynthesizePage.svelte";

const models = ["borisova", "gavrilov"].map((name) => ({ name, sampleRateHertz: 8000, languageCode: "ru" }));

/** A quiet tone; gavrilov speaks twice as long. */
function soundOf(voice: string, seconds = 0.5) {
  const length = 8000 * seconds * (voice === "gavrilov" ? 2 : 1);
  return pcmBytes(Int16Array.from({ length }, (_, index) => 400 * Math.sin(index / 4)));
}

async function open(platform: Partial<ServiceImpl<typeof TTS>> = {}, seconds?: number) {
  const asked: SynthesizeSpeechRequest[] = [];
  const setup = pageServices(
    ({ service }) =>
      void service(TTS, {
        getModelsInfo: () => ({ models }),
        async *streamingSynthesize(request: SynthesizeSpeechRequest) {
          asked.push(request);
          yield { audio: soundOf(request.voiceName, seconds) };
        },
        ...platform,
      }),
    "/synthesize?rate=8000&voice=borisova",
  );
  await render(SynthesizePage, { context: setup.context });
  await expect.element(card("borisova")).toBeChecked();
  return { ...setup, asked };
}

const card = (name: string) => page.getByRole("group", { name: "Voice" }).getByRole("radio", { name, exact: true });

const positionOf = (side: string) =>
  Number(
    page
      .getByRole("slider", { name: new RegExp(`^Speech ${side},`) })
      .element()
      .getAttribute("aria-valuenow"),
  );

beforeEach(() => {
  localStorage.clear();
  localStorage.setItem("audiokit-play-as-it-arrives", "0");
  localStorage.setItem("audiokit-synthesize-compare", "1");
});

describe("the preview of a voice", () => {
  const listed = (languageCode: string) => () => ({
    models: [{ name: "borisova", sampleRateHertz: 8000, languageCode }],
  });
  /** Ten seconds at 125 Hz, loud enough to be measured; still sounding when a slow page has seen that it plays. */
  const hum = pcmBytes(Int16Array.from({ length: 80_000 }, (_, index) => 9000 * Math.sin((index * Math.PI) / 32)));
  const hear = (name = "borisova") => page.getByRole("button", { name: `Preview ${name}` });
  const stop = (name = "borisova") => page.getByRole("button", { name: `Stop the preview of ${name}` });

  beforeEach(async () => {
    const stored = openVoicePreviews();
    await stored.clear();
    stored.close();
  });

  it("is one logged call of the person at the first click, and none after a reload", async () => {
    const humming = {
      async *streamingSynthesize() {
        yield { audio: hum };
      },
    };
    const { events } = await open(humming);
    expect(events.filter(({ operation }) => operation === "StreamingSynthesize")).toEqual([]);
    await hear().click();
    await expect.element(stop()).toBeVisible();
    const call = () =>
      events.find(({ event, operation }) => event === "request_start" && operation === "StreamingSynthesize");
    await expect.poll(call).toMatchObject({ initiator: "user", request_data: { voice_preview: true } });
    await expect
      .element(page.getByText("measured: 125\u00a0Hz, low"))
      .toHaveAttribute("title", expect.stringMatching(/^Median pitch/));
    cleanup();

    const { asked } = await open();
    await expect.element(page.getByText("measured: 125\u00a0Hz, low")).toBeVisible();
    await expect
      .element(hear())
      .toHaveAttribute("title", expect.stringMatching(/saved .*UTC from http:.* No call is made\.$/));
    await hear().click();
    await expect.element(stop()).toBeVisible();
    expect(asked).toEqual([]);
  });

  it("says a sentence in the voice's language, and stops at the second click", async () => {
    const { asked } = await open({}, 10);
    await hear().click();
    await expect
      .poll(() => asked.map(({ voiceName, inputSource }) => [voiceName, inputSource.value]))
      .toEqual([["borisova", "Здравствуйте! Так звучит мой голос."]]);
    await stop().click();
    await expect.element(hear()).toBeVisible();
    expect(asked).toHaveLength(1);
  });

  it("is forgotten when the catalogue says something else of the voice", async () => {
    const { asked } = await open({ getModelsInfo: listed("ru") });
    await hear().click();
    await expect.element(hear()).toHaveAttribute("title", expect.stringMatching(/No call is made/));
    cleanup();
    const second = await open({ getModelsInfo: listed("en") });
    await expect.element(hear()).toHaveAttribute("title", expect.stringMatching(/: one call\./));
    await hear().click();
    await expect
      .poll(() => second.asked.map(({ inputSource }) => inputSource.value))
      .toEqual(["Hello! This is how my voice sounds."]);
    expect(asked).toHaveLength(1);
  });

  it("says why there is nothing to hear", async () => {
    await open({
      async *streamingSynthesize() {
        throw new ConnectError("asleep", Code.Unavailable);
      },
    });
    await hear().click();
    await expect.element(page.getByRole("alert")).toBeVisible();
    await expect.element(hear()).toBeVisible();
  });
});

describe("the cards of voices", () => {
  it("are one stop of the Tab key, with the preview of the chosen one behind it", async () => {
    const { steps } = await open();
    (card("borisova").element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowDown}");
    await expect.element(card("gavrilov")).toBeChecked();
    await expect.element(card("gavrilov")).toHaveFocus();
    expect(steps.at(-1)).toContain("voice=gavrilov");
    await userEvent.keyboard("{Tab}");
    await expect.element(page.getByRole("button", { name: "Preview gavrilov" })).toHaveFocus();
    await userEvent.keyboard("{Tab}");
    await expect.element(page.getByRole("link", { name: "All models" })).toHaveFocus();
  });

  it("say the language where the platform states it", async () => {
    await open({ getModelsInfo: () => ({ models: [...models, { name: "mute", sampleRateHertz: 8000 }] }) });
    await expect.element(card("borisova")).toHaveAccessibleDescription("Russian");
    await expect.element(card("mute")).toHaveAccessibleDescription("");
  });

  it("of very many voices are found by a part of the name, and scroll in their own place", async () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ name: `voice-${String(index)}`, sampleRateHertz: 8000 }));
    await open({ getModelsInfo: () => ({ models: [...models, ...many] }) });
    const group = page.getByRole("group", { name: "Voice" });
    expect(group.element().getBoundingClientRect().height).toBeLessThan(600);
    await page.getByRole("searchbox", { name: "Find a voice" }).fill("VOICE-14");
    await expect.element(page.getByText("11 of 152 voices")).toBeVisible();
    expect(group.getByRole("radio").elements()).toHaveLength(11);
    await page.getByRole("searchbox").fill("nobody");
    await expect.element(page.getByText("No voice matches.")).toBeVisible();
  });
});

describe("two voices compared", () => {
  it("speaks one text with both, one after the other, and sets their figures side by side", async () => {
    const { asked } = await open();
    await page.getByRole("textbox").first().fill("Привет");
    await expect.element(page.getByLabelText("Voice B")).toHaveValue("gavrilov");

    await page.getByRole("button", { name: "Compare" }).click();

    await expect.element(page.getByText("Both voices are ready.").first()).toBeVisible();
    expect(asked.map(({ voiceName, inputSource }) => [voiceName, inputSource.value])).toEqual([
      ["borisova", "Привет"],
      ["gavrilov", "Привет"],
    ]);
    const figures = page.getByRole("table", { name: "Metrics of both voices" });
    await expect.element(figures.getByRole("row", { name: /Duration 500\sms 1\ss/ })).toBeVisible();
    await expect.element(figures.getByRole("columnheader", { name: "B, gavrilov" })).toBeVisible();
  });

  it("plays A, then B, and one of them at a time", async () => {
    await open();
    await page.getByRole("textbox").first().fill("Привет");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("button", { name: "Play A, then B" }).click();

    const seen: { a: number; b: number }[] = [];
    const look = () => seen.push({ a: positionOf("A"), b: positionOf("B") });
    await expect.poll(() => (look(), seen.at(-1)!.b)).toBeGreaterThan(0.1);
    for (const { a } of seen.filter(({ b }) => b > 0)) expect(a).toBeCloseTo(0.5, 5);
    await expect.element(page.getByRole("button", { name: "Play A, then B" })).toBeVisible();
  });
});

describe("a cloned voice", () => {
  async function openCloned(address: string) {
    const endpoint = `http://platform-${crypto.randomUUID()}`;
    const registry = openVoiceRegistry();
    const about = { platform: endpoint, description: "", startedAtMs: 0, status: "ready" } as const;
    await registry.keep({ ...about, id: crypto.randomUUID(), name: "Anna", voiceId: "v-1" });
    await registry.keep({
      ...about,
      id: crypto.randomUUID(),
      name: "Elsewhere",
      voiceId: "v-2",
      platform: "http://other",
    });
    registry.close();
    const cloned: string[] = [];
    const setup = pageServices(
      ({ service }) =>
        void service(TTS, {
          getModelsInfo: () => ({ models }),
          async *streamingSynthesize({ voiceName }) {
            yield { audio: soundOf(voiceName) };
          },
          async *streamingVoiceCloning({ voiceId }) {
            cloned.push(voiceId);
            yield { audio: soundOf("") };
          },
        }),
      address,
    );
    setup.preferences.update({ endpoint });
    await render(SynthesizePage, { context: setup.context });
    return { ...setup, cloned };
  }
  const offered = () =>
    page
      .getByRole("group", { name: "Voice" })
      .getByRole("radio")
      .elements()
      .map((radio) => (radio as HTMLInputElement).labels![0]!.textContent.trim().replaceAll(/\s+/g, " "));

  it("stands behind the voices of the platform, speaks, and shuts what it has no choice of with the reason", async () => {
    const { cloned, steps } = await openCloned("/synthesize?rate=8000&voice=borisova");
    await expect.poll(offered).toEqual(["borisova Russian", "gavrilov Russian", "Anna Voice clone"]);
    await expect.element(page.getByLabelText("Style")).toBeEnabled();

    await card("Anna").click();

    expect(steps.at(-1)).toContain("voice=clone%3Av-1");
    await expect.element(page.getByLabelText("Style")).toBeDisabled();
    await expect.element(page.getByText("Voice clones have no styles.")).toBeVisible();
    await page.getByText("Model, post-processing, experimental").click();
    await expect.element(page.getByLabelText("Model type")).toBeDisabled();
    await expect.element(page.getByLabelText("Post-processing", { exact: true })).toBeDisabled();
    await page.getByRole("textbox").first().fill("Привет");
    await page.getByRole("button", { name: "Synthesize" }).click();
    await expect.poll(() => page.getByRole("status").first().element().textContent).toMatch(/^Done: 500\sms/);
    expect(cloned).toEqual(["v-1"]);
    await expect.element(page.getByRole("listitem").getByText("Anna").first()).toBeVisible();
  });

  it("is compared with a voice of the platform", async () => {
    const { cloned } = await openCloned("/synthesize?rate=8000&voice=clone:v-1");
    await expect.element(card("Anna")).toBeChecked();
    await page.getByRole("textbox").first().fill("Привет");
    await page.getByRole("button", { name: "Compare" }).click();
    await expect.element(page.getByText("Both voices are ready.").first()).toBeVisible();
    expect(cloned).toEqual(["v-1"]);
    const figures = page.getByRole("table", { name: "Metrics of both voices" });
    await expect.element(figures.getByRole("columnheader", { name: "A, Anna" })).toBeVisible();
  });

  it("stays choosable by its id where this browser does not know it", async () => {
    await openCloned("/synthesize?rate=8000&voice=clone:v-7");
    await expect.element(card("v-7")).toBeChecked();
    await expect.poll(() => offered()[0]).toBe("v-7 Not in the list");
  });
});
