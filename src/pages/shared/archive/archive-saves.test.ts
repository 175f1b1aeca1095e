import { describe, expect, it } from "vitest";
import type { ArchiveItem } from "../../../app/page-archive.ts";
import { ArchiveError } from "../../../local-archive/archive-error.ts";
import { ArchiveSaves } from "./archive-saves.svelte.ts";

const item: ArchiveItem = { fileName: "a.wav", wav: () => new Uint8Array(), metadata: { source: "test" } };

function setup(save: () => Promise<string>, automaticId?: string) {
  return new ArchiveSaves({ save, saveIfEnabled: () => Promise.resolve(automaticId) });
}

describe("ArchiveSaves", () => {
  it("knows each sound by its id, from the attempt to the entry", async () => {
    const saves = setup(() => Promise.resolve("entry-1"));
    const saving = saves.save("one", item);
    expect(saves.of("one")).toEqual({ state: "saving" });
    await saving;
    expect(saves.of("one")).toEqual({ state: "saved", audioId: "entry-1" });
    expect(saves.of("two")).toBeUndefined();
  });

  it("shows an automatic save like one by hand, and none where the settings are off", async () => {
    const enabled = setup(() => Promise.reject(new Error("not called")), "entry-2");
    await enabled.saveIfEnabled("one", item);
    expect(enabled.of("one")).toEqual({ state: "saved", audioId: "entry-2" });

    const disabled = setup(() => Promise.reject(new Error("not called")));
    await disabled.saveIfEnabled("one", item);
    expect(disabled.of("one")).toBeUndefined();
  });

  it.each([
    [new ArchiveError({ kind: "full", message: "no room" }), "full"],
    [new DOMException("quota", "QuotaExceededError"), "full"],
    [Object.assign(new Error("closed"), { inner: new DOMException("newer", "VersionError") }), "newer"],
    [new DOMException("no storage here", "SecurityError"), "blocked"],
  ])(
    "tells a full archive from that of a newer version, and from a browser that refuses storage: %s",
    async (thrown, reason) => {
      const answers = [() => Promise.reject(thrown as Error), () => Promise.resolve("entry-3")];
      const saves = setup(() => answers.shift()!());
      await saves.save("one", item);
      expect(saves.of("one")).toEqual({ state: "failed", reason });
      await saves.save("one", item);
      expect(saves.of("one")).toEqual({ state: "saved", audioId: "entry-3" });
    },
  );
});
