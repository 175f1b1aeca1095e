import { describe, expect, it } from "vitest";
import { readClip } from "../../../test/support/speech-clips.ts";
import { seededRandom } from "../../basics/seeded-random.ts";
import { chooseChannels } from "./choose-channels.ts";
import { mixChannels } from "./mix-channels.ts";

const rateHz = 16_000;
const clip = Float32Array.from(await readClip("goforward"), (sample) => sample / 32_768);
const other = Float32Array.from(await readClip("0880"), (sample) => sample / 32_768).slice(0, clip.length);

/** The same white noise in every run, of this size, -1..1. */
function noise(size: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(3);
  return clip.map(() => size * (2 * random() - 1));
}

/** Noise that is as smooth as speech and louder than the clip: each value leans on the one before. */
function rumble(): Float32Array<ArrayBuffer> {
  let value = 0;
  return noise(0.05).map((step) => (value = 0.9 * value + step));
}

const silence = clip.map(() => 0);
const of = (size: number) => clip.map((sample) => size * sample);
const taken = async (...channels: Float32Array[]) => {
  const { taken, reason } = await chooseChannels(channels, rateHz);
  return { taken, reason };
};

describe("chooseChannels", () => {
  it("takes one of two channels that cancel each other, the louder one", async () => {
    expect(await taken(clip, of(-1))).toEqual({ taken: [0], reason: "opposite" });
    expect(await taken(of(-0.7), clip)).toEqual({ taken: [1], reason: "opposite" });
  });

  it.each([
    ["white", noise(0.2)],
    ["smooth", rumble()],
  ])("takes the channel with speech beside one with %s noise, which is louder", async (_, hiss) => {
    expect(await taken(clip, hiss)).toEqual({ taken: [0], reason: "speech" });
    expect(await taken(hiss, clip)).toEqual({ taken: [1], reason: "speech" });
    const { levels } = await chooseChannels([clip, hiss], rateHz);
    expect(levels!.map(({ content }) => content)).toEqual(["speech", "sound"]);
    expect(levels![1]!.levelDbfs).toBeGreaterThan(levels![0]!.levelDbfs);
  });

  it("takes the centre of 5.1, alone or before quiet noise in the others", async () => {
    expect(await taken(silence, silence, clip, silence, silence, silence)).toEqual({ taken: [2], reason: "sound" });
    const hiss = noise(0.02);
    expect(await taken(hiss, hiss, clip, silence, hiss, hiss)).toEqual({ taken: [2], reason: "speech" });
  });

  it("takes the only channel with any sound, whatever that is", async () => {
    expect(await taken(silence, noise(0.2))).toEqual({ taken: [1], reason: "sound" });
  });

  it("leaves out no channel in which a few words are said in a minute, of silence or of noise", async () => {
    const minute = 60 * rateHz;
    const talking = Float32Array.from({ length: minute }, (_, index) => clip[index % clip.length]!);
    const hiss = Float32Array.from({ length: minute }, (_, index) => 0.002 * Math.sin(index * index));
    for (const background of [new Float32Array(minute), hiss]) {
      const reply = background.slice();
      reply.set(clip.subarray(rateHz / 2, 1.5 * rateHz), 30 * rateHz);
      expect(await taken(talking, reply)).toEqual({ taken: [0, 1], reason: undefined });
      expect(await taken(talking, background)).toMatchObject({ taken: [0] });
    }
  });

  it("says where channels have speech of their own, and of no voice that two channels share", async () => {
    const hasSpeakersApart = async (...channels: Float32Array[]) =>
      (await chooseChannels(channels, rateHz)).hasSpeakersApart ?? false;
    expect(
      await hasSpeakersApart(
        other.map((value) => 0.2 * value),
        clip,
        silence,
      ),
    ).toBe(true);
    const near = clip.map((value, index) => value + 0.5 * other[index]!);
    const far = clip.map((value, index) => 0.6 * value + other[index]! * 0.8);
    expect(await hasSpeakersApart(near, far)).toBe(false);
    expect(await hasSpeakersApart(clip, of(-1))).toBe(false);
  });

  it("takes all channels that are alike, speak in turn, or have nothing", async () => {
    expect(await taken(clip)).toEqual({ taken: [0], reason: undefined });
    expect(await taken(clip, of(0.9))).toEqual({ taken: [0, 1], reason: undefined });
    expect(await taken(clip, other)).toEqual({ taken: [0, 1], reason: undefined });
    expect(await taken(silence, silence)).toEqual({ taken: [0, 1], reason: undefined });
  });
});

it("mixes the taken channels only, with equal weight", () => {
  const channels = [0.5, 0.25, -1].map((value) => new Float32Array([value, 0]));
  expect([...mixChannels(channels, [0, 1])]).toEqual([12_288, 0]);
  expect([...mixChannels(channels, [2])]).toEqual([-32_768, 0]);
});
