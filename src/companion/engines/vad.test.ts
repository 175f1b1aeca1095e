import { describe, expect, it } from "vitest";
import { asFloats, readClip } from "../../../test/support/speech-clips.ts";
import type { VadMode } from "../../emulator/recognition/recognition-engine.ts";
import { createVad } from "./vad.ts";

const frameSamples = 480;

/** Share of the frames taken for speech. */
async function spoken(samples: Float32Array, mode: VadMode): Promise<number> {
  const detector = (await createVad()).open(mode);
  let count = 0;
  const frames = Math.floor(samples.length / frameSamples);
  for (let frame = 0; frame < frames; frame++) {
    if (detector.isSpeech(samples.subarray(frame * frameSamples, (frame + 1) * frameSamples))) count++;
  }
  detector.close();
  return count / frames;
}

describe("createVad", () => {
  it("finds speech in a recording and none in silence", async () => {
    expect(await spoken(asFloats(await readClip("0890")), 2)).toBeGreaterThan(0.6);
    expect(await spoken(new Float32Array(48_000), 2)).toBe(0);
  });

  it("takes less sound for speech the higher the mode", async () => {
    const clip = asFloats(await readClip("goforward"));
    expect(await spoken(clip, 3)).toBeLessThan(await spoken(clip, 0));
  });

  it("keeps detectors apart", async () => {
    const vad = await createVad();
    const [quiet, loud] = [vad.open(2), vad.open(2)];
    const clip = asFloats(await readClip("0880"));
    const decisions: boolean[] = [];
    for (let offset = 0; offset + frameSamples <= clip.length; offset += frameSamples) {
      loud.isSpeech(clip.subarray(offset, offset + frameSamples));
      decisions.push(quiet.isSpeech(new Float32Array(frameSamples)));
    }
    expect(decisions).not.toContain(true);
  });

  it("refuses a frame of another length", async () => {
    const detector = (await createVad()).open(2);
    expect(() => detector.isSpeech(new Float32Array(479))).toThrow("480 samples, got 479");
  });
});
