import { afterEach, describe, expect, it } from "vitest";
import { openVoicePreviews, type VoicePreviewRecord, type VoicePreviewStore } from "./voice-previews.ts";

const open: { previews: VoicePreviewStore; name: string }[] = [];
afterEach(() => {
  for (const { previews, name } of open.splice(0)) {
    previews.close();
    indexedDB.deleteDatabase(name);
  }
});

function setup(limit?: number) {
  const name = `previews-${crypto.randomUUID()}`;
  const openIt = () => {
    const previews = openVoicePreviews(name, limit);
    open.push({ previews, name });
    return previews;
  };
  return { previews: openIt(), openIt };
}

const here = "https://speech.example";
const preview = (voice: string, madeAtMs = 0, platform = here): VoicePreviewRecord => ({
  platform,
  voice,
  listing: "22050",
  madeAtMs,
  pitch: { medianHz: 187, lowHz: 150, highHz: 230 },
});
const wav = (first: number) => new Uint8Array([first, 2, 3]);
const voices = async (previews: VoicePreviewStore, platform = here) =>
  (await previews.list(platform)).map(({ voice }) => voice).sort();

describe("the previews of voices", () => {
  it("are given back after a reload with sound and pitch, to the platform that made them only", async () => {
    const { previews, openIt } = setup();
    await previews.save(preview("anna", 5), wav(1));
    await previews.save(preview("anna", 6, ""), wav(9));
    previews.close();
    const again = openIt();
    expect(await again.list(here)).toMatchObject([preview("anna", 5)]);
    expect(await again.sound(here, "anna")).toEqual(wav(1));
    expect(await again.sound("", "anna")).toEqual(wav(9));
    expect(await again.sound(here, "boris")).toBeUndefined();
  });

  it("take the place of an earlier one of the same voice", async () => {
    const { previews } = setup();
    await previews.save(preview("anna", 1), wav(1));
    await previews.save({ ...preview("anna", 2), listing: "48000" }, wav(2));
    expect(await previews.list(here)).toMatchObject([{ listing: "48000", madeAtMs: 2 }]);
    expect(await previews.sound(here, "anna")).toEqual(wav(2));
  });

  it("go with their sounds when there are too many, the oldest first", async () => {
    const { previews } = setup(2);
    for (const [voice, madeAtMs] of [["b", 20], ["a", 10], ["c", 30]] as const) await previews.save(preview(voice, madeAtMs), wav(1)); // prettier-ignore
    expect(await voices(previews)).toEqual(["b", "c"]);
    expect(await previews.sound(here, "a")).toBeUndefined();
  });

  it("are deleted one by one or all at once", async () => {
    const { previews } = setup();
    for (const voice of ["a", "b", "c"]) await previews.save(preview(voice), wav(1));
    await previews.delete(here, "b");
    await previews.delete(here, "b");
    expect(await voices(previews)).toEqual(["a", "c"]);
    expect(await previews.sound(here, "b")).toBeUndefined();
    await previews.clear();
    expect(await voices(previews)).toEqual([]);
    expect(await previews.sound(here, "a")).toBeUndefined();
  });
});
