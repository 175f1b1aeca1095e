import { describe, expect, it } from "vitest";
import { maxConfigBytes, readConfigText } from "./read-config-text.ts";

const source = "api_address = host\r\nrealm = Речь\r\n";

/** Every character as two bytes. */
function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  [...text].forEach((letter, index) => view.setUint16(index * 2, letter.charCodeAt(0), isLittle));
  return bytes;
}

function problemOf(bytes: Uint8Array): unknown {
  const read = readConfigText(bytes);
  return "problem" in read ? [read.problem.line, read.problem.code] : read.source;
}

describe("readConfigText", () => {
  it.each([
    ["UTF-8", new TextEncoder().encode(source)],
    ["UTF-8 with its mark", new TextEncoder().encode(`\uFEFF${source}`)],
    ["UTF-16 of Windows", utf16(`\uFEFF${source}`, true)],
    ["UTF-16, the other way round", utf16(`\uFEFF${source}`, false)],
  ])("reads %s", (_, bytes) => {
    expect(readConfigText(bytes)).toEqual({ source });
  });

  it("says of other bytes, in one problem, what they are and where", () => {
    expect(problemOf(utf16(source, true))).toEqual([1, "no-text"]);
    expect(problemOf(new TextEncoder().encode("a = 1\nb = \0"))).toEqual([2, "no-text"]);
    // "При" in the Cyrillic of Windows.
    expect(problemOf(Uint8Array.of(0x61, 0x0a, 0x0a, 0xcf, 0xf0, 0xe8))).toEqual([3, "no-utf8"]);
    expect(problemOf(new Uint8Array(maxConfigBytes).fill(0x23))).toHaveLength(maxConfigBytes);
    expect(problemOf(new Uint8Array(maxConfigBytes + 1).fill(0x23))).toEqual([0, "too-large"]);
  });
});
