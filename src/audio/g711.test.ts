import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { decodeALaw, decodeMuLaw, encodeALaw, encodeMuLaw } from "./g711.ts";

const everySample = Int16Array.from({ length: 65536 }, (_, index) => index - 32768);
const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);
const sha256 = (data: Uint8Array | Int16Array) => createHash("sha256").update(data).digest("hex");

// The digests are those of Python's audioop (lin2ulaw, ulaw2lin, lin2alaw, alaw2lin) over the same input.
describe("G.711", () => {
  it("encodes all 65536 samples to the mu-law bytes of the reference", () => {
    expect(sha256(encodeMuLaw(everySample))).toBe("81d633c9e6972a18c74a58720b96cb8ca0bdd096d4060b646dd708c3b846019a");
  });

  it("decodes all 256 mu-law bytes to the samples of the reference", () => {
    expect(sha256(decodeMuLaw(everyByte))).toBe("3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827");
  });

  it("encodes all 65536 samples to the A-law bytes of the reference", () => {
    expect(sha256(encodeALaw(everySample))).toBe("38488f6fd710f4686360edc4d38639f96c491595ef93f8eb8d62d5e07ca6ce7b");
  });

  it("decodes all 256 A-law bytes to the samples of the reference", () => {
    expect(sha256(decodeALaw(everyByte))).toBe("e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174");
  });

  it("gives every byte back after decoding, but for the second zero of mu-law", () => {
    expect(encodeALaw(decodeALaw(everyByte))).toEqual(everyByte);
    const once = everyByte.map((byte) => (byte === 0x7f ? 0xff : byte));
    expect(encodeMuLaw(decodeMuLaw(everyByte))).toEqual(once);
  });
});
