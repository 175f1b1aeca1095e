import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { delayedPermission, hookContexts } from "../../../test/support/audio-hooks.ts";
import { pageServices } from "../../../test/support/page-services.ts";
import VoicesPage from "./VoicesPage.svelte";

afterEach(() => void vi.restoreAllMocks());

async function open() {
  const setup = pageServices(() => undefined, "/voices");
  setup.preferences.update({ endpoint: `http://platform-${crypto.randomUUID()}` });
  const screen = await render(VoicesPage, { context: setup.context });
  return { ...setup, screen };
}

async function faintMicrophone() {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: 300 });
  const faint = new GainNode(context, { gain: 0.0005 });
  const { stream } = tone.connect(faint).connect(new MediaStreamAudioDestinationNode(context)) as MediaStreamAudioDestinationNode; // prettier-ignore
  tone.start();
  await context.resume();
  return { context, stream };
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const isFree = async (stream: Promise<MediaStream>) =>
  (await stream).getTracks().every(({ readyState }) => readyState === "ended");

describe("a sample from the microphone", () => {
  it("can be stopped while the browser asks, which frees the microphone whenever it answers", async () => {
    const ask = delayedPermission();
    const { microphone } = await open();
    await button("Record").click();
    await expect.element(page.getByText("Waiting for the microphone…")).toBeVisible();
    await expect.poll(() => ask.streams.length).toBe(1);
    await button("Stop").click();
    await expect.element(button("Record")).toBeEnabled();
    ask.allow();
    await expect.poll(() => isFree(ask.streams[0]!)).toBe(true);
    expect(microphone.recordings).toEqual([]);
    await expect.element(page.getByText("microphone-1.wav")).not.toBeInTheDocument();

    await button("Record").click();
    await expect.element(page.getByText(/^Recording, .*[1-9]/)).toBeVisible();
    await button("Stop").click();
    await expect.element(page.getByText("microphone-1.wav")).toBeVisible();
    expect(await isFree(ask.streams[1]!)).toBe(true);
  });

  it("frees the microphone when the page is left while the browser asks", async () => {
    const ask = delayedPermission();
    const { microphone, screen } = await open();
    await button("Record").click();
    await expect.poll(() => ask.streams.length).toBe(1);
    await screen.unmount();
    ask.allow();
    await expect.poll(() => isFree(ask.streams[0]!)).toBe(true);
    expect(microphone.recordings).toEqual([]);
  });

  it("that is nearly silent can be heard louder and taken so, and as it was again", async () => {
    // A microphone with a tone of -66 dBFS.
    const { context, stream } = await faintMicrophone();
    vi.spyOn(navigator.mediaDevices, "getUserMedia").mockResolvedValue(stream);
    await open();
    await button("Record").click();
    await expect.element(page.getByText(/^Recording, .*[1-9]/)).toBeVisible();
    await button("Stop").click();
    await button("Hear it repaired").click();
    await expect.element(page.getByRole("radio", { name: /dB louder$/ })).toBeChecked();
    await button("Use the repaired version").click();
    await expect.element(page.getByText(/^Repaired version: \d+\sdB louder$/)).toBeVisible();
    await expect.element(button("Hear it repaired")).not.toBeInTheDocument();
    await button("Back to the original").click();
    await expect.element(button("Hear it repaired")).toBeVisible();
    await context.close();
  });

  it("is shown to every page, ends when its page is left, and is there when it is seen again", async () => {
    const { microphone, screen, context } = await open();
    await button("Record").click();
    await expect.element(page.getByText(/^Recording, /)).toBeVisible();
    await expect.element(page.getByText(/^Recording, .*[1-9]/)).toBeVisible();
    expect(microphone.recordings.map(({ page }) => page)).toEqual(["/voices"]);
    await screen.unmount();
    await expect.poll(() => microphone.recordings).toEqual([]);
    await render(VoicesPage, { context });
    await expect.element(page.getByText("microphone-1.wav")).toBeVisible();
  });

  it("notices that the context was suspended, marks the gap and warns of it", async () => {
    const contexts = hookContexts();
    const { events } = await open();
    await button("Record").click();
    await expect.element(page.getByText(/^Recording, .*[1-9]/)).toBeVisible();
    const context = contexts.at(-1)!;
    vi.spyOn(context, "resume").mockRejectedValueOnce(new DOMException("a gesture is missing", "NotAllowedError"));
    await context.suspend();
    await expect.element(page.getByText("The browser suspended the microphone")).toBeVisible();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await button("Resume").click();
    await expect.element(page.getByText(/^[1-9][0-9.]* s without audio from the microphone$/)).toBeVisible();
    await button("Stop").click();
    await expect.element(page.getByText("A recording has gaps")).toBeVisible();
    const gap = events.find(({ event }) => event === "system_microphone_gap")!;
    expect(gap.data!["seconds"]).toBeGreaterThan(1.5);
  });
});
