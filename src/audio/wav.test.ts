import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pcmBytes, pcmSamples, readWav, writeWav, type WavFormat } from "./wav.ts";
import { WavError } from "./wav-header.ts";

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const mono = (coding: WavFormat["coding"], sampleRateHz: number): WavFormat => ({
  coding,
  sampleRateHz,
  channelCount: 1,
});

describe("writeWav", () => {
  it("writes exactly these 44 bytes before PCM at 16 kHz", () => {
    // prettier-ignore
    const expected = [
      ...ascii("RIFF"), 40, 0, 0, 0, ...ascii("WAVEfmt "), 16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0x3e, 0, 0, 0, 0x7d, 0, 0, 2, 0, 16, 0,
      ...ascii("data"), 4, 0, 0, 0, 1, 2, 3, 4,
    ];
    expect([...writeWav(Uint8Array.of(1, 2, 3, 4), mono("pcm16", 16000))]).toEqual(expected);
  });

  it("gives G.711 its format tag, the sample count and a pad byte that the data size leaves out", () => {
    // prettier-ignore
    const expected = [
      ...ascii("RIFF"), 54, 0, 0, 0, ...ascii("WAVEfmt "), 18, 0, 0, 0, 7, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0, 0, 0,
      ...ascii("fact"), 4, 0, 0, 0, 3, 0, 0, 0, ...ascii("data"), 3, 0, 0, 0, 1, 2, 3, 0,
    ];
    expect([...writeWav(Uint8Array.of(1, 2, 3), mono("mulaw", 8000))]).toEqual(expected);
    expect(new DataView(writeWav(Uint8Array.of(1), mono("alaw", 8000)).buffer).getUint16(20, true)).toBe(6);
  });
});

describe("readWav", () => {
  it("returns what was written", () => {
    const format = fc.record({
      coding: fc.constantFrom("pcm16" as const, "alaw" as const, "mulaw" as const),
      sampleRateHz: fc.integer({ min: 1, max: 192_000 }),
      channelCount: fc.integer({ min: 1, max: 8 }),
    });
    fc.assert(
      fc.property(format, fc.integer({ min: 0, max: 50 }), (written, frames) => {
        const samples = new Uint8Array(frames * written.channelCount * (written.coding === "pcm16" ? 2 : 1)).fill(7);
        expect(readWav(writeWav(samples, written))).toEqual({ ...written, samples });
      }),
    );
  });

  it("reads a recording made elsewhere", async () => {
    const wav = readWav(await readFile("test/fixtures/speech/goforward.wav"));
    expect(wav).toMatchObject({ coding: "pcm16", sampleRateHz: 16000, channelCount: 1 });
  });

  it("skips other chunks, odd ones with their pad byte", () => {
    const wav = writeWav(Uint8Array.of(5, 6), mono("pcm16", 8000));
    const list = Uint8Array.of(...ascii("LIST"), 3, 0, 0, 0, 1, 2, 3, 0);
    const withList = Uint8Array.of(...wav.subarray(0, 12), ...list, ...wav.subarray(12));
    expect([...readWav(withList).samples]).toEqual([5, 6]);
  });

  it("takes the samples that are there when the data chunk states more", () => {
    const wav = writeWav(Uint8Array.of(1, 2, 3, 4), mono("pcm16", 8000));
    new DataView(wav.buffer).setUint32(40, 0xffffffff, true);
    expect([...readWav(wav.subarray(0, 47)).samples]).toEqual([1, 2]);
  });

  it("takes the rest of the file for the samples when a cut-off recorder left 0 as their length", () => {
    const wav = writeWav(Uint8Array.of(1, 2, 3, 4), mono("pcm16", 8000));
    new DataView(wav.buffer).setUint32(40, 0, true);
    expect([...readWav(wav).samples]).toEqual([1, 2, 3, 4]);
  });

  it("finds no samples where their length is 0 and other chunks follow to the end", () => {
    const list = Uint8Array.of(...ascii("LIST"), 3, 0, 0, 0, 1, 2, 3, 0);
    const empty = writeWav(new Uint8Array(), mono("pcm16", 8000));
    expect(readWav(empty).samples).toHaveLength(0);
    expect(readWav(Uint8Array.of(...empty, ...list)).samples).toHaveLength(0);
  });

  it("reads the long form, and neither byte rate nor block size", () => {
    const wav = writeWav(Uint8Array.of(1, 2, 3, 4), mono("pcm16", 8000));
    wav.set(ascii("RF64"));
    wav.fill(0xff, 4, 8);
    wav.fill(0xff, 28, 34);
    wav.fill(0xff, 40, 44);
    expect(readWav(wav)).toEqual({ ...mono("pcm16", 8000), samples: Uint8Array.of(1, 2, 3, 4) });
  });

  it("names the format tag that it cannot read", () => {
    const wav = writeWav(Uint8Array.of(1, 2), mono("pcm16", 8000));
    new DataView(wav.buffer).setUint16(20, 3, true);
    expect(() => readWav(wav)).toThrow("format tag 3 with 16 bits");
  });

  it("throws nothing but WavError, whatever it is given", () => {
    const header = [...writeWav(new Uint8Array(8), mono("pcm16", 8000))];
    const damaged = fc.array(fc.tuple(fc.nat(header.length - 1), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(damaged, fc.nat(header.length), (changes, length) => {
        const bytes = Uint8Array.from(header);
        for (const [index, value] of changes) bytes[index] = value;
        try {
          readWav(bytes.subarray(0, length));
        } catch (error) {
          expect(error).toBeInstanceOf(WavError);
        }
      }),
    );
  });
});

describe("PCM bytes", () => {
  it("are little-endian, and half a sample at the end is left out", () => {
    expect([...pcmBytes(Int16Array.of(1, -2))]).toEqual([1, 0, 0xfe, 0xff]);
    expect([...pcmSamples(Uint8Array.of(9, 1, 0, 0xfe, 0xff, 3).subarray(1))]).toEqual([1, -2]);
    expect([...pcmSamples(Buffer.from([9, 9, 1, 0]).subarray(2))]).toEqual([1]);
  });
});
