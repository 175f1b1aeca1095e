import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { fromBinary } from "@bufbuild/protobuf";
import type { Page } from "@playwright/test";
import { readWav, writeWav } from "../../src/audio/wav.ts";
import { FileRecognizeRequestSchema } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { spokenWords, wordErrors, type ClipName } from "../support/speech-clips.ts";
import { subtitleCues } from "../support/subtitle-cues.ts";
import { download, recognize, status } from "./actions.ts";
import { pathTags } from "./connection-paths.ts";
import { expect, test } from "./scenario.ts";
import { smokeTag } from "./smoke.ts";

const clip = (name: string) => fileURLToPath(new URL(`../fixtures/speech/${name}`, import.meta.url));

for (const name of Object.keys(spokenWords) as ClipName[]) {
  const tag = name === "0890" ? smokeTag("recognize") : [];
  test(
    `the recording ${name} is heard with at most one wrong word, and saved as text and subtitles`,
    { tag },
    async ({ page }) => {
      await page.goto("/recognize");
      await recognize(page, clip(`${name}.wav`));
      const save = (form: string) => download(page, page.getByRole("button", { name: `Download ${form}` }));
      const { name: fileName, bytes } = await save("TXT");
      expect(fileName).toBe(`${name}.txt`);
      const spoken = bytes.toString("utf8");
      expect(wordErrors(spoken, spokenWords[name])).toBeLessThanOrEqual(1);

      const { audio_seconds: seconds, transcript } = JSON.parse((await save("JSON")).bytes.toString("utf8")) as {
        audio_seconds: number;
        transcript: string;
      };
      expect(transcript.trim()).toBe(spoken.trim());
      for (const form of ["SRT", "VTT"]) {
        const cues = subtitleCues((await save(form)).bytes.toString("utf8"));
        expect(cues.map(({ text }) => text).join(" ")).toBe(spoken.trim());
        expect(cues.every(({ from, to }) => 0 <= from && from < to && to <= seconds + 1)).toBe(true);
      }
    },
  );
}

for (const [name, title] of [
  ["goforward-opposite-phase", "The channels cancel each other"],
  ["goforward-beside-noise", "Not every channel has speech"],
] as const) {
  test(`the two channels of ${name} are told, and its words are heard`, async ({ page }) => {
    await page.goto("/recognize");
    await recognize(page, clip(`${name}.wav`));
    await expect(page.getByText(title)).toBeVisible();
    await expect(page.getByText("The recording is silent")).toHaveCount(0);
    const { bytes } = await download(page, page.getByRole("button", { name: "Download TXT" }));
    expect(wordErrors(bytes.toString("utf8"), spokenWords.goforward)).toBeLessThanOrEqual(1);
  });
}

test(
  "options reach the platform, and each says what the platform did with it",
  { tag: pathTags.both },
  async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem("audiokit-recognize-more", "1"));
    await page.goto(
      "/recognize?on=genderAge,denormalization&splitter=vad-v2&minSilenceMs=700&speakers=max&speakerCount=2",
    );
    const [sent] = await Promise.all([
      page.waitForRequest((request) => request.url().endsWith("/FileRecognize")),
      recognize(page, clip("goforward.wav")),
    ]);
    // One frame of gRPC-Web: five bytes before the message.
    const { config } = fromBinary(FileRecognizeRequestSchema, sent.postDataBuffer()!.subarray(5));
    expect(config).toMatchObject({
      genderageConfig: { enable: true },
      denormalizationConfig: { enable: true },
      vaConfig: { usage: 5, algoOptions: { case: "vadV2Options", value: { minSilenceMs: 700 } } },
      speakerLabelingConfig: { enable: true, speakers: { case: "maxSpeakers", value: 2 } },
    });
    await expect(page.getByText("Ignored by the platform")).toHaveCount(4);
    await expect(page.getByRole("switch", { name: "Numbers as digits" })).toHaveAccessibleDescription(
      "Ignored by the platform",
    );
    await expect(page.getByRole("switch", { name: "Word timestamps" })).toHaveAccessibleDescription(
      "Start and end of each word, to follow and play them",
    );
  },
);

test("doubtful words are stepped through by key, each played from just before", async ({ page }) => {
  await page.goto("/recognize");
  await recognize(page, clip("0890.wav"));
  await page.getByLabel("Doubtful below this confidence, percent").fill("100");
  await page.keyboard.press("Tab");
  const said = page.getByRole("status").filter({ hasText: ", confidence " });
  let place = 0;
  for (let step = 0; step < 3; step++) {
    await page.keyboard.press("n");
    await expect(said).toContainText(`${String(step + 1)} of `);
    place = await restAfter(page, place);
  }
});

test(
  "a recording over the limit is refused with both sizes, and goes through the stream",
  { tag: pathTags.both },
  async ({ page }) => {
    await page.goto("/recognize");
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: "long.wav", mimeType: "audio/wav", buffer: await longRecording(34 * 60) });
    const notice = page.getByRole("status").filter({ hasText: "Too long for one message" });
    await expect(notice).toContainText(/65\.3\sMB \(34\smin\), and one message takes at most 62\.9\sMB/);
    await expect(page.getByRole("button", { name: "Recognize", exact: true })).toBeDisabled();

    await notice.getByRole("button", { name: "Send as a stream" }).click();
    await expect(page.getByRole("progressbar")).toBeVisible();
    await expect(status(page, "Done: ")).toBeAttached({ timeout: 120_000 });
    const { bytes } = await download(page, page.getByRole("button", { name: "Download TXT" }));
    expect(wordErrors(bytes.toString("utf8"), spokenWords.goforward)).toBeLessThanOrEqual(1);
  },
);

/** A clip and then silence, as mu-law of 8 kHz: small on disk, large when it is converted. */
async function longRecording(seconds: number): Promise<Buffer> {
  const { samples, ...format } = readWav(await readFile(clip("goforward-mulaw.wav")));
  const long = new Uint8Array(seconds * format.sampleRateHz).fill(0xff);
  long.set(samples);
  return Buffer.from(writeWav(long, format));
}

test("each word can be heard by a click", async ({ page }) => {
  await page.goto("/recognize");
  await recognize(page, clip("0880.wav"));
  const transcript = page.getByRole("group", { name: "Transcript" });
  let place = 0;
  for (const nth of [1, -1]) {
    await transcript.getByRole("button").nth(nth).click();
    place = await restAfter(page, place);
  }
});

/** Waits until a stretch that ends behind this place was played; gives its end, in seconds. */
async function restAfter(page: Page, seconds: number): Promise<number> {
  const position = page.getByRole("slider", { name: "Recording, position" });
  const place = async () => Number(await position.getAttribute("aria-valuenow"));
  await expect.poll(place).toBeGreaterThan(seconds);
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  return place();
}

test.describe("in ru", () => {
  test.use({ locale: "ru-RU" });

  test("a language without an engine is refused in words that name it", async ({ page }) => {
    await page.goto("/recognize");
    await page.locator('input[type="file"]').setInputFiles(clip("goforward.wav"));
    await page.getByLabel("Язык записи").selectOption("ru");
    await page.getByRole("button", { name: "Распознать", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("ru");
    await expect(page.getByRole("alert")).toContainText("--asr-command");
  });
});

test("a file that is no sound is refused before anything is sent", async ({ page }) => {
  await page.goto("/recognize");
  await page.locator('input[type="file"]').setInputFiles({
    name: "letter.mp3",
    mimeType: "audio/mpeg",
    buffer: Buffer.from("This is a letter and not a sound. ".repeat(50)),
  });
  await expect(page.getByRole("alert")).toContainText("This browser can’t decode the file");
  await expect(page.getByRole("button", { name: "Recognize", exact: true })).toBeDisabled();
});
