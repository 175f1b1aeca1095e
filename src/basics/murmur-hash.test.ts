import { describe, expect, it } from "vitest";
import { murmurHash } from "./murmur-hash.ts";

describe("murmurHash", () => {
  // Computed with the mmh3 package of Python.
  it.each([
    ["", "00000000000000000000000000000000"],
    ["a", "a794933c5556b01b5556b01b5556b01b"],
    ["0123456789abcdef", "fb7d440936aed30a48ad1d9b572b3bfd"],
    ["The quick brown fox jumps over the lazy dog", "2f1583c3ecee2c675d7bf66ce5e91d2c"],
    ["Съешь ещё", "b69f1faebfe80e9c8a40ea698ef9f378"],
  ])("hashes %j as other programs do", (text, hash) => {
    expect(murmurHash(new TextEncoder().encode(text))).toBe(hash);
  });

  it("hashes a part of a buffer as its copy", () => {
    const bytes = Uint8Array.from({ length: 100 }, (_, at) => at * 7);
    expect(murmurHash(bytes.subarray(8, 91))).toBe(murmurHash(bytes.slice(8, 91)));
  });
});
