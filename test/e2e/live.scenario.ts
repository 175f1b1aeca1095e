import type { LaunchOptions, Locator, Page } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { pcmSamples, readWav } from "../../src/audio/wav.ts";
import { speakInto, type BrowserLaunch } from "../support/browser.ts";
import { openCuttableProxy } from "../support/servers/cuttable-proxy.ts";
import { openSoundDevice, whyNoSoundDevice } from "../support/sound-device.ts";
import { spokenWords, wordErrors } from "../support/speech-clips.ts";
import { download, exportLog, status } from "./actions.ts";
import { expectAccessible } from "./axe.ts";
import { pathTags } from "./connection-paths.ts";
import { test as base, expect } from "./scenario.ts";
import { smokeTag } from "./smoke.ts";

const clip = fileURLToPath(new URL("../fixtures/speech/0890.wav", import.meta.url));
const spoken = spokenWords["0890"];

/** Who speaks the recording into the microphone of a browser. */
interface Speaker {
  /** The browser with that microphone. */
  launch: (options: LaunchOptions) => LaunchOptions;
  /** Begins to speak, from the beginning. */
  speak: () => void;
  /** Why the browser has no microphone here. */
  missing?: string | undefined;
}

// One more browser for all of these.
const test = base.extend<object, { speaker: Speaker }>({
  speaker: [
    async ({ browserName }, use) => {
      if (browserName === "chromium") {
        // Its own microphone speaks each time that it is opened.
        const launch = (options: LaunchOptions) => speakInto(options as BrowserLaunch, clip);
        await use({ launch, speak: () => undefined });
        return;
      }
      const missing = whyNoSoundDevice();
      if (missing !== undefined) {
        await use({ launch: (options) => options, speak: () => undefined, missing });
        return;
      }
      const device = await openSoundDevice();
      const env = { ...process.env, ...device.env } as Record<string, string>;
      await use({ launch: (options) => ({ ...options, env }), speak: () => device.speak(clip) });
      await device.close();
    },
    { scope: "worker" },
  ],
  launchOptions: [({ speaker, launchOptions }, use) => use(speaker.launch(launchOptions)), { scope: "worker" }],
});

const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const heard = (page: Page): Locator => page.getByRole("group", { name: "Live transcript" });
const partial = (page: Page): Locator => heard(page).getByText("partial");

async function open(page: Page, base = ""): Promise<void> {
  await page.goto(`${base}/recognize?mode=microphone&language=en`);
}

/** Starts, speaks as soon as the microphone is open, and waits for the first words that may still change. */
async function speak(page: Page, speaker?: Speaker): Promise<void> {
  await button(page, "Start recording").click();
  await expect(status(page, "Listening")).toBeAttached();
  speaker?.speak();
  await expect(partial(page)).toBeVisible();
}

/** Speaks long enough for a part of it to be understood by itself: the words are those of the fourth second. */
async function speakEnough(page: Page): Promise<void> {
  await speak(page);
  await expect(heard(page)).toContainText(/hearted|sel|dispos/i);
}

async function lines(page: Page): Promise<Record<string, unknown>[]> {
  const [file] = await exportLog(page, [["tts_structured.jsonl", 0]]);
  return file!.bytes
    .toString("utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test(
  "what is said into the microphone can be read while it is said, and is right in the end",
  { tag: [pathTags.both, smokeTag("live")] },
  async ({ page, speaker }) => {
    test.skip(speaker.missing !== undefined, speaker.missing);
    await open(page);
    await speak(page, speaker);
    await button(page, "Cancel").click();
    await expect(status(page, "Cancelled.")).toBeAttached();
    await expect(page.getByRole("alert")).toHaveCount(0);

    await speak(page, speaker);
    // The recording lasts six seconds; this is how the last of its words are known to be out.
    await expect(heard(page)).toContainText(/dispos/i);
    await button(page, "Pause").click();
    await expect(status(page, "Paused: nothing is sent, the call stays open")).toBeAttached();
    await button(page, "Resume").click();
    await button(page, "Stop").click();
    await expect(status(page, "Done: ")).toBeAttached();

    await expect(partial(page)).toHaveCount(0);
    const { bytes: text } = await download(page, button(page, "Download TXT"));
    expect(wordErrors(text.toString("utf8"), spoken)).toBeLessThanOrEqual(1);
    const { bytes: wav } = await download(page, button(page, "Download WAV").first());
    const { samples, sampleRateHz } = readWav(new Uint8Array(wav));
    expect(sampleRateHz).toBe(16_000);
    expect(samples.length / 32_000).toBeGreaterThan(5);
    expect(pcmSamples(samples).some((sample) => sample > 3000)).toBe(true);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }

    const events = await lines(page);
    expect(events.map(({ event }) => event)).toContain("request_cancelled");
    expect(events.find(({ event }) => event === "system_microphone_stopped")).toMatchObject({
      data: { reason: "cancelled", audio_real_rate_hz: 16_000 },
    });
    const success = events.findLast(({ event }) => event === "request_success") as { response_data: { time_to_first_partial_ms: number; time_to_first_final_ms: number } }; // prettier-ignore
    const { time_to_first_partial_ms: partialMs, time_to_first_final_ms: finalMs } = success.response_data;
    expect(partialMs).toBeLessThan(finalMs);
    const stream = events.findLast(({ event }) => event === "system_asr_stream_success") as { data: { total_bytes: number } }; // prettier-ignore
    expect(stream.data.total_bytes).toBe(samples.length);
  },
);

test(
  "a cut network ends the call in words, and what was said can be sent again",
  { tag: pathTags.both },
  async ({ page, baseURL, complaints }) => {
    const line = await openCuttableProxy(baseURL!);
    try {
      await open(page, line.url);
      await speakEnough(page);
      line.cut();
      await expect(page.getByText("1 recording wasn’t fully recognized")).toBeVisible();
      await expect(status(page, "Failed, see below.")).toBeAttached();
      await expect(page.getByRole("alert")).toContainText("WebSocket closed");
      line.restore();
      await button(page, "Recognize again").click();
      await expect(status(page, "Done: ")).toBeAttached();
      await expect(heard(page)).toContainText(/rather/i);
      await expect(page.getByText("1 recording wasn’t fully recognized")).toHaveCount(0);
      // What else is under way while the line is cut is told of by the browser.
      complaints.allow(/WebSocket|Failed to load|ERR_/);
    } finally {
      await line.close();
    }
  },
);

test("a page that dies leaves its recording to the next one", async ({ page, context }) => {
  await open(page);
  await speakEnough(page);
  const died = page.waitForEvent("crash");
  const session = await context.newCDPSession(page);
  session.send("Page.crash").catch(() => undefined); // nobody is left to answer
  await died;

  const next = await context.newPage();
  await open(next);
  await expect(next.getByText("1 recording wasn’t fully recognized")).toBeVisible();
  await button(next, "Recognize again").click();
  await expect(status(next, "Done: ")).toBeAttached();
  await expect(heard(next)).toContainText(/rather/i);
  const events = await lines(next);
  const started = events.find(({ event, operation }) => event === "request_start" && operation === "Recognize");
  const resent = events.find(({ event, operation }) => event === "request_start" && operation === "FileRecognize");
  expect(resent!["request_data"]).toMatchObject({ origin_request_id: started!["request_id"] });
  expect(events.map(({ event }) => event)).toContain("system_recording_recovery_offered");
});

test("a recording is seen from every page and in the tab's title, and stopped from there", async ({ page }) => {
  await open(page);
  await button(page, "Start recording").click();
  await expect(page).toHaveTitle("● Recording · Recognize · AudioKit Console");
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(page).toHaveTitle("● Recording · Overview · AudioKit Console");
  await expectAccessible(page);
  await button(page, "Stop recording").click();
  await expect(page).toHaveTitle("Overview · AudioKit Console");
  const pages = page.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("link", { name: "Recognize", exact: true }).click();
  await expect(status(page, "Done: ")).toBeAttached();
  await expect(button(page, "Download WAV").first()).toBeVisible();
});

test("a refused microphone is explained", async ({ page, complaints }) => {
  // The browser of the tests never asks a person, but it obeys the server that takes the microphone away.
  await page.route("**/recognize?*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "permissions-policy": "microphone=()" } });
  });
  await open(page);
  await button(page, "Start recording").click();
  await expect(page.getByRole("alert")).toContainText("Microphone access denied");
  await expect(button(page, "Start recording")).toBeEnabled();
  complaints.expect(/microphone/);
});
