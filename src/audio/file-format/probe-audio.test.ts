import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { joinBytes } from "../../basics/bytes.ts";
import { probeAudio } from "./probe-audio.ts";

const fixture = async (name: string) => new Uint8Array(await readFile(`test/fixtures/speech/${name}`));
const odd = async (name: string) => new Uint8Array(await readFile(`test/fixtures/sound-headers/${name}`));
const text = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));

/** Silent frames of MP3, 24 kHz mono. */
function frames(count: number, frameBytes: number, thirdByte: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count * frameBytes);
  for (let index = 0; index < count; index++) bytes.set([0xff, 0xf3, thirdByte, 0xc0], index * frameBytes);
  return bytes;
}

describe("probeAudio", () => {
  it.each([
    ["goforward.wav", "wav", 16_000, 1],
    ["goforward-mulaw.wav", "wav", 8_000, 1],
    ["goforward.mp3", "mp3", 44_100, 2],
    ["goforward.ogg", "ogg", 22_050, 1],
    ["goforward.opus", "opus", 48_000, 1],
    ["goforward.flac", "flac", 16_000, 1],
    ["goforward.m4a", "m4a", 32_000, 2],
  ])("reads the container, rate, channels and length of %s", async (name, container, sampleRateHz, channelCount) => {
    const probe = await probeAudio(await fixture(name));

    expect(probe).toMatchObject({ container, sampleRateHz, channelCount });
    // The clip lasts 2.786 s; encoders that work in frames pad it by a few hundredths.
    expect(probe.durationSeconds).toBeGreaterThan(2.78);
    expect(probe.durationSeconds).toBeLessThan(2.85);
  });

  it("measures the sound where the header of the film tells another length, or none", async () => {
    for (const stated of [0xffff_ffff, 3 * 3600 * 32_000]) {
      const bytes = await fixture("goforward.m4a");
      const film = Buffer.from(bytes).indexOf("mvhd") + 4;
      new DataView(bytes.buffer).setUint32(film + 16, stated);
      expect((await probeAudio(bytes)).durationSeconds).toBeCloseTo(2.79, 1);
    }
    expect((await probeAudio(await odd("m4a-fragmented-mvhd-unknown.m4a"))).durationSeconds).toBeCloseTo(2.85, 2);
  });

  it("counts the frames of an MP3 without a table, whatever rate the first one has", async () => {
    // Half a second at 8 kbit/s, then 400 s at 160 kbit/s: by its first frame it would last more than two hours.
    const probe = await probeAudio(joinBytes([frames(21, 24, 0x14), frames(16_667, 480, 0xe4)]));
    expect(probe).toMatchObject({ container: "mp3", sampleRateHz: 24_000, channelCount: 1 });
    expect(probe.durationSeconds).toBeCloseTo(400.5, 0);
  });

  it("takes a stream that was cut out of another from its first to its last position", async () => {
    const probe = await probeAudio(await odd("opus-cut-from-radio.opus"));
    expect(probe).toMatchObject({ container: "opus", coding: "opus", channelCount: 1 });
    expect(probe.durationSeconds).toBeCloseTo(2.79, 1);
  });

  it("counts the blocks of a FLAC whose total is wrong or missing", async () => {
    for (const stated of [3 * 3600 * 16_000, 0]) {
      const bytes = await fixture("goforward.flac");
      new DataView(bytes.buffer).setUint32(22, stated);
      expect((await probeAudio(bytes)).durationSeconds).toBeCloseTo(2.786, 2);
    }
  });

  it("takes the rest of the file for the sound of a WAV whose length was never filled in", async () => {
    const bytes = await fixture("goforward.wav");
    for (const unfilled of [0, 0xffff_ffff]) {
      new DataView(bytes.buffer).setUint32(40, unfilled, true);
      expect((await probeAudio(bytes)).durationSeconds).toBeCloseTo(2.786, 2);
    }
  });

  it("reads neither bytes a second nor the block size of a WAV", async () => {
    const bytes = await fixture("goforward.wav");
    bytes.set([2, 0, 0, 0], 28);
    expect((await probeAudio(bytes)).durationSeconds).toBeCloseTo(2.786, 2);
  });

  it("calls a length unknown that so few bytes cannot have", async () => {
    const bytes = await fixture("goforward.m4a");
    const sound = Buffer.from(bytes).indexOf("stts") + 4;
    new DataView(bytes.buffer).setUint32(sound + 12, 0x00ff_ffff); // each frame lasts minutes
    const probe = await probeAudio(bytes);
    expect(probe.durationSeconds).toBeUndefined();
    expect(probe).toMatchObject({ container: "m4a", sampleRateHz: 32_000 });
  });

  it.each([
    ["opus.webm", "webm", "opus", 16_000],
    ["meeting-video.mp4", "mp4", "aac", 16_000],
  ])("measures the sound of %s", async (name, container, coding, sampleRateHz) => {
    const probe = await probeAudio(await odd(name));
    expect(probe).toMatchObject({ container, coding, sampleRateHz, channelCount: 1 });
    expect(probe.durationSeconds).toBeCloseTo(2.79, 1);
  });

  it.each([
    ["wav-adpcm-ima.wav", "ima-adpcm"],
    ["wav-adpcm-ms.wav", "ms-adpcm"],
    ["wav-g726.wav", "g726"],
  ])("names the coding of %s and tells no length", async (name, coding) => {
    expect(await probeAudio(await odd(name))).toEqual({
      container: "wav",
      coding,
      sampleRateHz: 8_000,
      channelCount: 1,
    });
  });

  it("names what no library of ours reads", async () => {
    const wav = await fixture("goforward.wav");
    wav.set([3, 0], 20);
    wav.set([64, 0], 34);
    const m4a = await fixture("goforward.m4a");
    m4a.set(text("alac"), Buffer.from(m4a).indexOf("mp4a", Buffer.from(m4a).indexOf("stsd")));
    const ogg = await fixture("goforward.opus");
    ogg.set(text("Speex   "), 28);
    const caf = text("caff\0\x01\0\0desc\0\0\0\0\0\0\0\x20\0\0\0\0\0\0\0\0alac");
    const aifc = text("FORM\0\0\0\x26AIFCCOMM\0\0\0\x18\0\x01\0\0\0\0\0\x10\0\0\0\0\0\0\0\0\0\0ima4");
    const cases: [Uint8Array<ArrayBuffer>, string, string?][] = [
      [wav, "wav", "pcm-f64"],
      [m4a, "m4a", "alac"],
      [ogg, "ogg", "speex"],
      [caf, "caf", "alac"],
      [aifc, "aiff", "ima-adpcm"],
      [text("FORM\0\0\0\x26AIFFCOMM"), "aiff", "pcm"],
      [text("#!AMR\n"), "amr", "amr-nb"],
      [text("#!AMR-WB\n"), "amr", "amr-wb"],
      [text(".snd\0\0\0\x18\0\0\0\0\0\0\0\x01"), "au", "ulaw"],
      [text("0&\xb2\x75\x8e\x66\xcf\x11"), "wma", "wma"],
      [text("\x02dss"), "dss"],
      [text("NIST_1A\n"), "sphere"],
    ];
    for (const [bytes, container, coding] of cases) {
      const { container: found, coding: foundCoding } = await probeAudio(bytes);
      expect([found, foundCoding]).toEqual([container, coding]);
    }
  });

  it("tells a WAV that ends behind its header", async () => {
    const bytes = (await fixture("goforward.wav")).slice(0, 44);
    const empty = { container: "wav", coding: "pcm-s16", channelCount: 1, sampleRateHz: 16_000, isEmpty: true };
    expect(await probeAudio(bytes)).toEqual(empty);
    expect((await probeAudio((await fixture("goforward.wav")).slice(0, 46))).isEmpty).toBeUndefined();
  });

  it("does not take text, or nothing at all, for sound", async () => {
    expect(await probeAudio(new Uint8Array())).toEqual({ container: "unknown" });
    expect(await probeAudio(text("just a letter to a friend"))).toEqual({ container: "unknown" });
  });

  it("survives every truncation of every format", async () => {
    for (const name of ["wav", "mp3", "ogg", "opus", "flac", "m4a"]) {
      const bytes = (await fixture(`goforward.${name}`)).slice(0, 600);
      for (let length = 0; length < bytes.length; length++) {
        const probe = await probeAudio(bytes.subarray(0, length));
        for (const value of Object.values(probe)) {
          expect(typeof value === "string" || value === true || (Number.isFinite(value) && value > 0)).toBe(true);
        }
      }
    }
  });
});
