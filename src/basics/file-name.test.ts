import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileNameKey, fileNameOf, withoutEnding } from "./file-name.ts";

describe("fileNameOf", () => {
  it.each([
    ["voice 1", "voice-1.wav"],
    ["запись.mp3", "запись.mp3.wav"],
    ["../../etc/passwd", "etc-passwd.wav"],
    ["a:b*c?", "a-b-c.wav"],
    ["recording-UTC+3", "recording-UTC+3.wav"],
    ["", "file.wav"],
    ["...", "file.wav"],
    ["end. ", "end.wav"],
    ["и\u0306", "й.wav"],
    ["नमस्ते", "नमस्ते.wav"],
    ["a\u202egpj", "a-gpj.wav"],
  ])("makes of %j the name %j", (stem, name) => {
    expect(fileNameOf(stem, ".wav")).toBe(name);
  });

  it.each([
    ["CON", "CON_.wav"],
    ["nul.2026", "nul_.2026.wav"],
    ["Com1", "Com1_.wav"],
    ["lpt²", "lpt²_.wav"],
    ["aux ", "aux_.wav"],
    ["CONIN$", "CONIN_.wav"],
    ["console", "console.wav"],
    ["com10", "com10.wav"],
  ])("gives %j, as Windows reserves names, the name %j", (stem, name) => {
    expect(fileNameOf(stem, ".wav")).toBe(name);
  });

  it("is at most 200 bytes with its ending, cut between letters", () => {
    expect(fileNameOf("n".repeat(304), ".wav")).toBe(`${"n".repeat(196)}.wav`);
    expect(fileNameOf("ж".repeat(304), "-2.wav")).toBe(`${"ж".repeat(97)}-2.wav`);
  });

  it("makes of any text a name that every disk takes, and leaves it when it is made again", () => {
    const stem = fc.string({ unit: fc.oneof(fc.constantFrom("CON", ".", "-", " ", "/", "\\", "\0", "ж", "\ud800"), fc.string()) }); // prettier-ignore
    fc.assert(
      fc.property(stem, (text) => {
        const name = fileNameOf(text, ".wav");
        expect(name).toMatch(/^[^/\\?*:"<>|\s\p{C}.-][^/\\?*:"<>|\s\p{C}]*\.wav$/u);
        expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
        expect(fileNameOf(withoutEnding(name), ".wav")).toBe(name);
      }),
    );
  });
});

describe("fileNameKey", () => {
  it("is equal for names that a disk takes for one", () => {
    expect(fileNameKey("Й.wav")).toBe(fileNameKey("и\u0306.WAV"));
    expect(fileNameKey("straße")).toBe(fileNameKey("STRASSE"));
    expect(fileNameKey("a")).not.toBe(fileNameKey("b"));
  });
});
