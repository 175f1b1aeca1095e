import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup, render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import { openSynthesisHistory } from "../../local-archive/synthesis-history.ts";
import { readWav } from "../../audio/wav.ts";
import { encodeMuLaw } from "../../audio/g711.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import SynthesizePage from "./SynthesizePage.svelte";

/** One second of a quiet tone at 8 kHz, mu-law. */
const tone = encodeMuLaw(Int16Array.from({ length: 8000 }, (_, index) => 400 * Math.sin(index / 4)));

const models = [
  { name: "", sampleRateHertz: 22_050, type: "cloning" },
  { name: "gavrilov", sampleRateHertz: 22_050, languageCode: "" },
  { name: "borisova", sampleRateHertz: 8000 },
  { name: "borisova", sampleRateHertz: 22_050 },
];

async function open(platform: Partial<ServiceImpl<typeof TTS>>, address = "/synthesize", language: "en" | "ru" = "en") {
  const setup = pageServices(
    ({ service }) => void service(TTS, { getModelsInfo: () => ({ models }), ...platform }),
    address,
    language,
  );
  await render(SynthesizePage, { context: setup.context });
  return setup;
}

const text = () => page.getByRole("textbox", { name: "Text" });
const voice = (name: string) => page.getByRole("group", { name: "Voice" }).getByRole("radio", { name, exact: true });
const offered = () =>
  page
    .getByRole("group", { name: "Voice" })
    .getByRole("radio")
    .elements()
    .map((radio) => (radio as HTMLInputElement).value);
const start = () => page.getByRole("button", { name: /^(Synthesize|Озвучить)$/ });

// Every test begins with what a person finds who has chosen nothing yet, but for the sound that begins by itself and the texts that
// are stored, which may be so late that the next test finds them.
beforeEach(async () => {
  localStorage.clear();
  const texts = openSynthesisHistory();
  await texts.clear();
  texts.close();
  localStorage.setItem("audiokit-play-as-it-arrives", "0");
  localStorage.setItem("audiokit-remember-texts", "0");
});

describe("SynthesizePage", () => {
  it("offers each voice once and keeps the start shut, with the reason, until there is a text", async () => {
    await open({});
    await expect.element(voice("borisova")).toBeChecked();
    expect(offered()).toEqual(["borisova", "gavrilov"]);
    await expect.element(start()).toBeDisabled();
    await expect.element(page.getByText("Enter text first.")).toBeVisible();
    await text().fill("Hello");
    await expect.element(start()).toBeEnabled();
    await expect.element(page.getByText("5 characters")).toBeVisible();
  });

  it("takes the focus of the keyboard from the start to Cancel, and to the speech", async () => {
    const answer = Promise.withResolvers<undefined>();
    await open({
      async *streamingSynthesize() {
        await answer.promise;
        yield { audio: tone };
      },
    });
    await text().fill("Hello");
    await expect.element(start()).toBeEnabled();
    (start().element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("button", { name: "Cancel" })).toHaveFocus();
    answer.resolve(undefined);
    await expect.element(page.getByRole("region", { name: "Speech" })).toHaveFocus();
  });

  it("speaks, shows the figures, plays and saves a WAV of the coding that was asked for", async () => {
    // Still sounding when a slow page has seen that it plays.
    const long = Uint8Array.from({ length: 8 * tone.length }, (_, index) => tone[index % tone.length]!);
    const { events } = await open(
      {
        async *streamingSynthesize(_, context) {
          context.responseHeader.set("request_id", "SS-42");
          yield { audio: long.subarray(0, 3000) };
          yield { audio: long.subarray(3000) };
        },
      },
      "/synthesize?coding=mulaw&rate=8000",
    );
    const saved = catchDownload();
    await text().fill("Привет");
    await expect.element(start()).toBeEnabled();

    await userEvent.keyboard("{Control>}{Enter}{/Control}");

    await expect.element(page.getByText("64 kB in 2 chunks")).toBeVisible();
    await expect.element(page.getByText("SS-42")).toBeVisible();
    await expect.element(page.getByText("G.711 µ-law, 8 bit, 8 kHz")).toBeVisible();
    await expect.poll(() => page.getByRole("status").first().element().textContent).toMatch(/^Done: 8\ss of audio/);

    const wave = page.getByRole("slider", { name: "Speech, position" });
    (wave.element() as HTMLElement).focus();
    await userEvent.keyboard(" ");
    await expect.poll(() => Number(wave.element().getAttribute("aria-valuenow"))).toBeGreaterThan(0.1);
    await expect.element(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
    await userEvent.keyboard("{End}");
    await expect.element(wave).toHaveAttribute("aria-valuetext", "8\u00a0s of 8\u00a0s");

    await page.getByRole("button", { name: "Download WAV" }).click();
    const wav = readWav(new Uint8Array(await (await saved).arrayBuffer()));
    expect(wav).toMatchObject({ coding: "mulaw", sampleRateHz: 8000, channelCount: 1 });
    expect(wav.samples).toEqual(long);
    expect(events.map(({ event }) => event)).toContain("system_tts_file_saved");
  });

  it("shows the wave before the answer is whole, and keeps it on Esc", async () => {
    await open({
      async *streamingSynthesize(_, { signal }) {
        yield { audio: tone };
        await new Promise((__, reject) => signal.addEventListener("abort", () => reject(new Error("stop"))));
      },
    });
    await text().fill("A long story");
    await start().click();
    await expect.element(page.getByText(/^Receiving: /)).toBeVisible();
    expect(inkOf(page.getByRole("slider").element())).toBeGreaterThan(100);

    await userEvent.keyboard("{Escape}");

    await expect.element(page.getByText(/^Cancelled\. The first .* available/).first()).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Play" })).toBeEnabled();
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  });

  it("plays as it arrives when the switch is on, shows when it was heard, and stays so", async () => {
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<undefined>();
    const { events } = await open(
      {
        async *streamingSynthesize() {
          yield { audio: tone.subarray(0, 4000) };
          await mayEnd;
          yield { audio: tone.subarray(4000) };
        },
      },
      "/synthesize?coding=mulaw&rate=8000",
    );
    await page.getByRole("switch", { name: "Play while receiving" }).click();
    await text().fill("Hello");
    await start().click();

    const wave = page.getByRole("slider", { name: "Speech, position" });
    await expect.poll(() => Number(wave.element().getAttribute("aria-valuenow"))).toBeGreaterThan(0.1);
    await expect.element(page.getByText(/^Receiving: /)).toBeVisible();
    await expect.element(page.getByText("buffering…")).toBeVisible();
    end(undefined);

    await expect.element(page.getByText(/^1, .* in total$/)).toBeVisible();
    expect(events.find(({ event }) => event === "system_playback_underrun")?.data).toMatchObject({ underruns: 1 });
    await expect.element(page.getByRole("button", { name: "Play", exact: true })).toBeEnabled();
    const heard = events.find(({ event }) => event === "system_playback_first_sound");
    expect(heard?.data?.["request_id"]).toBe(events.findLast(({ event }) => event === "request_start")?.request_id);
    expect(localStorage.getItem("audiokit-play-as-it-arrives")).toBe("1");
  });

  it.each([
    ["en", "The platform rejected the request", "Choose a voice from the list", "Details"],
    ["ru", "Платформа отклонила запрос", "Выберите голос из списка", "Подробности"],
  ] as const)("tells in %s what was refused, why, and what to do", async (language, title, advice, details) => {
    const { events } = await open(
      {
        async *streamingSynthesize() {
          throw new ConnectError("voice_name: no voice `nobody`", Code.InvalidArgument, { request_id: "SS-7" });
        },
      },
      "/synthesize?voice=nobody",
      language,
    );
    await page.getByRole("textbox").fill("Hello");
    await expect.element(start()).toBeEnabled();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");

    const card = page.getByRole("alert");
    await expect.poll(() => card.element().textContent).toContain(advice);
    const logged = events.find(({ event }) => event === "request_error");
    for (const part of [title, "voice_name: no voice `nobody`", advice, "SS-7", logged!.request_id!]) {
      await expect.element(card).toMatchTextContent(part);
    }
    await card.getByText(details).click();
    await expect.element(card.getByText(/INVALID_ARGUMENT \(3\)/)).toBeVisible();
  });

  it("opens the sound device when the button is pressed, so that it is there when it is let go", async () => {
    localStorage.setItem("audiokit-play-as-it-arrives", "1");
    await open({});
    const device = vi.spyOn(globalThis, "AudioContext");
    await userEvent.click(text());
    await text().fill("Hello");
    await expect.element(start()).toBeEnabled();
    expect(device).not.toHaveBeenCalled();

    start()
      .element()
      .dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));

    expect(device).toHaveBeenCalledExactlyOnceWith({ sampleRate: 22_050 });
    device.mockRestore();
  });

  it("says plainly that no known cause fits", async () => {
    await open({
      async *streamingSynthesize() {
        throw new ConnectError("strange", Code.DataLoss);
      },
    });
    await text().fill("Hello");
    await expect.element(start()).toBeEnabled();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.poll(() => document.body.textContent).toContain("The cause is not known");
  });

  it("lets a voice be typed when the list cannot be had, and tries the list again", async () => {
    let isAsleep = true;
    await open({
      getModelsInfo() {
        if (isAsleep) throw new ConnectError("models are asleep", Code.Unavailable);
        return { models };
      },
    });
    await expect.element(page.getByText(/models are asleep/)).toBeVisible();
    await page.getByRole("textbox", { name: "Voice" }).fill("klukvin");
    await text().fill("Hello");
    await expect.element(start()).toBeEnabled();

    isAsleep = false;
    await page.getByRole("button", { name: "Retry" }).click();

    await expect.element(voice("klukvin")).toBeChecked();
  });

  it("writes choices into the address, and the text never", async () => {
    const { steps } = await open({}, "/synthesize?voice=gavrilov");
    await expect.element(voice("gavrilov")).toBeChecked();
    await text().fill("a secret");

    await page.getByLabelText("Style").selectOptions("Happy");

    expect(steps).toEqual([expect.stringMatching(/\/synthesize\?voice=gavrilov&style=happy&rate=22050$/)]);
  });

  it.each([
    ["en", "Model, post-processing, experimental", "Add option", ["Name", "Type", "Value"], "Not a number.", "Remove "],
    [
      "ru",
      "Модель, постобработка, эксперименты",
      "Добавить параметр",
      ["Имя", "Тип", "Значение"],
      "Это не число.",
      "Удалить ",
    ],
  ] as const)(
    "sends experimental options typed with the keyboard alone (%s), and a wrong one never",
    async (language, more, add, [name, kind, value], wrong, remove) => {
      const requests: unknown[] = [];
      const { steps } = await open(
        {
          async *streamingSynthesize({ synthesizeOptions }) {
            requests.push(synthesizeOptions?.customOptions["tempo"]?.kind);
            yield { audio: tone };
          },
        },
        "/synthesize",
        language,
      );
      await page.getByRole("textbox").fill("Hello");
      await expect.element(start()).toBeEnabled();
      await page.getByText(more).click();
      await expect.element(page.getByRole("button", { name: add })).toBeVisible();
      (page.getByRole("button", { name: add }).element() as HTMLElement).focus();
      await userEvent.keyboard("{Enter}tempo{Tab}");
      await expect.element(page.getByLabelText(kind, { exact: true })).toHaveFocus();
      await page.getByLabelText(kind, { exact: true }).selectOptions("number");
      await userEvent.keyboard("{Tab}quick{Control>}{Enter}{/Control}");
      await expect.element(page.getByText(wrong)).toBeVisible();
      await expect.element(page.getByLabelText(value, { exact: true })).toBeInvalid();
      expect(requests).toEqual([]);

      await page.getByLabelText(value, { exact: true }).fill("1.5");
      await userEvent.keyboard("{Control>}{Enter}{/Control}");
      await expect.poll(() => requests).toEqual([{ case: "numberValue", value: 1.5 }]);
      expect(steps.join(" ")).not.toContain("tempo");

      await page.getByRole("button", { name: `${remove}tempo` }).click();
      await expect.element(page.getByLabelText(name, { exact: true })).not.toBeInTheDocument();
      await expect.element(page.getByRole("button", { name: add })).toHaveFocus();
    },
  );

  it("is as it was left when a person comes back from another page, and goes on working", async () => {
    const { context, steps } = await open({
      async *streamingSynthesize() {
        yield { audio: tone };
      },
    });
    await text().fill("Hello");
    await start().click();
    await expect.element(page.getByRole("button", { name: "Play" })).toBeEnabled();
    cleanup();
    expect(page.getByRole("textbox").elements()).toHaveLength(0);

    await render(SynthesizePage, { context });

    expect(steps.at(-1)).toMatch(/\?voice=borisova&rate=22050$/);
    await expect.element(text()).toHaveValue("Hello");
    await expect.element(page.getByRole("button", { name: "Play" })).toBeEnabled();
    await text().fill(" ");
    await expect.element(start()).toBeDisabled();
    await text().fill("Hello again");
    await expect.element(page.getByText("11 characters")).toBeVisible();
    await expect.element(start()).toBeEnabled();
  });

  it("remembers what was spoken over a reload, plays it without a call, and forgets it when told", async () => {
    localStorage.removeItem("audiokit-remember-texts");
    const platform = {
      async *streamingSynthesize() {
        yield { audio: tone };
      },
    };
    await open(platform, "/synthesize?coding=mulaw&rate=8000&voice=gavrilov");
    await text().fill("Remember this");
    await start().click();
    await expect.element(page.getByRole("button", { name: "Play again: Remember this" })).toBeEnabled();
    cleanup();

    const { events, archive } = await open(platform);
    await page.getByRole("button", { name: "Play again: Remember this" }).click();

    await expect.element(page.getByText(/^Saved audio, 1\ss/).first()).toBeVisible();
    const wave = page.getByRole("slider", { name: "Speech, position" });
    await expect.poll(() => Number(wave.element().getAttribute("aria-valuenow"))).toBeGreaterThan(0);
    expect(events.filter(({ operation }) => operation?.includes("ynthesize"))).toEqual([]);
    expect(events.map(({ event }) => event)).toContain("system_speech_replayed");
    await page.getByRole("button", { name: "Use this text: Remember this" }).click();
    await expect.element(text()).toHaveValue("Remember this");
    await expect.element(voice("gavrilov")).toBeChecked();
    expect((await (await archive.open()).list()).total).toBe(0);

    await page.getByRole("button", { name: "Delete: Remember this" }).click();
    await expect.element(page.getByText(/^Synthesized texts appear here/)).toBeVisible();
    await page.getByRole("switch", { name: "Save texts" }).click();
    await start().click();
    await expect.element(page.getByText(/^Done: /).first()).toBeVisible();
    await expect.element(page.getByText(/^Texts aren’t saved/)).toBeVisible();
  });

  it("wraps a plain text where SSML is wanted", async () => {
    await open({});
    await text().fill("Good morning");
    await page.getByRole("switch", { name: "SSML markup" }).click();
    await expect.element(text()).toBeInvalid();

    await page.getByRole("button", { name: "Wrap in <speak>" }).click();

    expect((text().element() as HTMLTextAreaElement).value).toMatch(/^<speak>\n {2}Good morning/);
    await expect.element(text()).not.toBeInvalid();
  });
});

/** What the page hands to the browser as a download; the click itself is held back. */
function catchDownload(): Promise<Blob> {
  return new Promise((resolve) => {
    const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      click.mockRestore();
      void fetch(this.href).then(async (response) => resolve(await response.blob()));
    });
  });
}

/** Pixels of the wave that are taller than a flat line. */
function inkOf(slider: Element): number {
  const canvas = slider.querySelector("canvas")!;
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height / 2 - 4);
  let ink = 0;
  for (let index = 3; index < data.length; index += 4) if (data[index]! > 0) ink++;
  return ink;
}
