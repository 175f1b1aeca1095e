import { describe, expect, it } from "vitest";
import { randomUuid, type UuidSource } from "./uuid.ts";

/** Web Crypto of a page that is not a secure context, with the given bytes instead of random ones. */
function insecureCrypto(fill: (index: number) => number): UuidSource {
  return {
    getRandomValues(array) {
      if (array instanceof Uint8Array) for (const index of array.keys()) array[index] = fill(index);
      return array;
    },
  };
}

describe("randomUuid", () => {
  it("is what Web Crypto gives", () => {
    const randomUUID = () => "11111111-2222-4333-8444-555555555555" as const;
    expect(randomUuid({ ...insecureCrypto(() => 0), randomUUID })).toBe("11111111-2222-4333-8444-555555555555");
  });

  it("is a version 4 UUID of random bytes where Web Crypto has none, as in pages over plain http", () => {
    expect(randomUuid(insecureCrypto((index) => index))).toBe("00010203-0405-4607-8809-0a0b0c0d0e0f");
    expect(randomUuid(insecureCrypto(() => 255))).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
  });

  it("is different each time", () => {
    expect(new Set(Array.from({ length: 100 }, () => randomUuid())).size).toBe(100);
  });
});
