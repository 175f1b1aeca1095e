import fc from "fast-check";
import { crc32 as nodeCrc32 } from "node:zlib";
import { expect, it } from "vitest";
import { crc32 } from "./crc-32.ts";

it("computes the CRC-32 that zlib does, of parts too", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
      expect(crc32(second, crc32(first))).toBe(nodeCrc32(Buffer.concat([first, second])));
    }),
  );
});
