import { fileURLToPath } from "node:url";
import { getByRoleSelector } from "ivya";
import { beforeEach, expect } from "vitest";
import { pcmSamples, readWav } from "../../src/audio/wav.ts";
import { smoke } from "../e2e/smoke.ts";
import { openSoundDevice, whyNoSoundDevice } from "../support/sound-device.ts";
import { spokenWords, wordErrors } from "../support/speech-clips.ts";
import { button, status } from "./actions.ts";
import { it as scenario } from "./scenario.ts";

const clip = fileURLToPath(new URL("../fixtures/speech/0890.wav", import.meta.url));
const missing = whyNoSoundDevice();
beforeEach(({ skip }) => skip(missing !== undefined, missing));

const it = scenario
  .extend("device", async ({}, { onCleanup }) => {
    const device = await openSoundDevice();
    onCleanup(() => device.close());
    return device;
  })
  .override("environment", ({ device }) => device.env);

it(smoke.live, async ({ page, device }) => {
  await page.goto("/recognize?mode=microphone&language=en");
  await page.click(button("Start recording"));
  await page.see(status("Listening"));
  device.speak(clip);
  const heard = getByRoleSelector("group", { name: "Live transcript" });
  await page.see(heard, "partial");
  // The recording lasts six seconds; this is how the last of its words are known to be out.
  await page.see(heard, /dispos/i);
  await page.click(button("Stop"));
  await page.see(status("Done: "));
  const text = (await page.save(button("Download TXT"))).toString();
  expect(wordErrors(text, spokenWords["0890"])).toBeLessThanOrEqual(1);
  const { samples, sampleRateHz } = readWav(new Uint8Array(await page.save(button("Download WAV"))));
  expect(sampleRateHz).toBe(16_000);
  expect(samples.length / 32_000).toBeGreaterThan(5);
  expect(pcmSamples(samples).some((sample) => sample > 3000)).toBe(true);
});
