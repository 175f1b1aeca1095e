import { expect, it } from "vitest";
import { readClip } from "../../../../test/support/speech-clips.ts";
import { measureSound } from "../../../audio/measure-sound.ts";
import { soundWarnings } from "./sound-warnings.ts";

const titles = (samples: Int16Array, hasWords = false) =>
  soundWarnings(measureSound(samples, 16_000), "en", hasWords).map(({ title }) => title);

it("says that a recording is silent, but not beside words that were recognised in it", () => {
  expect(titles(new Int16Array(16_000))).toEqual(["The recording is silent"]);
  expect(titles(new Int16Array(16_000), true)).toEqual([]);
});

it("has nothing to say of a clear recording, nor of a quiet one", async () => {
  const clip = await readClip("0880");
  expect(titles(clip)).toEqual([]);
  expect(titles(clip.map((sample) => Math.round(sample / 50)))).toEqual([]);
});
