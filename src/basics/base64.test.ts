import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "./base64.ts";

describe("toBase64", () => {
  it("equals Node's, for every remainder and beyond one chunk", () => {
    for (const length of [0, 1, 2, 3, 255, 0x6000, 0x6001, 200_000]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 31) % 256);
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    }
  });
});
