import type { MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import besideNoise from "../../../../test/fixtures/speech/goforward-beside-noise.wav?url";
import oppositePhase from "../../../../test/fixtures/speech/goforward-opposite-phase.wav?url";
import wav from "../../../../test/fixtures/speech/goforward.wav?url";
import numbers from "../../../../test/fixtures/speech/0880.wav?url";
import { pageServices } from "../../../../test/support/page-services.ts";
import { pcmBytes, pcmSamples, readWav, writeWav } from "../../../audio/wav.ts";
import { STT, type FileRecognizeRequest } from "../../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { FileRecognizeResponseSchema } from "../../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import RecognizePage from "../RecognizePage.svelte";

const heard: MessageInitShape<typeof FileRecognizeResponseSchema> = {
  response: [{ hypothesis: { transcript: "go forward", confidence: 0.9, startTimeMs: 400, endTimeMs: 1300 } }],
};

/** Opens the page with a file in it. The platform notes what it gets. */
async function open(file: File, answer: typeof heard = heard, language: Language = "en") {
  const requests: FileRecognizeRequest[] = [];
  const setup = pageServices(
    ({ service }) =>
      void service(STT, {
        getModelsInfo: () => ({}),
        fileRecognize(request) {
          requests.push(request);
          return answer;
        },
      }),
    "/recognize",
    language,
  );
  await render(RecognizePage, { context: setup.context });
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  await expect.element(page.getByRole("slider", { name: language === "en" ? "Recording, position" : "Запись, позиция" })).toBeVisible(); // prettier-ignore
  return { ...setup, requests };
}

const bytesOf = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
const fileOf = async (url: string) => new File([await bytesOf(url)], "call.wav");
const channelOf = async (url: string, channel: number) => {
  const { samples, channelCount } = readWav(await bytesOf(url));
  return pcmSamples(samples).filter((_, index) => index % channelCount === channel);
};
const sentSamples = (request: FileRecognizeRequest | undefined) => pcmSamples(request!.audio);
const start = () => page.getByRole("button", { name: "Recognize", exact: true }).click();
const silentTitle = page.getByText("The recording is silent");

/** A decoder may round by one. */
function expectSame(actual: Int16Array, expected: Int16Array): void {
  expect(actual.length).toBe(expected.length);
  expect(actual.every((sample, index) => Math.abs(sample - expected[index]!) <= 1)).toBe(true);
}

describe("the channels of a recording", () => {
  it("that cancel each other are told, one of them is sent, and nobody speaks of silence", async () => {
    const { requests, events } = await open(await fileOf(oppositePhase));
    await expect.element(page.getByText("The channels cancel each other")).toBeVisible();
    await expect.element(page.getByText(/Channel 1: speech, -31\sdBFS; Channel 2: speech, -31\sdBFS/)).toBeVisible();
    await expect.element(silentTitle).not.toBeInTheDocument();
    await start();
    await expect.element(page.getByRole("group", { name: "Transcript" })).toBeVisible();
    expectSame(sentSamples(requests[0]), await channelOf(oppositePhase, 0));
    const started = events.find(({ event, operation }) => event === "request_start" && operation === "FileRecognize");
    expect(started?.request_data).toMatchObject({
      source_channels: 2,
      sent_channels: [1],
      sent_channels_reason: "opposite",
      channel_contents: ["speech", "speech"],
      audio_mix_loss_db: 0,
    });
  });

  it.each([
    ["en", "Not every channel has speech"],
    ["ru", "Речь не во всех каналах"],
  ] as const)(
    "of which one has speech beside louder noise are told in %s, and that one is sent",
    async (language, title) => {
      const { requests } = await open(await fileOf(besideNoise), heard, language);
      await expect.element(page.getByText(title)).toBeVisible();
      await page.getByRole("button", { name: language === "en" ? "Recognize" : "Распознать", exact: true }).click();
      await expect.poll(() => requests).toHaveLength(1);
      expectSame(sentSamples(requests[0]), await channelOf(besideNoise, 0));
    },
  );

  it("are recognised apart by one click, and by another as before", async () => {
    const { requests, events } = await open(await fileOf(besideNoise));
    await page.getByRole("button", { name: "Recognize the channels apart" }).click();
    await expect.poll(() => requests).toHaveLength(1);
    expect(requests[0]!.config).toMatchObject({ audioChannelCount: 2, splitByChannel: true });
    const started = events.find(({ event, operation }) => event === "request_start" && operation === "FileRecognize");
    expect(started?.request_data).toMatchObject({ sent_channels: [1, 2] });
    await expect.element(page.getByText("The channels are recognized apart")).toBeVisible();
    await expect.element(page.getByText("Not every channel has speech")).not.toBeInTheDocument();

    await page.getByRole("button", { name: "Recognize only channel 1" }).click();
    await expect.poll(() => requests).toHaveLength(2);
    expect(requests[1]!.config).toMatchObject({ audioChannelCount: 1, splitByChannel: false });
    expectSame(sentSamples(requests[1]), await channelOf(besideNoise, 0));
    await expect.element(page.getByRole("button", { name: "Recognize the channels apart" })).toBeEnabled();
  });

  it("with a speaker each are mixed, or recognised apart where the person wants it, and mixed again", async () => {
    const [left, reply] = [await channelOf(wav, 0), await channelOf(numbers, 0)];
    const both = Int16Array.from({ length: 2 * left.length }, (_, index) =>
      index % 2 === 0 ? left[index / 2]! : (reply[(index - 1) / 2] ?? 0),
    );
    const bytes = writeWav(pcmBytes(both), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 2 });
    const { requests } = await open(new File([bytes], "call.wav"));
    await expect.element(page.getByText("Each channel has speech of its own")).toBeVisible();
    await page.getByRole("button", { name: "Recognize the channels apart" }).click();
    await expect.poll(() => requests).toHaveLength(1);
    expect(requests[0]!.config).toMatchObject({ audioChannelCount: 2, splitByChannel: true });
    await page.getByRole("button", { name: "Recognize the channels mixed" }).click();
    await expect.poll(() => requests).toHaveLength(2);
    expect(requests[1]!.config).toMatchObject({ audioChannelCount: 1, splitByChannel: false });
  });

  it("can be heard and recognised mixed, as they would have been, and the file is there as before", async () => {
    const { requests } = await open(await fileOf(besideNoise));
    await page.getByRole("button", { name: "Hear all channels mixed" }).click();
    await expect.element(page.getByRole("radio", { name: "All channels mixed" })).toBeChecked();
    await expect.element(page.getByRole("slider", { name: "Recording in two versions, position" })).toBeVisible();
    await page.getByRole("radio", { name: "As sent" }).click({ force: true });
    await page.getByRole("button", { name: "Recognize the mix" }).click();
    await expect.poll(() => requests).toHaveLength(1);
    const [left, right] = await Promise.all([0, 1].map((channel) => channelOf(besideNoise, channel)));
    expectSame(
      sentSamples(requests[0]),
      left!.map((sample, index) => Math.round((sample + right![index]!) / 2)),
    );
    await page.getByRole("button", { name: "Back to the original" }).click();
    await expect.element(page.getByText("Not every channel has speech")).toBeVisible();
  });
});

describe("the repaired version of a recording", () => {
  it("has the bytes in their order, is recognised by one click, and leaves the original", async () => {
    const clip = await channelOf(wav, 0);
    const swapped = clip.map((sample) => ((sample & 0xff) << 8) | ((sample >> 8) & 0xff));
    const bytes = writeWav(pcmBytes(swapped), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
    const { requests, events } = await open(new File([bytes], "swapped.wav"), { response: [] });
    await start();
    await expect.element(page.getByText("The bytes of the samples are in the wrong order")).toBeVisible();
    await page.getByRole("button", { name: "Hear it repaired" }).first().click();
    await expect.element(page.getByRole("radio", { name: "Bytes exchanged" })).toBeChecked();
    await page.getByRole("button", { name: "Recognize the repaired version" }).click();
    await expect.poll(() => requests).toHaveLength(2);
    expectSame(sentSamples(requests[1]), clip);
    await expect.element(page.getByText("Repaired version: Bytes exchanged")).toBeVisible();
    const starts = events.filter(({ event, operation }) => event === "request_start" && operation === "FileRecognize");
    expect(starts[1]!.request_data).toMatchObject({ audio_file: "swapped.wav", audio_repair: { is: "byte-order" } });

    await page.getByRole("button", { name: "Back to the original" }).click();
    await start();
    await expect.poll(() => requests).toHaveLength(3);
    expect(requests[2]!.audio).toEqual(requests[0]!.audio);
  });

  it("plays at the rate that the voice has, or at one that the person chooses", async () => {
    const clip = await channelOf(wav, 0);
    const bytes = writeWav(pcmBytes(clip), { coding: "pcm16", sampleRateHz: 48_000, channelCount: 1 });
    const { requests } = await open(new File([bytes], "fast.wav"), { response: [] });
    await start();
    await expect.element(page.getByText("The recording plays too fast or too slowly")).toBeVisible();
    await page.getByRole("button", { name: "Hear it repaired" }).click();
    const rate = page.getByLabelText("True sample rate");
    await rate.selectOptions("8 kHz");
    await expect.element(page.getByRole("radio", { name: "Played at 8 kHz" })).toBeChecked();
    await rate.selectOptions("16 kHz");
    await page.getByRole("button", { name: "Recognize the repaired version" }).click();
    await expect.poll(() => requests).toHaveLength(2);
    expectSame(sentSamples(requests[1]), clip);
  });

  it("is offered where the recording is taken for silence, and words take that back", async () => {
    const faint = (await channelOf(wav, 0)).map((sample) => Math.round(sample / 2000));
    const bytes = writeWav(pcmBytes(faint), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
    await open(new File([bytes], "faint.wav"));
    await expect.element(silentTitle).toBeVisible();
    await page.getByRole("button", { name: "Hear it repaired" }).click();
    await expect.element(page.getByRole("radio", { name: /dB louder$/ })).toBeChecked();
    await start();
    await expect.element(page.getByRole("group", { name: "Transcript" })).toBeVisible();
    await expect.element(silentTitle).not.toBeInTheDocument();
  });
});
