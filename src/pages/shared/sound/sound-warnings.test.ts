import { expect, it } from "vitest";
import { readClip } from "../../../../test/support/speech-clips.ts";
import { measureSound } from "../../../audio/measure-sound.ts";
import { soundWarnings } from "./sound-warnings.ts";

const titles = (samples: Int16Array, mixLossDb = 0) => {
  const { signs, ...metrics } = measureSound(samples, 16_000);
  return soundWarnings({ ...metrics, signs: { ...signs!, mixLossDb } }, "en").map(({ title }) => title);
};

it("blames the channels, not the microphone, where the mix of opposite channels is silent", () => {
  expect(titles(new Int16Array(16_000), 120)).toEqual(["The channels cancel each other"]);
  expect(titles(new Int16Array(16_000), 3)).toEqual(["The recording is silent"]);
});

it("has nothing to say of a clear recording, nor of a quiet one", async () => {
  const clip = await readClip("0880");
  expect(titles(clip)).toEqual([]);
  expect(titles(clip.map((sample) => Math.round(sample / 50)))).toEqual([]);
});
