import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import besideNoise from "../../../test/fixtures/speech/goforward-beside-noise.wav?url";
import oppositePhase from "../../../test/fixtures/speech/goforward-opposite-phase.wav?url";
import { pageServices } from "../../../test/support/page-services.ts";
import { pcmSamples, readWav } from "../../audio/wav.ts";
import { VoiceCloning } from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import VoicesPage from "./VoicesPage.svelte";

/** The page with one file in the sample. The platform notes the samples that it gets. */
async function open(url: string) {
  const signals: Int16Array[] = [];
  const setup = pageServices(({ service }) => {
    service(VoiceCloning, {
      cloneVoice({ signal }) {
        signals.push(pcmSamples(signal));
        return { val: "task-1" };
      },
    });
  }, "/voices");
  setup.preferences.update({ endpoint: `http://platform-${crypto.randomUUID()}` });
  await render(VoicesPage, { context: setup.context });
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], "sample.wav"));
  const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
  input.files = dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await expect.element(page.getByText("sample.wav")).toBeVisible();
  const { samples } = readWav(bytes);
  const left = pcmSamples(samples).filter((_, index) => index % 2 === 0);
  return { ...setup, signals, left };
}

async function clone(): Promise<void> {
  await page.getByLabelText("Voice name").first().fill("Anna");
  await page.getByRole("switch", { name: /knows about this and agrees/ }).click();
  await page.getByRole("button", { name: "Clone the voice" }).click();
}

it("makes a sample of the channel with the voice, and says so instead of blaming the microphone", async () => {
  const { signals, left, events } = await open(oppositePhase);
  await expect.element(page.getByText("The channels cancel each other")).toBeVisible();
  await expect.element(page.getByText(/almost silent/)).not.toBeInTheDocument();
  await clone();
  await expect.poll(() => signals).toHaveLength(1);
  expect(signals[0]!.every((sample, index) => Math.abs(sample - left[index]!) <= 1)).toBe(true);
  const started = events.find(({ event, operation }) => event === "request_start" && operation === "CloneVoice");
  expect(started?.request_data).toMatchObject({
    source_channels: 2,
    sent_channels: [1],
    sent_channels_reason: "opposite",
    channel_contents: ["speech", "speech"],
  });
});

it("takes the mix of the channels instead where the person wants it", async () => {
  const { signals, left } = await open(besideNoise);
  await page.getByRole("button", { name: "Hear all channels mixed" }).click();
  await page.getByRole("button", { name: "Use the mix" }).click();
  await expect.element(page.getByText("Not every channel has speech")).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Back to the original" }).click();
  await expect.element(page.getByText("Not every channel has speech")).toBeVisible();
  await page.getByRole("button", { name: "Hear all channels mixed" }).click();
  await page.getByRole("button", { name: "Use the mix" }).click();
  await expect.element(page.getByText("Repaired version: All channels mixed")).toBeVisible();
  await clone();
  await expect.poll(() => signals).toHaveLength(1);
  expect(signals[0]!.length).toBe(left.length);
  expect(signals[0]!.every((sample, index) => Math.abs(sample - left[index]!) <= 1)).toBe(false);
});
