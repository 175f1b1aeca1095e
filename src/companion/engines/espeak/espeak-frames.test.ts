import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFrameReader, frameKinds, writeFrame } from "./espeak-frames.ts";

describe("frames", () => {
  it("are what was written, however the pipe cuts them", () => {
    const frame = fc.record({ kind: fc.constantFrom(...frameKinds), payload: fc.uint8Array({ maxLength: 40 }) });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (frames, pieceLength) => {
        const bytes = Uint8Array.from(frames.flatMap(({ kind, payload }) => [...writeFrame(kind, payload)]));
        const read = createFrameReader();
        const found = [];
        for (let at = 0; at < bytes.length; at += pieceLength)
          found.push(...read(bytes.subarray(at, at + pieceLength)));
        expect(found.map(({ kind, payload }) => ({ kind, payload: [...payload] }))).toEqual(
          frames.map(({ kind, payload }) => ({ kind, payload: [...payload] })),
        );
      }),
    );
  });
});
