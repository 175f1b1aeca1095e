import { probeMp3 } from "./probe-mp3.ts";
import { probeMp4 } from "./probe-mp4.ts";

/** Containers told apart by their first bytes, never by the name of the file. */
export type AudioContainer = "wav" | "flac" | "ogg" | "opus" | "mp3" | "m4a" | "aac" | "webm" | "unknown";

/** What the header of an audio file states. An absent fact is not stated there, or not read by us. */
export interface AudioProbe {
  container: AudioContainer;
  sampleRateHz?: number;
  channelCount?: number;
  /** Exact, but for MP3 without a table of frames, where it follows from the first bit rate. */
  durationSeconds?: number;
  /** The file ends where its audio should begin. */
  isEmpty?: true;
}

/**
 * Reads the facts of an audio file that decoding loses: the browser hands out samples at a rate of its own choice.
 *
 * Never throws: a truncated or strange header yields fewer facts.
 */
export function probeAudio(bytes: Uint8Array): AudioProbe {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return withoutNonsense(probe(bytes, view));
  } catch (error) {
    // A header that ends early: reading past the end of a DataView.
    if (error instanceof RangeError) return { container: "unknown" };
    throw error;
  }
}

function probe(bytes: Uint8Array, view: DataView): AudioProbe {
  if (nameAt(bytes, 0) === "RIFF" && nameAt(bytes, 8) === "WAVE") return probeWav(bytes, view);
  if (nameAt(bytes, 0) === "fLaC") return probeFlac(view);
  if (nameAt(bytes, 0) === "OggS") return probeOgg(bytes, view);
  if (nameAt(bytes, 4) === "ftyp") return { container: "m4a", ...probeMp4(view) };
  if (view.byteLength >= 4 && view.getUint32(0) === 0x1a45dfa3) return { container: "webm" };
  const mp3 = probeMp3(bytes);
  if (mp3) return { container: "mp3", ...mp3 };
  return { container: isAdts(bytes) ? "aac" : "unknown" };
}

/** A rate, count or length of zero or infinity is a broken header, not a fact. */
function withoutNonsense({ container, ...facts }: AudioProbe): AudioProbe {
  const sound = Object.entries(facts).filter(([, value]) => value === true || (Number.isFinite(value) && value > 0));
  return { container, ...Object.fromEntries(sound) };
}

function probeWav(bytes: Uint8Array, view: DataView): AudioProbe {
  const found: AudioProbe = { container: "wav" };
  let bytesPerSecond = 0;
  for (let offset = 12; offset + 8 <= bytes.length;) {
    const name = nameAt(bytes, offset);
    const stated = view.getUint32(offset + 4, true);
    const start = offset + 8;
    if (name === "fmt ") {
      found.channelCount = view.getUint16(start + 2, true);
      found.sampleRateHz = view.getUint32(start + 4, true);
      bytesPerSecond = view.getUint32(start + 8, true);
    }
    if (name === "data") {
      if (start === bytes.length) return { ...found, isEmpty: true };
      // A recorder that was cut off leaves 0 or 0xffffffff here: the rest of the file is the audio.
      const size = stated === 0 ? bytes.length - start : Math.min(stated, bytes.length - start);
      return { ...found, durationSeconds: size / bytesPerSecond };
    }
    offset = start + stated + (stated % 2);
  }
  return found;
}

/** STREAMINFO: 20 bits of rate, 3 of channels less one, 5 of depth, 36 of length in samples. */
function probeFlac(view: DataView): AudioProbe {
  const packed = view.getUint32(18);
  const sampleRateHz = packed >>> 12;
  const sampleCount = (view.getUint8(21) & 0x0f) * 2 ** 32 + view.getUint32(22);
  return {
    container: "flac",
    sampleRateHz,
    channelCount: ((packed >>> 9) & 7) + 1,
    durationSeconds: sampleCount / sampleRateHz,
  };
}

/** The first page names the codec, the last page states the number of samples. */
function probeOgg(bytes: Uint8Array, view: DataView): AudioProbe {
  const packet = 27 + view.getUint8(26);
  const samples = lastGranule(bytes, view);
  if (nameAt(bytes, packet) === "Opus") {
    const preSkip = view.getUint16(packet + 10, true);
    return {
      container: "opus",
      channelCount: view.getUint8(packet + 9),
      sampleRateHz: view.getUint32(packet + 12, true),
      durationSeconds: (samples - preSkip) / 48_000,
    };
  }
  if (nameAt(bytes, packet + 1) !== "vorb") return { container: "ogg" };
  const sampleRateHz = view.getUint32(packet + 12, true);
  return {
    container: "ogg",
    channelCount: view.getUint8(packet + 11),
    sampleRateHz,
    durationSeconds: samples / sampleRateHz,
  };
}

/** A page is at most 65,307 bytes long, so the last one begins no earlier than that before the end. */
function lastGranule(bytes: Uint8Array, view: DataView): number {
  for (let offset = bytes.length - 27; offset >= Math.max(0, bytes.length - 65_307); offset--) {
    if (nameAt(bytes, offset) === "OggS") return Number(view.getBigInt64(offset + 6, true));
  }
  return Number.NaN;
}

function isAdts(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0;
}

function nameAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}
