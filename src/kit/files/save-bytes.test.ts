import { describe, expect, it } from "vitest";
import { fileNamePart } from "./save-bytes.ts";

describe("fileNamePart", () => {
  it.each([
    ["voice 1", "voice-1"],
    ["запись.mp3", "запись.mp3"],
    ["../../etc/passwd", "etc-passwd"],
    ["a:b*c?", "a-b-c"],
    ["", ""],
  ])("makes of %j the name %j", (text, name) => {
    expect(fileNamePart(text)).toBe(name);
  });
});
