import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../../test/support/log-services.ts";
import { servicesKey, type Services } from "../../../app/services.ts";
import { pcmBytes, readWav, writeWav } from "../../../audio/wav.ts";
import { bytesSha256 } from "../../../basics/sha256.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import "../../../kit/theme/base.css";
import "../../../kit/theme/tokens.css";
import CallElsewhereButton from "./CallElsewhereButton.svelte";

let services: LogServices | undefined;
const archiveOf = ({ context }: LogServices) => (context.get(servicesKey) as Services).archive;
const inputsOf = ({ context }: LogServices) => (context.get(servicesKey) as Services).callInputs.open();
afterEach(async () => {
  (await archiveOf(services!).open()).close();
  (await inputsOf(services!)).close();
  await services!.close();
});

const at = (path: string) => `https://speech.example/mts.ai.audiogram.${path}`;
const lineOf = (fields: Partial<LogEvent>) =>
  ({ event: "request_start", request_id: "req_2", ...fields }) as unknown as LogEvent;
const recognition = lineOf({
  endpoint: at("stt.v3.STT/FileRecognize"),
  request_data: { sample_rate: 16_000, channels: 1, encoding: "LINEAR_PCM", model: "m", language: "en" },
});

async function open(line: LogEvent, language: "en" | "ru" = "en") {
  services = await logServices("/request/req_2", [], language);
  await page.viewport(390, 844);
  return render(CallElsewhereButton, { context: services.context, props: { lines: [line] } });
}
const snippet = () => page.getByRole("region", { name: "Snippet" }).element().textContent;
const choose = (name: string) => page.getByRole("radio", { name, exact: true }).click();

describe("a call in other programs", () => {
  it("is shown for each program, with its files, and fits a telephone", async () => {
    await open(lineOf({ endpoint: at("tts.v2.TTS/Synthesize"), request_data: { text: "раз", text_length: 3 } }));
    await page.getByRole("button", { name: "Call elsewhere…" }).click();
    for (const [name, words] of [
      ["grpcurl", "grpcurl"],
      ["buf curl", "buf curl"],
      ["Python", "import grpc"],
    ] as const) {
      await choose(name);
      expect(snippet()).toContain(words);
      await expect.element(page.getByRole("button", { name: "Save audiokit.binpb" })).toBeVisible();
    }
    await choose("Official client");
    expect(snippet()).toContain("python3 -m clients.main synthesize file");
    await expect.element(page.getByRole("button", { name: "Save audiokit.binpb" })).not.toBeInTheDocument();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  });

  it("saves the sound that this browser has of it, and says which one to put there where it has none", async () => {
    await open(recognition);
    await page.getByRole("button", { name: "Call elsewhere…" }).click();
    await expect
      .element(page.getByText(/not in this browser: put a WAV of PCM 16, 16,000\sHz, mono there/))
      .toBeVisible();
    await userEvent.keyboard("{Escape}");
    const wav = writeWav(pcmBytes(new Int16Array(800)), { coding: "pcm16", sampleRateHz: 44_100, channelCount: 1 });
    await archiveOf(services!).save({
      fileName: "a.wav",
      wav: () => wav,
      metadata: { source: "recognition", request_id: "req_2" },
    });
    await page.getByRole("button", { name: "Call elsewhere…" }).click();
    await expect.element(page.getByRole("button", { name: "Save req_2.wav" })).toBeVisible();
    // It was kept at another rate than it was sent at.
    await expect.element(page.getByText(/^The sound was kept in another format/)).toBeVisible();
    expect(snippet()).toContain('"sample_rate_hertz":44100');
  });

  it("saves the sound that the call sent where only its input is kept", async () => {
    await open(recognition);
    const bytes = pcmBytes(Int16Array.from({ length: 800 }, (_, at) => at));
    const audio = { sha256: await bytesSha256(bytes), bytes, messages: [] };
    await (await inputsOf(services!)).save({ requestId: "req_2", texts: {}, audio });
    await page.getByRole("button", { name: "Call elsewhere…" }).click();
    const saved = await (await navigator.storage.getDirectory()).getFileHandle("sound", { create: true });
    Object.assign(globalThis, { showSaveFilePicker: async () => saved });
    await page.getByRole("button", { name: "Save req_2.wav" }).click();
    await expect.element(page.getByText("Saved req_2.wav")).toBeVisible();
    const wav = readWav(new Uint8Array(await (await saved.getFile()).arrayBuffer()));
    expect(wav).toEqual({ coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, samples: bytes });
  });

  it("saves the sound that came with the support bundle of its log", async () => {
    await open(recognition);
    const wav = writeWav(pcmBytes(new Int16Array(800)), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
    const { bundles } = services!.context.get(servicesKey) as Services;
    bundles.soundOfCall = (id) => (id === "req_2" ? new Blob([wav]) : undefined);
    await page.getByRole("button", { name: "Call elsewhere…" }).click();
    await expect.element(page.getByRole("button", { name: "Save req_2.wav" })).toBeVisible();
  });

  it("says what of the call the log does not have, and what a program cannot do", async () => {
    const request_data = { text_length: 42, encoding: "ALAW", language_code: "en" };
    await open(lineOf({ endpoint: at("tts.v2.TTS/Synthesize"), request_data, auth_present: true }));
    await page.getByRole("button", { name: "Call elsewhere…" }).click();
    await expect
      .element(page.getByText("The log doesn't have the text (42 characters). Put it in place of TEXT."))
      .toBeVisible();
    await expect.element(page.getByText(/^The call carried a token/)).toBeVisible();
    await choose("Official client");
    for (const words of ["always sends the language ru.", "always sends and requests 16-bit PCM."]) {
      await expect.element(page.getByText(`The official client ${words}`)).toBeVisible();
    }
    expect(snippet()).toContain('--client-secret "$AUDIOKIT_CLIENT_SECRET"');
  });

  it("warns of what it changes, and of a method that the official client does not have", async () => {
    await open(lineOf({ endpoint: at("voice_cloning.v1.VoiceCloning/DeleteVoice"), request_data: { voice_id: "v" } }));
    await page.getByRole("button", { name: "Call elsewhere…" }).click();
    await expect.element(page.getByText("It changes what the platform stores.")).toBeVisible();
    await render(CallElsewhereButton, {
      context: services!.context,
      props: { lines: [lineOf({ endpoint: at("tts.v2.TTS/VoiceCloning"), request_data: { text: "раз" } })] },
    });
    await userEvent.keyboard("{Escape}");
    await page.getByRole("button", { name: "Call elsewhere…" }).last().click();
    await choose("Official client");
    await expect.element(page.getByText("The official client has no command for this method.")).toBeVisible();
    await expect.element(page.getByRole("region", { name: "Snippet" })).not.toBeInTheDocument();
  });

  it("shows the beginning of a text of a million characters, and says how much more is copied", async () => {
    const text = "слово ".repeat(170_000);
    await open(
      lineOf({ endpoint: at("tts.v2.TTS/Synthesize"), request_data: { text, text_length: text.length } }),
      "en",
    );
    await page.getByRole("button", { name: "Call elsewhere…" }).click();
    expect(snippet().length).toBe(20_000);
    await expect.element(page.getByText(/^1,0\d\d,\d{3} more characters are copied/)).toBeVisible();
  });

  it("is not offered for a request to the archive", async () => {
    await open(lineOf({ service: "AudioArchive", operation: "GetAudio", endpoint: "https://archive.example/x" }));
    await expect.element(page.getByRole("button")).not.toBeInTheDocument();
  });
});
