import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { beforeEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
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
  await expect.element(page.getByLabelText("Voice", { exact: true })).toHaveValue("borisova");
  return { ...setup, asked };
}

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
  it("plays a sentence in the voice's language with one click, and asks for it once", async () => {
    // Two seconds, so that a page which is slow sees it play.
    const { asked } = await open({}, 2);
    const hear = page.getByRole("button", { name: "Preview voice" });
    await hear.click();
    await expect.element(page.getByRole("button", { name: "Stop" })).toBeVisible();
    await expect.element(hear).toBeVisible();
    await hear.click();
    await expect.element(page.getByRole("button", { name: "Stop" })).toBeVisible();

    expect(asked.map(({ voiceName, inputSource }) => [voiceName, inputSource.value])).toEqual([
      ["borisova", "Здравствуйте! Так звучит мой голос."],
    ]);
  });

  it("says why there is nothing to hear", async () => {
    await open({
      async *streamingSynthesize() {
        throw new ConnectError("asleep", Code.Unavailable);
      },
    });
    await page.getByRole("button", { name: "Preview voice" }).click();
    await expect.element(page.getByRole("alert")).toBeVisible();
  });
});

describe("two voices compared", () => {
  it("speaks one text with both, one after the other, and sets their figures side by side", async () => {
    const { asked } = await open();
    await page.getByRole("textbox").first().fill("Привет");
    expect(page.getByLabelText("Voice B").element()).toHaveProperty("value", "gavrilov");

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
  const voice = () => page.getByLabelText("Voice", { exact: true });
  const offered = () =>
    [...voice().element().querySelectorAll("optgroup")].map((group) => [
      group.label,
      [...group.querySelectorAll("option")].map(({ label }) => label),
    ]);

  it("stands in a group of its own, speaks, and shuts what it has no choice of with the reason", async () => {
    const { cloned, steps } = await openCloned("/synthesize?rate=8000&voice=borisova");
    await expect.poll(offered).toEqual([["Voice clones", ["Anna"]]]);
    await expect.element(page.getByLabelText("Style")).toBeEnabled();

    await voice().selectOptions("Anna");

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
    await expect.element(voice()).toHaveDisplayValue("Anna");
    await page.getByRole("textbox").first().fill("Привет");
    await page.getByRole("button", { name: "Compare" }).click();
    await expect.element(page.getByText("Both voices are ready.").first()).toBeVisible();
    expect(cloned).toEqual(["v-1"]);
    const figures = page.getByRole("table", { name: "Metrics of both voices" });
    await expect.element(figures.getByRole("columnheader", { name: "A, Anna" })).toBeVisible();
  });

  it("stays choosable by its id where this browser does not know it", async () => {
    await openCloned("/synthesize?rate=8000&voice=clone:v-7");
    await expect.element(voice()).toHaveValue("clone:v-7");
    await expect.poll(offered).toEqual([["Voice clones", ["v-7 (not in the list)", "Anna"]]]);
  });
});
