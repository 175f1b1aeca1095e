import { createRouterTransport, type ConnectRouter } from "@connectrpc/connect";
import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { clientOver } from "../../audiokit/client.ts";
import { createModelCatalog } from "../../audiokit/calls/model-catalog.ts";
import { KnownModels } from "../../app/platforms/known-models.svelte.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { STT, type FileRecognizeRequest } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS, type SynthesizeSpeechRequest } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { VoiceCloning } from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { logCalls } from "../../logging/log-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import "../../kit/theme/base.css";
import "../../kit/theme/tokens.css";
import ReplayPage from "./ReplayPage.svelte";

let services: LogServices | undefined;
afterEach(async () => {
  const { archive, callInputs } = services!.context.get(servicesKey) as Services;
  (await archive.open()).close();
  (await callInputs.open()).close();
  await services!.close();
});

const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
/** A second of a tone. */
const samples = pcmBytes(new Int16Array(16_000).map((_, at) => 8_000 * Math.sin((at / 16_000) * 440 * 2 * Math.PI)));

/** A platform in memory that hears a word less at 8 kHz, and answers a call only once `gate` lets it. */
function setup() {
  const heard: FileRecognizeRequest[] = [];
  const spoken: SynthesizeSpeechRequest[] = [];
  const deleted: string[] = [];
  let gate: (signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  const routes = (router: ConnectRouter) =>
    void router
      .service(TTS, {
        async synthesize(request, { signal }) {
          spoken.push(request);
          await gate(signal);
          return { audio: writeWav(samples, format) };
        },
        getModelsInfo: () => ({
          models: [
            { name: "anna", type: "high_quality" },
            { name: "boris", type: "high_quality" },
          ],
        }),
      })
      .service(STT, {
        fileRecognize(request) {
          heard.push(request);
          const transcript = request.config!.sampleRateHertz < 16_000 ? "go forward meters" : "go forward ten meters";
          return { response: [{ hypothesis: { transcript, normalizedTranscript: transcript, confidence: 0.5 } }] };
        },
        getModelsInfo: () => ({ models: [{ name: "general" }] }),
      })
      .service(VoiceCloning, { deleteVoice: ({ voiceId }) => (deleted.push(voiceId), {}) });
  const close = (wait: typeof gate) => (gate = wait);
  return { routes, heard, spoken, deleted, close };
}

/** Makes a call in a real log, with its input kept where that is wanted, and opens its page. */
async function open(
  platform: ReturnType<typeof setup>,
  call: (client: Services["audiokit"]) => Promise<unknown>,
  keepInputs: boolean | "deleted" = true,
  language: "en" | "ru" = "en",
  logContent = true,
) {
  services = await logServices("/replay/unknown", [], language);
  services.logger.setLogContent(logContent);
  const all = services.context.get(servicesKey) as Services;
  all.preferences.update({ keepInputs: keepInputs !== false });
  const interceptors = [observeCalls(logCalls(services.logger, { recordInput: all.callInputs.record }))];
  const client = clientOver(createRouterTransport(platform.routes, { transport: { interceptors } }));
  const models = new KnownModels(createModelCatalog({ client }));
  Object.assign(all, { audiokit: client, models });
  await call(client);
  const lines = async () => {
    services!.logger.flush();
    await services!.store.flush();
    return (await services!.store.query({}, { limit: 100 })).rows.map(({ event }) => event);
  };
  const id = (await lines()).find((line) => line.request_id !== undefined)!.request_id!;
  if (keepInputs) {
    const stored = async () => (await (await all.callInputs.open()).ofCall(id)) !== undefined;
    await expect.poll(stored).toBe(true);
    if (keepInputs === "deleted") await all.callInputs.deleteAll();
  }
  services.router.go(`/replay/${id}`);
  await page.viewport(1400, 900);
  await render(ReplayPage, { context: services.context });
  const replaysIn = (all: LogEvent[]) => all.filter((line) => line.request_data?.["replay_of"] === id);
  return { id, lines, replaysIn };
}

const recognise = (client: Services["audiokit"]) => client.recognizeFile({ ...format, audio: samples, language: "en" });
const speak = (client: Services["audiokit"]) => client.synthesize({ text: "Привет", voice: "anna" });
const send = () => page.getByRole("button", { name: /^Send/ });
const rows = () => page.getByRole("region", { name: "Replays" }).getByRole("row");

describe("the replay page", () => {
  it("sends nothing before a click, then exactly the call, and shows both", async () => {
    const platform = setup();
    const { id, lines, replaysIn } = await open(platform, recognise);
    await expect.element(send()).toBeEnabled();
    await expect.element(page.getByText("Not sent again yet")).toBeVisible();
    expect(platform.heard).toHaveLength(1);
    await send().click();
    await expect.element(page.getByRole("heading", { name: "Side by side" })).toBeVisible();
    expect(platform.heard).toHaveLength(2);
    expect(platform.heard[1]).toEqual(platform.heard[0]);
    await expect.element(page.getByRole("group", { name: "Transcript" })).toMatchTextContent(/^go forward ten meters$/);
    await expect.element(page.getByRole("img", { name: /^First: / })).toBeVisible();
    expect(replaysIn(await lines())).toHaveLength(2);
    expect((await lines()).find(({ event }) => event === "system_audit_replay")?.data).toMatchObject({ replay_of: id });
  });

  it("sends a recognition at another rate with its sound resampled, and says which word is missing", async () => {
    const platform = setup();
    await open(platform, recognise);
    await page.getByRole("button", { name: "8 kHz" }).click();
    await send().click();
    const diff = page.getByRole("group", { name: "Transcript" });
    await expect.element(diff).toMatchTextContent(/ten/);
    expect(diff.element().querySelectorAll("del")).toHaveLength(1);
    const [first, again] = platform.heard;
    expect([again!.config!.sampleRateHertz, again!.audio.length]).toEqual([8_000, first!.audio.length / 2]);
    expect({ ...again!.config, sampleRateHertz: 16_000 }).toEqual(first!.config);
  });

  it("sends a series one after the other and shows a row for each; cancelled, the rest is not sent", async () => {
    const platform = setup();
    const { lines } = await open(platform, speak);
    for (const name of ["As it was", "8 kHz", "48 kHz"]) await page.getByRole("button", { name }).click();
    const second = Promise.withResolvers<void>();
    platform.close((signal) => {
      if (platform.spoken.length < 3) return Promise.resolve();
      second.resolve();
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("gone"))));
    });
    await page.getByRole("button", { name: "Send 3 calls" }).click();
    await second.promise;
    await expect.element(page.getByText("Sending: 1 of 3 done")).toBeVisible();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect.element(page.getByRole("button", { name: "Send 3 calls" })).toBeEnabled();
    await expect.element(rows().nth(2)).toMatchTextContent(/8.kHz.*cancelled/);
    expect(rows().elements()).toHaveLength(3);
    expect(platform.spoken.map(({ sampleRateHertz }) => sampleRateHertz)).toEqual([16_000, 16_000, 8_000]);
    expect((await lines()).filter(({ event }) => event === "request_cancelled")).toHaveLength(1);
  });

  it("offers the platform's other voices once they are loaded, and plays what the replay said", async () => {
    const platform = setup();
    await open(platform, speak);
    await page.getByRole("button", { name: "Load voices and models" }).click();
    await page.getByLabelText("Another voice").selectOptions("boris");
    await send().click();
    await expect.element(page.getByRole("heading", { name: "Replay (Voice: boris)" })).toBeVisible();
    expect(platform.spoken.map(({ voiceName }) => voiceName)).toEqual(["anna", "boris"]);
    const sounds = page.getByRole("region", { name: "Audio" });
    await expect.element(sounds.getByRole("slider", { name: "Replay" })).toBeVisible();
    await expect.element(sounds.getByText("This browser’s archive has no audio of the first call.")).toBeVisible();
  });

  it("plays the first call from the support bundle that its log came from", async () => {
    const platform = setup();
    const { id } = await open(platform, speak);
    const { bundles } = services!.context.get(servicesKey) as Services;
    bundles.soundOfCall = (asked) => (asked === id ? new Blob([writeWav(samples, format)]) : undefined);
    await send().click();
    const sounds = page.getByRole("region", { name: "Audio" });
    await expect.element(sounds.getByRole("slider", { name: "First" })).toBeVisible();
  });

  it("knows the text of a call with more lines than a page shows", async () => {
    const platform = setup();
    await open(
      platform,
      async (client) => {
        await speak(client);
        const { logger, store } = services!;
        logger.flush();
        await store.flush();
        const [last] = (await store.query({}, { limit: 1 })).rows;
        const line = { ...last!.event, event: "note" };
        delete line.request_data;
        for (let count = 0; count < 600; count++) store.append({ ...line });
        await store.flush();
      },
      false,
    );
    await send().click();
    await expect.element(page.getByRole("heading", { name: "Side by side" })).toBeVisible();
    expect(platform.spoken[1]).toEqual(platform.spoken[0]);
  });

  it("takes a file where the sound is not kept, and says whether it is what was sent", async () => {
    const platform = setup();
    await open(platform, recognise, "deleted");
    await expect.element(send()).toBeDisabled();
    const choose = (wav: Uint8Array<ArrayBuffer>, name: string) => {
      const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
      const files = new DataTransfer();
      files.items.add(new File([wav], name));
      input.files = files.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    choose(writeWav(samples.slice(2), format), "other.wav");
    await expect.element(page.getByText("other.wav: not what was sent: the hash differs")).toBeVisible();
    choose(new Uint8Array([1, 2, 3]), "broken.wav");
    await expect.element(page.getByRole("alert")).toMatchTextContent(/^Couldn’t use this file.*can’t read/s);
    choose(writeWav(samples, format), "mine.wav");
    await expect.element(page.getByText("mine.wav: exactly what was sent")).toBeVisible();
    await send().click();
    await expect.element(page.getByRole("heading", { name: "Side by side" })).toBeVisible();
    expect(platform.heard[1]).toEqual(platform.heard[0]);
  });

  it("takes a text where the log has its hash only, and says whether it is what was sent", async () => {
    const platform = setup();
    await open(platform, speak, "deleted", "en", false);
    await expect.element(send()).toBeDisabled();
    await page.getByLabelText("Text to send").fill("Прив");
    await expect.element(page.getByText("not what was sent: the hash differs")).toBeVisible();
    await page.getByLabelText("Text to send").fill("Привет");
    await expect.element(page.getByText("exactly what was sent")).toBeVisible();
    await send().click();
    await expect.element(page.getByRole("heading", { name: "Side by side" })).toBeVisible();
    expect(platform.spoken[1]).toEqual(platform.spoken[0]);
  });

  it("asks before a voice is deleted again, and sends nothing when the answer is no", async () => {
    const platform = setup();
    await open(platform, (client) => client.deleteVoice("v-1"), false, "ru");
    await page.getByRole("button", { name: "Отправить снова" }).click();
    const dialog = page.getByRole("dialog", { name: "Удалить голос ещё раз?" });
    await dialog.getByRole("button", { name: "Отмена" }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(platform.deleted).toEqual(["v-1"]);
    await page.getByRole("button", { name: "Отправить снова" }).click();
    await dialog.getByRole("button", { name: "Удалить", exact: true }).click();
    await expect.element(page.getByRole("heading", { name: "Сравнение" })).toBeVisible();
    expect(platform.deleted).toEqual(["v-1", "v-1"]);
  });
});
