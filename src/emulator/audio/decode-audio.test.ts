import { readFileSync } from "node:fs";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { encodeALaw, encodeMuLaw } from "../../audio/g711.ts";
import { pcmBytes, writeWav, type WavFormat } from "../../audio/wav.ts";
import { openAudioReader } from "./decode-audio.ts";
import { joinSamples } from "./resample.ts";

const mono: WavFormat = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 };
const ramp = Int16Array.from({ length: 3000 }, (_, index) => index * 10 - 15_000);

const fixture = (name: string) => new Uint8Array(readFileSync(`test/fixtures/${name}`));
/** Two empty frames of AAC with a header each. */
const adts = new Uint8Array(200).map((_, index) => [0xff, 0xf1, 0x50, 0x80, 0x0c, 0x80, 0xfc][index % 100] ?? 0);

async function read(bytes: Uint8Array, format: WavFormat, { split = false, pieceBytes = bytes.length } = {}) {
  const reader = await openAudioReader(format, split);
  const pieces: Float32Array[][] = [];
  for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
    pieces.push(reader.push(bytes.subarray(offset, offset + pieceBytes)));
  }
  pieces.push(reader.end());
  reader.close();
  return pieces[0]!.map((_, channel) => joinSamples(pieces.map((piece) => piece[channel]!)));
}

async function refusal(bytes: Uint8Array, format = mono): Promise<ConnectError> {
  const error = await read(bytes, format).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ConnectError);
  expect((error as ConnectError).code).toBe(Code.InvalidArgument);
  return error as ConnectError;
}

describe("openAudioReader", () => {
  it("reads 16-bit samples, wherever the bytes are cut", async () => {
    for (const pieceBytes of [1, 3, 7, 4096]) {
      expect(await read(pcmBytes(ramp), mono, { pieceBytes })).toEqual([
        Float32Array.from(ramp, (each) => each / 32_768),
      ]);
    }
  });

  it("reads a part of Node's Buffer, and only that part", async () => {
    const buffer = Buffer.from(pcmBytes(ramp));
    const [samples] = await read(buffer.subarray(2000), mono);
    expect(samples).toEqual(Float32Array.from(ramp.subarray(1000), (each) => each / 32_768));
  });

  it.each([
    ["mu-law", "mulaw", encodeMuLaw],
    ["A-law", "alaw", encodeALaw],
  ] as const)("reads %s nearly as loud as it was", async (_, coding, encode) => {
    const [samples] = await read(encode(ramp), { ...mono, coding });
    expect(samples).toHaveLength(ramp.length);
    for (const index of [0, 700, 1500, 2999])
      expect(Math.abs(samples![index]! - ramp[index]! / 32_768)).toBeLessThan(0.02);
  });

  it("gives each channel by itself or their mean", async () => {
    const stereo = Int16Array.from({ length: 2000 }, (_, index) => (index % 2 === 0 ? 16_384 : -8192));
    const format = { ...mono, channelCount: 2 };
    const pieceBytes = 5;
    expect(await read(pcmBytes(stereo), format, { split: true, pieceBytes })).toEqual([
      new Float32Array(1000).fill(0.5),
      new Float32Array(1000).fill(-0.25),
    ]);
    expect(await read(pcmBytes(stereo), format, { pieceBytes })).toEqual([new Float32Array(1000).fill(0.125)]);
  });

  it("brings every rate to 16 kHz", async () => {
    for (const sampleRateHz of [8000, 44_100, 48_000]) {
      const [samples] = await read(
        pcmBytes(new Int16Array(sampleRateHz)),
        { ...mono, sampleRateHz },
        { pieceBytes: 999 },
      );
      expect(samples).toHaveLength(16_000);
    }
  });

  it.each([
    ["a WAV", writeWav(pcmBytes(ramp), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 })],
    ["a FLAC", new TextEncoder().encode("fLaC............")],
    ["an Ogg", new TextEncoder().encode("OggS")],
    ["an MP3", new TextEncoder().encode("ID3\u0003............")],
    ["an MP3", fixture("speech/goforward.mp3").subarray(45)], // from its first frame on, as files with a tag at their end begin
    ["an M4A", fixture("speech/goforward.m4a")],
    ["a WebM", fixture("sound-headers/opus.webm")],
    ["an MP4", fixture("sound-headers/meeting-video.mp4")],
    ["an AAC", adts],
    ["an AMR", new TextEncoder().encode("#!AMR\n")],
    ["an AIFF", new TextEncoder().encode("FORM....AIFFCOMM")],
    ["an AU", new TextEncoder().encode(".snd............")],
  ])("refuses a %s file by name", async (name, bytes) => {
    expect((await refusal(bytes)).rawMessage).toContain(`audio: begins with the header of ${name} file`);
  });

  it("takes samples that begin like one frame of MP3 for samples, wherever they are cut", async () => {
    const samples = pcmBytes(ramp).slice();
    samples.set([0xff, 0xfb, 0x90, 0xc0]);
    for (const pieceBytes of [1, 1000, samples.length]) {
      const [found] = await read(samples, mono, { pieceBytes });
      expect(found).toHaveLength(ramp.length);
    }
  });

  it("refuses audio that ends within a sample", async () => {
    expect((await refusal(new Uint8Array(1001))).rawMessage).toMatch(/^audio: ends with 1 of the 2 bytes/);
    const stereo = { ...mono, channelCount: 2 };
    expect((await refusal(new Uint8Array(1002), stereo)).rawMessage).toMatch(/^audio: ends with 2 of the 4 bytes/);
  });
});
