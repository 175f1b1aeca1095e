import { createEnvelopeReadableStream, encodeEnvelope, type EnvelopedMessage } from "@connectrpc/connect/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEnvelopes } from "./read-envelopes.ts";

const anEnvelope = fc.record({ flags: fc.constantFrom(0, 1, 0x80), data: fc.uint8Array({ maxLength: 40 }) });

/** What a reader makes of the pieces: the envelopes up to the end, or up to the failure. */
async function outcome(envelopes: AsyncIterable<EnvelopedMessage>) {
  const read: [number, number[]][] = [];
  try {
    for await (const { flags, data } of envelopes) read.push([flags, [...data]]);
    return { read };
  } catch (error) {
    return { read, error };
  }
}

function streamOf(pieces: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end));
}

describe("reading envelopes", () => {
  it("gives what Connect's own reader gives, wherever the bytes are cut, and fails where they end within an envelope", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anEnvelope, { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.option(fc.nat(), { freq: 2 }),
        async (envelopes, places, end) => {
          const whole = Uint8Array.from(envelopes.flatMap(({ flags, data }) => [...encodeEnvelope(flags, data)]));
          const bytes = end === null ? whole : whole.subarray(0, end % (whole.length + 1));
          const pieces = cut(bytes, places);
          const ours = await outcome(readEnvelopes(streamOf(pieces)));
          const theirs = await outcome(createEnvelopeReadableStream(streamOf(pieces)));
          const sizes = envelopes.map(({ data }) => data.length + 5);
          const ends = [0, ...sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, one) => sum + one))];
          expect(ours.error === undefined).toBe(ends.includes(bytes.length));
          // Theirs loses what it had read when it fails; ours gives it first.
          expect(ours.read.slice(0, theirs.read.length)).toEqual(theirs.read);
          if (end === null) expect(ours.read).toEqual(envelopes.map(({ flags, data }) => [flags, [...data]]));
        },
      ),
    );
  });

  it("gives views of what came in one piece, and joins what did not", async () => {
    const piece = Uint8Array.from([
      ...encodeEnvelope(0, Uint8Array.of(1, 2)),
      ...encodeEnvelope(0, Uint8Array.of(3, 4)),
    ]);
    const pieces = [piece.subarray(0, 13), piece.slice(13)];
    const read: Uint8Array[] = [];
    for await (const { data } of readEnvelopes(streamOf(pieces))) read.push(data);
    expect(read).toEqual([Uint8Array.of(1, 2), Uint8Array.of(3, 4)]);
    expect(read.map(({ buffer }) => buffer === piece.buffer)).toEqual([true, false]);
  });

  it("takes no memory for a length that is said and not sent", async () => {
    const said = Uint8Array.of(0, 0xff, 0xff, 0xff, 0xff, 7);
    await expect(readEnvelopes(streamOf([said])).next()).rejects.toThrow("incomplete envelope");
  });
});
