import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import mp3 from "../../../test/fixtures/speech/goforward.mp3?url";
import { pageServices } from "../../../test/support/page-services.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { FileRecognizeResponseSchema } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { maxAudioBytes, maxMessageBytes } from "../../wire/message-size.ts";
import RecognizePage from "./RecognizePage.svelte";

const heard: MessageInitShape<typeof FileRecognizeResponseSchema> = {
  response: [
    {
      hypothesis: {
        transcript: "go forward ten meters",
        normalizedTranscript: "Go forward ten meters.",
        confidence: 0.75,
        startTimeMs: 400,
        endTimeMs: 2300,
        words: [
          { word: "go", startTimeMs: 400, endTimeMs: 800, confidence: 0.97 },
          { word: "forward", startTimeMs: 800, endTimeMs: 1300, confidence: 0.9 },
          { word: "ten", startTimeMs: 1300, endTimeMs: 1700, confidence: 0.4 },
          { word: "meters", startTimeMs: 1700, endTimeMs: 2300, confidence: 0.8 },
        ],
      },
      vaMarks: [
        { markType: 1, offsetMs: 350 },
        { markType: 2, offsetMs: 2350 },
      ],
    },
  ],
};

async function open(
  platform: Partial<ServiceImpl<typeof STT>>,
  address = "/recognize",
  language: "en" | "ru" = "en",
  loadEngines?: () => Promise<Response>,
) {
  const models = [{ name: "moonshine-tiny-en", languageCode: "en", sampleRateHertz: 16_000 }, { name: "" }];
  const setup = pageServices(
    ({ service }) => void service(STT, { getModelsInfo: () => ({ models }), ...platform }),
    address,
    language,
    loadEngines,
  );
  await render(RecognizePage, { context: setup.context });
  return setup;
}

const clip = async () => new File([await (await fetch(mp3)).blob()], "go forward.mp3");

/** Lets go a file over the page, as the browser would tell of it. */
function drop(file: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
}

describe("RecognizePage", () => {
  it("says what it takes and why it cannot start yet", async () => {
    await open({});
    await expect.element(page.getByText("Drop a recording here")).toBeVisible();
    await expect.element(page.getByText("Choose a recording first.")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Recognize" })).toBeDisabled();
    await expect.element(page.getByLabelText("Recording language")).toHaveValue("en");
    await expect.element(page.getByLabelText("Model")).toHaveTextContent("Chosen by the platformmoonshine-tiny-en");
  });

  it("has the answer right below the question where there is one column, and the choices last", async () => {
    await open({});
    const topOf = (element: Element) => element.getBoundingClientRect().top;
    const start = topOf(page.getByRole("button", { name: "Recognize" }).element());
    const answer = topOf(page.getByRole("heading", { name: "Transcript" }).element());
    const choices = topOf(page.getByLabelText("Recording language").element());
    expect([start, answer, choices]).toEqual([start, answer, choices].toSorted((a, b) => a - b));
  });

  it.each([
    ["en", "The recording has too low a sample rate"],
    ["ru", "У записи слишком низкая частота дискретизации"],
  ] as const)(
    "warns before sending of a recording at 4 kHz, in %s, and not of one at 8 kHz",
    async (language, title) => {
      const { events } = await open({ fileRecognize: () => heard }, "/recognize", language);
      const buzz = Int16Array.from({ length: 8000 }, (_, i) => ((i * 7919) % 4001) - 2000);
      const at = (sampleRateHz: number) =>
      new File([writeWav(pcmBytes(buzz), { coding: "pcm16", sampleRateHz, channelCount: 1 })], `${String(sampleRateHz)}.wav`); // prettier-ignore
      drop(at(4000));
      await expect.element(page.getByRole("status").filter({ hasText: title })).toBeVisible();
      expect(events.filter(({ operation }) => operation === "FileRecognize")).toEqual([]);
      drop(at(8000));
      await expect.element(page.getByText("8000.wav")).toBeVisible();
      await expect.element(page.getByText(title)).not.toBeInTheDocument();
      drop(at(4000));
      await expect.element(page.getByText(title)).toBeVisible();
      await page.getByRole("button", { name: language === "en" ? "Recognize" : "Распознать", exact: true }).click();
      await expect.poll(() => events.findLast(({ operation }) => operation === "FileRecognize")?.event).toBe("request_success"); // prettier-ignore
      expect(events.find(({ operation, event }) => operation === "FileRecognize" && event === "request_start")?.request_data).toMatchObject({ audio_real_rate_hz: 4000 }); // prettier-ignore
    },
  );

  it("turns a dropped file into words that can be read, heard and saved", async () => {
    const { events } = await open({
      fileRecognize: (_, context) => {
        context.responseHeader.set("request_id", "FR-1");
        context.responseHeader.set("x-audiokit-ignored", "genderage_config");
        return heard;
      },
    });
    drop(await clip());
    await expect.element(page.getByText(/^MP3 · 44\.1\skHz · 2 channels · 2\.79\ss/)).toBeVisible();

    await page.getByRole("button", { name: "Recognize" }).click();

    const words = page.getByRole("group", { name: "Transcript" });
    await expect.poll(() => words.element().textContent).toMatch(/Go\s+forward\s+ten\s+meters\./);
    await expect.element(page.getByText("4, 1 doubtful")).toBeVisible();
    await expect.element(page.getByText("75%")).toBeVisible();
    await expect.element(page.getByText("FR-1")).toBeVisible();
    await expect.element(page.getByText("Gender, age and emotion (genderage_config)")).toBeVisible();
    await expect
      .element(words.getByRole("button", { name: "ten" }))
      .toHaveAttribute("title", "0:01.3 · confidence 40% · doubtful");

    await words.getByRole("button", { name: "forward" }).click();
    const wave = page.getByRole("slider", { name: "Recording, position" });
    await expect.poll(() => Number(wave.element().getAttribute("aria-valuenow"))).toBeCloseTo(1.3, 2);

    const recognized = events.find(
      ({ operation, event }) => operation === "FileRecognize" && event === "request_start",
    );
    expect(recognized!.request_data).toMatchObject({ audio_file: "go forward.mp3", file_format: "mp3" });
    expect(events.map(({ event }) => event)).toContain("system_asr_file_opened");
  });

  it("goes from word to word with the arrows, all of them one tab stop, and plays with Enter", async () => {
    await open({ fileRecognize: () => heard });
    drop(await clip());
    await page.getByRole("button", { name: "Recognize" }).click();
    const words = page.getByRole("group", { name: "Transcript" });
    const go = words.getByRole("button", { name: "Go" });
    await expect.element(go).toHaveAttribute("tabindex", "0");

    (go.element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");

    await expect.element(words.getByRole("button", { name: "ten" })).toHaveFocus();
    expect([...words.element().querySelectorAll('[tabindex="0"]')].map(({ textContent }) => textContent)).toEqual([
      "ten",
    ]);
    await userEvent.keyboard("{Enter}");
    const wave = page.getByRole("slider");
    await expect.poll(() => Number(wave.element().getAttribute("aria-valuenow"))).toBeGreaterThan(1.3);
  });

  it("says honestly that nothing was recognized", async () => {
    await open({ fileRecognize: () => ({ response: [] }) });
    drop(await clip());
    await page.getByRole("button", { name: "Recognize" }).click();

    await expect.element(page.getByText("No words were recognized")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Download TXT" })).not.toBeInTheDocument();
  });

  it("refuses what is no sound before anything is sent, and logs that", async () => {
    const { events } = await open({});
    drop(new File(["a letter"], "letter.txt"));

    const notice = page.getByRole("alert");
    await expect.element(notice).toBeVisible();
    for (const part of [
      "This browser can’t decode the file",
      "letter.txt.",
      "ffmpeg -i letter.txt -vn -c:a pcm_s16le letter-16bit.wav",
    ]) {
      await expect.element(notice).toMatchTextContent(part);
    }
    expect(events.find(({ event }) => event === "system_asr_file_refused")).toMatchObject({
      level: "WARNING",
      data: { audio_file: "letter.txt", reason: "not-audio" },
    });
  });

  it("shows the platform's refusal in Russian with its words and ids", async () => {
    await open(
      {
        fileRecognize() {
          throw new ConnectError("model: no `e2e-v3`; there is moonshine-tiny-en", Code.InvalidArgument, {
            request_id: "FR-8",
          });
        },
      },
      "/recognize?model=e2e-v3",
      "ru",
    );
    drop(await clip());
    await page.getByRole("button", { name: "Распознать" }).click();

    const card = page.getByRole("alert");
    await expect.element(card).toBeVisible();
    for (const part of ["Платформа отклонила запрос", "no `e2e-v3`; there is moonshine-tiny-en", "FR-8"]) {
      await expect.element(card).toMatchTextContent(part);
    }
  });

  it("takes the focus of the keyboard from the start to Cancel, to the transcript, or back to the start", async () => {
    let answer = Promise.withResolvers<undefined>();
    await open({ fileRecognize: async () => (await answer.promise, heard) });
    drop(await clip());
    const start = page.getByRole("button", { name: "Recognize" });
    const cancel = page.getByRole("button", { name: "Cancel" });
    await expect.element(start).toBeEnabled();
    (start.element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(cancel).toHaveFocus();
    answer.resolve(undefined);
    await expect.element(page.getByRole("region", { name: "Transcript" })).toHaveFocus();

    answer = Promise.withResolvers<undefined>();
    (start.element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(cancel).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect.element(start).toHaveFocus();
    answer.resolve(undefined);
  });

  it("leaves the focus where the person puts it while a call runs", async () => {
    const answer = Promise.withResolvers<undefined>();
    await open({ fileRecognize: async () => (await answer.promise, heard) });
    drop(await clip());
    await page.getByRole("button", { name: "Recognize" }).click();
    const language = page.getByLabelText("Recording language");
    (language.element() as HTMLElement).focus();
    answer.resolve(undefined);
    await expect.element(page.getByText("Done: 4 words", { exact: false }).first()).toBeVisible();
    await expect.element(language).toHaveFocus();
  });

  it("has the engines of its server loaded when it opens, and says when a call waits for them", async () => {
    const answer = Promise.withResolvers<undefined>();
    const loaded = Promise.withResolvers<Response>();
    const { engineRequests } = await open(
      { fileRecognize: async () => (await answer.promise, heard) },
      "/recognize",
      "en",
      () => loaded.promise,
    );
    await expect.poll(() => engineRequests).toEqual(["POST /engines"]);
    drop(await clip());
    await page.getByRole("button", { name: "Recognize" }).click();
    await expect
      .element(page.getByText("The recognition engine is loading; your recording is next…").first())
      .toBeVisible();
    expect(engineRequests).toHaveLength(1);
    loaded.resolve(Response.json([{ model: "moonshine-tiny-en", language: "en", failure: "the model is damaged" }]));
    await expect.element(page.getByText(/^Sending .* in one message…$/).first()).toBeVisible();
    await expect.element(page.getByText("The engine moonshine-tiny-en could not be loaded")).toBeVisible();
    await expect.element(page.getByText("the model is damaged")).toBeVisible();
    answer.resolve(undefined);
    await expect.element(page.getByText("Done: 4 words", { exact: false }).first()).toBeVisible();
  });

  it("cancels with Esc and says so without alarm", async () => {
    await open({
      fileRecognize: (_, { signal }) =>
        new Promise((__, reject) => signal.addEventListener("abort", () => reject(new Error("stop")))),
    });
    drop(await clip());
    await page.getByRole("button", { name: "Recognize" }).click();
    await expect.element(page.getByRole("button", { name: "Cancel" })).toBeEnabled();

    await userEvent.keyboard("{Escape}");

    await expect.element(page.getByText("Cancelled.").first()).toBeVisible();
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
    await expect.element(page.getByRole("button", { name: "Recognize" })).toBeEnabled();
  });

  it("remembers options in the address and whether the panel was open", async () => {
    localStorage.removeItem("audiokit-recognize-more");
    const { steps } = await open({});
    await expect.element(page.getByLabelText("Recording language")).toHaveValue("en");
    await expect.element(page.getByRole("switch", { name: "Punctuation" })).not.toBeInTheDocument();
    await page.getByText("More options").click();

    await page.getByRole("switch", { name: "Punctuation" }).click();

    expect(steps.at(-1)).toMatch(/\/recognize\?language=en&off=punctuation$/);
    expect(localStorage.getItem("audiokit-recognize-more")).toBe("1");
  });
});

describe("maxAudioBytes", () => {
  it("leaves room for the options under the platform's limit, and not more than a second of sound", () => {
    expect(maxAudioBytes).toBeLessThan(maxMessageBytes - 1000);
    expect(maxAudioBytes).toBeGreaterThan(maxMessageBytes - 32_000);
  });

  it("warns of a silent recording, and names it as the cause when no word was heard", async () => {
    const { events } = await open({ fileRecognize: () => ({}) });
    const wav = writeWav(pcmBytes(new Int16Array(32_000)), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
    drop(new File([wav], "silence.wav"));
    const shown = () => document.body.textContent;
    await expect.poll(shown).toContain("The recording is silent");
    await page.getByRole("button", { name: "Recognize" }).click();
    await expect.poll(shown).toContain("100 % silence, -120 dBFS");
    expect(events.findLast(({ operation }) => operation === "FileRecognize")?.request_data).toMatchObject({
      audio_level_dbfs: -120,
      audio_silence_share: 1,
    });
  });
});
