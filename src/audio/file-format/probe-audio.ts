import { readWavHeader, WavError } from "../wav-header.ts";
import type { AudioProbe } from "./audio-format.ts";
import { containerOf, type AudioContainer } from "./containers.ts";
import { namedCoding } from "./named-coding.ts";
import { probeFlac } from "./probe-flac.ts";
import { probeMatroska } from "./probe-matroska.ts";
import { waveCoding, waveSeconds } from "./wave-codings.ts";

/** Sound in fewer bits a second does not exist: what claims so is a wrong length. Silence in Opus and FLAC takes 400. */
const lowestBitsPerSecond = 200;

/**
 * Reads what of an audio file is lost when it is decoded, for the browser hands out samples at a rate of its own choice. The only reader of
 * headers for all pages.
 *
 * A length that a header merely states (of the film, of the whole stream, bytes a second) is never taken.
 * Never throws: a truncated or strange file yields less.
 */
export async function probeAudio(bytes: Uint8Array<ArrayBuffer>): Promise<AudioProbe> {
  const container = containerOf(bytes);
  if (container === "wav") return credible(probeWav(bytes), bytes.length);
  const tracks = await probeSound(bytes, container);
  const coding = namedCoding(container, bytes) ?? tracks.coding;
  const behindTag = container === "mp3" && coding === "aac" ? coding : container;
  return credible({ ...tracks, container: behindTag, ...(coding !== undefined && { coding }) }, bytes.length);
}

async function probeSound(bytes: Uint8Array<ArrayBuffer>, container: AudioContainer): Promise<Partial<AudioProbe>> {
  if (container === "flac") return probeFlac(bytes);
  if (container === "webm" || container === "mkv") return probeMatroska(bytes);
  // On demand: the library is as large as a page.
  const { probeTracks } = await import("./probe-tracks.ts");
  return probeTracks(bytes, container);
}

/** A WAV with a broken end is still one. */
function probeWav(bytes: Uint8Array): AudioProbe {
  try {
    const header = readWavHeader(bytes);
    const { sampleRateHz, channelCount, samples } = header;
    const probe = { container: "wav", coding: waveCoding(header), sampleRateHz, channelCount } as const;
    if (samples.length === 0) return { ...probe, isEmpty: true };
    const durationSeconds = waveSeconds(header);
    return { ...probe, ...(durationSeconds !== undefined && { durationSeconds }) };
  } catch (error) {
    if (error instanceof WavError) return { container: "wav" };
    throw error;
  }
}

/** Without numbers that cannot be true: zero, infinity, a length that such a small file cannot have. */
function credible(probe: AudioProbe, sizeBytes: number): AudioProbe {
  const isCredible = ([name, value]: [string, unknown]) =>
    typeof value !== "number" ||
    (Number.isFinite(value) &&
      value > 0 &&
      (name !== "durationSeconds" || (sizeBytes * 8) / value >= lowestBitsPerSecond));
  return Object.fromEntries(Object.entries(probe).filter(isCredible)) as unknown as AudioProbe;
}
