import { describe, expect, it } from "vitest";
import { decodeText } from "./decode-text.ts";

describe("decodeText", () => {
  it("reads UTF-8, UTF-16 and what old Russian programs write", () => {
    const utf8 = new TextEncoder().encode("Привет");
    expect(decodeText(utf8)).toEqual({ text: "Привет", encoding: "utf-8" });
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x1f, 0x04))).toEqual({ text: "П", encoding: "utf-16le" });
    expect(decodeText(Uint8Array.of(0xcf, 0xf0))).toEqual({ text: "Пр", encoding: "windows-1251" });
  });

  it("keeps a file UTF-8 for a single bad byte", () => {
    const bytes = new TextEncoder().encode("Привет, мир?");
    bytes[bytes.length - 1] = 0xff;
    expect(decodeText(bytes)).toEqual({ text: "Привет, мир\ufffd", encoding: "utf-8" });
  });

  it("knows UTF-16 without a mark by its zeros, and takes the mark of UTF-8 away", () => {
    expect(decodeText(Uint8Array.of(0x74, 0, 0x65, 0, 0x78, 0))).toEqual({ text: "tex", encoding: "utf-16le" });
    expect(decodeText(Uint8Array.of(0, 0x74, 0, 0x65, 0, 0x78))).toEqual({ text: "tex", encoding: "utf-16be" });
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x74))).toEqual({ text: "t", encoding: "utf-8" });
  });
});
