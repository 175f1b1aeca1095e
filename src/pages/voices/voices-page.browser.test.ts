import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import {
  TaskInfo_Status as Status,
  VoiceCloning,
} from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import VoicesPage from "./VoicesPage.svelte";

let cleanUp: (() => void) | undefined;
afterEach(() => cleanUp?.());

const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
function wav(seconds: number) {
  const samples = Int16Array.from({ length: 16_000 * seconds }, (_, index) => 9000 * Math.sin(index / 20));
  return writeWav(pcmBytes(samples), format);
}

/** A platform that makes a voice of every sample, and remembers what it was asked. */
function platform() {
  const seen: { signals: number[]; spoken: string[]; deleted: string[]; asked: number } = {
    signals: [],
    spoken: [],
    deleted: [],
    asked: 0,
  };
  const state = { status: Status.READY as Status, voices: new Set(["voice-1"]), voice: "borisova" };
  const routes = (router: ConnectRouter): void => {
    router.service(VoiceCloning, {
      cloneVoice({ signal }, { responseHeader }) {
        seen.signals.push(signal.length);
        responseHeader.set("x-audiokit-note", "only%20the%20pitch");
        return { val: "task-1" };
      },
      getTaskInfo({ val }) {
        seen.asked++;
        if (val !== "task-1") throw new ConnectError("no such task", Code.NotFound);
        return { status: state.status, voiceId: state.status === Status.READY ? "voice-1" : "" };
      },
      deleteVoice({ voiceId }) {
        if (!state.voices.delete(voiceId)) throw new ConnectError("no such voice", Code.NotFound);
        seen.deleted.push(voiceId);
        return {};
      },
    });
    router.service(TTS, {
      voiceCloning({ voiceId }) {
        seen.spoken.push(`whole ${voiceId}`);
        return { audio: wav(1) };
      },
      async *streamingVoiceCloning({ voiceId }) {
        seen.spoken.push(`streamed ${voiceId}`);
        yield { audio: wav(1).subarray(44) };
      },
      getModelsInfo: () => ({
        models: [
          { name: state.voice, sampleRateHertz: 22_050, type: "high_quality" },
          { name: "", sampleRateHertz: 22_050, type: "cloning" },
        ],
      }),
    });
    router.service(STT, {
      getModelsInfo: () => ({ models: [{ name: "e2e", sampleRateHertz: 8000, languageCode: "ru" }] }),
    });
  };
  return { seen, state, routes };
}

async function open(address = "/voices", endpoint = `http://platform-${crypto.randomUUID()}`) {
  const there = platform();
  const services = pageServices(there.routes, address);
  services.preferences.update({ endpoint });
  const { unmount } = await render(VoicesPage, { context: services.context });
  cleanUp = () => void unmount();
  return { ...there, ...services, unmount, endpoint };
}

function drop(...names: string[]): void {
  const files = new DataTransfer();
  for (const name of names) files.items.add(new File([wav(2)], name));
  window.dispatchEvent(new DragEvent("drop", { dataTransfer: files, cancelable: true }));
}

async function clone(name: string): Promise<void> {
  drop("a.wav", "b.wav");
  await page.getByLabelText("Voice name").first().fill(name);
  await page.getByRole("switch", { name: /knows about this and agrees/ }).click();
  await page.getByRole("button", { name: "Clone the voice" }).click();
}

const card = (name: string) => page.getByRole("article", { name });

describe("VoicesPage", () => {
  it("joins files into one signal and sends it only with a name and consent", async () => {
    const { seen, events } = await open();
    const start = page.getByRole("button", { name: "Clone the voice" });
    drop("a.wav", "b.wav");
    await expect.element(page.getByText(/^2 parts, 4\ss of at most 32\smin/)).toBeVisible();
    await page.getByLabelText("Voice name").first().fill("Anna");
    await expect.element(start).toBeDisabled();
    await page.getByRole("button", { name: "Move b.wav up" }).click();
    const parts = page.getByRole("list", { name: "Parts of the sample" });
    await expect.poll(() => parts.element().textContent).toMatch(/b\.wav.*a\.wav/s);
    await page.getByRole("switch", { name: /knows about this and agrees/ }).click();
    await start.click();
    await expect.element(card("Anna").getByText("ready", { exact: true })).toBeVisible();
    await expect.element(page.getByRole("region", { name: "Voice clones in this browser" })).toHaveFocus();
    await expect.element(card("Anna").getByText("Note from the platform: only the pitch")).toBeVisible();
    expect(seen.signals).toEqual([4 * 16_000 * 2]);
    const sent = events.find(({ event, operation }) => event === "request_start" && operation === "CloneVoice");
    expect(sent?.initiator).toBe("user");
    const polled = events.filter(({ operation }) => operation === "GetTaskInfo");
    expect([...new Set(polled.map(({ initiator }) => initiator))]).toEqual(["console"]);
    expect(sent?.request_data).toMatchObject({
      voice_name: "Anna",
      audio_files: [{ name: "b.wav" }, { name: "a.wav" }],
      audio_files_count: 2,
      total_audio_size_bytes: 2 * (4 * 16_000 + 44),
      total_audio_mb: 0.128,
      audio_rate_hz: 16_000,
      audio_channels: 1,
      // A sine of 9000: its peak, and 3 dB less for its root mean square.
      audio_peak_dbfs: -11.2,
      audio_level_dbfs: -14.2,
      audio_clipping_share: 0,
      audio_silence_share: 0,
      audio_real_rate_hz: expect.any(Number),
    });
    const consent = events.filter(({ event }) => event === "system_voice_consent_given");
    expect(consent.map(({ data }) => data)).toEqual([{ parts_count: 2 }]);
    // The form is empty again, and consent is asked anew.
    await expect.element(start).toBeDisabled();
    await expect.element(page.getByRole("switch", { name: /knows about this/ })).not.toBeChecked();
  });

  it("goes on asking about a task after the page was loaded again", async () => {
    const first = await open();
    first.state.status = Status.CREATING;
    await clone("Boris");
    await expect.element(card("Boris").getByText("creating")).toBeVisible();
    await expect.element(card("Boris").getByText(/^for /)).toBeVisible();
    await expect.element(page.getByRole("progressbar")).not.toBeInTheDocument();
    void first.unmount();
    const again = await open("/voices", first.endpoint);
    await expect.element(card("Boris").getByText("ready", { exact: true })).toBeVisible();
    expect(again.seen.asked).toBeGreaterThan(0);
  });

  it("says when the platform gives a voice up, or does not know it", async () => {
    const { state } = await open();
    state.status = Status.ERROR;
    await clone("Carl");
    await expect.element(card("Carl").getByText("failed", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Add by ID…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Task" }).click({ force: true });
    await dialog.getByLabelText("ID", { exact: true }).fill("no such/one");
    await expect.element(dialog.getByRole("button", { name: "Add" })).toBeDisabled();
    await dialog.getByLabelText("ID", { exact: true }).fill("task-9");
    await dialog.getByLabelText("Voice name").fill("Dora");
    await dialog.getByRole("button", { name: "Add" }).click();
    await expect.element(card("Dora").getByText("not found")).toBeVisible();
  });

  it("speaks with a voice in pieces and whole, and keeps what it said", async () => {
    const { seen, archive } = await open();
    await clone("Eva");
    await card("Eva").getByRole("button", { name: "Try" }).click();
    const speak = page.getByRole("button", { name: "Synthesize", exact: true });
    await speak.click();
    await expect.element(page.getByText(/^Done in/).first()).toBeInTheDocument();
    await expect.element(page.getByRole("group", { name: "Speech", exact: true })).toHaveFocus();
    await page.getByRole("radio", { name: "All at once" }).click({ force: true });
    await speak.click();
    await expect.poll(() => seen.spoken).toEqual(["streamed voice-1", "whole voice-1"]);
    await page.getByRole("button", { name: "Save to archive", exact: true }).click();
    await expect.element(page.getByRole("link", { name: "In archive" })).toBeVisible();
    const { entries } = await (await archive.open()).list();
    expect(entries).toMatchObject([{ audio: { metadata: { source: "voices", voice: "Eva", voiceId: "voice-1" } } }]);
  });

  it("deletes after asking, and offers to forget what the platform does not know", async () => {
    const { seen, state } = await open();
    await clone("Fred");
    await card("Fred").getByRole("button", { name: "Delete…" }).click();
    state.voices.clear();
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await expect.element(page.getByText(/does not know this voice/)).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await expect.element(card("Fred")).not.toBeInTheDocument();
    expect(seen.deleted).toEqual([]);

    state.voices.add("voice-1");
    await clone("Gina");
    await card("Gina").getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await expect.element(card("Gina")).not.toBeInTheDocument();
    expect(seen.deleted).toEqual(["voice-1"]);
  });

  it("tells of a model that came or went until the notice is closed", async () => {
    const { models, state } = await open("/voices?view=models");
    await expect.element(page.getByRole("row", { name: /borisova/ })).toBeVisible();
    state.voice = "gavrilov";
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect.element(page.getByText("The platform’s models have changed")).toBeVisible();
    await expect.element(page.getByText(/Added: gavrilov \(22050\)\.\s*Removed: borisova \(22050\)\./)).toBeVisible();
    await page.getByRole("button", { name: "Close" }).click();
    expect(models.change).toBeUndefined();
  });

  it("asks for models by itself as the console, and by the button as the person", async () => {
    const { events } = await open("/voices?view=models");
    const initiators = () =>
      events.filter(({ operation }) => operation === "GetModelsInfo").map(({ initiator }) => initiator);
    const byItself = Array.from({ length: 4 }, () => "console");
    await expect.poll(initiators).toEqual(byItself);
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect.poll(initiators).toEqual([...byItself, ...Array.from({ length: 4 }, () => "user")]);
  });

  it("lists all models, also one without a name, and narrows to a kind", async () => {
    await open("/voices?view=models");
    await expect.element(page.getByRole("row", { name: /borisova/ })).toBeVisible();
    await expect.element(page.getByRole("row", { name: /unnamed/ })).toBeVisible();
    await page.getByRole("radio", { name: "Recognition 1" }).click({ force: true });
    await expect.element(page.getByRole("row", { name: /borisova/ })).not.toBeInTheDocument();
    await expect
      .element(page.getByRole("row", { name: /e2e.*8,000.*recognition, no dictionaries listed/ }))
      .toBeVisible();
  });
});
