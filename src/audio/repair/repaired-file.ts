import { withoutEnding } from "../../basics/file-name.ts";
import { decodeChannels, type AudioSource } from "../decode-file.ts";
import { createSampleDecoder } from "../decode-samples.ts";
import { WavError } from "../wav-header.ts";
import { pcmBytes, readWav, writeWav } from "../wav.ts";
import { repairSound } from "./repair-sound.ts";
import type { FileSound, Repair } from "./repair.ts";

/** A container that states no rate is decoded at this one. */
const defaultRateHz = 48_000;

/**
 * The repaired version of a file, as a WAV of its own: made of the samples as they stand in the file, before any conversion.
 *
 * @throws AudioError as `decodeChannels`
 * @throws the signal's reason when it aborts
 */
export async function repairedFile(
  file: File,
  source: AudioSource,
  repair: Repair,
  signal?: AbortSignal,
): Promise<File> {
  const sound = (await plainSound(file)) ?? (await decodedSound(file, source, signal));
  signal?.throwIfAborted();
  const { samples, ...format } = await repairSound(sound, repair, signal);
  return new File([writeWav(pcmBytes(samples), { ...format, coding: "pcm16" })], `${withoutEnding(file.name)}.wav`);
}

/** The samples of a WAV, bit by bit: a decoder may round them, and bytes in a wrong order forgive nothing. */
async function plainSound(file: File): Promise<FileSound | undefined> {
  try {
    const { samples, coding, ...format } = readWav(new Uint8Array(await file.arrayBuffer()));
    return { ...format, samples: createSampleDecoder(coding)(samples) };
  } catch (thrown) {
    if (thrown instanceof WavError) return undefined;
    throw thrown;
  }
}

async function decodedSound(file: File, { sampleRateHz = defaultRateHz }: AudioSource, signal?: AbortSignal) {
  const decoded = await decodeChannels(file, { maxSampleBytes: Infinity }, signal, sampleRateHz);
  return { ...decoded, sampleRateHz };
}
