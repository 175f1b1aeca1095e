import { describe, expect, it } from "vitest";
import type { VoiceRecord } from "../local-archive/voice-registry.ts";
import { ClonedVoices } from "./cloned-voices.svelte.ts";

const about = { id: "1", platform: "http://platform", name: "Anna", description: "", startedAtMs: 0 };

describe("ClonedVoices", () => {
  it("offers a voice as soon as the registry has it as ready", async () => {
    let record: VoiceRecord = { ...about, status: "creating" };
    let changed = (): void => undefined;
    const cloned = new ClonedVoices(
      () => Promise.resolve([record]),
      (listener) => (changed = listener),
    );
    await cloned.load();
    expect(cloned.voices).toEqual([]);
    record = { ...about, status: "ready", voiceId: "v-1" };
    changed();
    await expect.poll(() => cloned.voices).toEqual([{ voiceId: "v-1", name: "Anna" }]);
  });

  it("has read when the reading that runs has ended", async () => {
    const stored = Promise.withResolvers<VoiceRecord[]>();
    const cloned = new ClonedVoices(() => stored.promise);
    await cloned.whenRead();
    void cloned.load();
    const names = cloned.whenRead().then(() => cloned.voices.map(({ name }) => name));
    stored.resolve([{ ...about, status: "ready", voiceId: "v-1" }]);
    expect(await names).toEqual(["Anna"]);
  });
});
