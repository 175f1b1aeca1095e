import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameFiles } from "./name-files.ts";

describe("nameFiles", () => {
  it("counts where no name was asked for, and keeps names apart that a disk would take for one", () => {
    expect(nameFiles(["", "hello", "Hello.WAV", "a/b?"])).toEqual([
      "speech-001.wav",
      "hello.wav",
      "Hello-2.wav",
      "a-b.wav",
    ]);
  });

  it("keeps names apart that are equal where they are cut, and passes by what Windows reserves", () => {
    const long = "n".repeat(300);
    const names = nameFiles(["CON", long, long, "con"]);
    expect(names).toEqual(["CON_.wav", `${"n".repeat(196)}.wav`, `${"n".repeat(194)}-2.wav`, "con_-2.wav"]);
  });

  it("never gives a name twice", () => {
    const name = fc.constantFrom("", "a", "A", "a-1", "speech-002", "..", "ё", "е\u0308", "con", "n".repeat(300));
    fc.assert(
      fc.property(fc.array(name), (wanted) => {
        const names = nameFiles(wanted).map((each) => each.toLowerCase());
        expect(new Set(names).size).toBe(wanted.length);
        for (const each of names) expect(each).toMatch(/^[^/\\?*:"<>|]+\.wav$/);
      }),
    );
  });
});
