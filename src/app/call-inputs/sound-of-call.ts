import { readWav, writeWav, type WavFormat } from "../../audio/wav.ts";
import type { CallInputs } from "../../local-archive/call-inputs.ts";

/** Where the sound of a call may be. */
export interface SoundSources {
  /** The sound that the archive has of a call. */
  archived: (requestId: string) => Promise<Blob | undefined>;
  openInputs: () => Promise<Pick<CallInputs, "ofCall">>;
}

/**
 * The sound of a call as a WAV: that of the archive; else what the call sent, where its input is kept.
 *
 * @param sent format of the samples that the call sent; undefined where it sent none, and then its input is not looked for
 * @returns undefined where this browser has neither
 * @throws ArchiveError, DexieError what the sources throw
 */
export async function soundOfCall(
  { archived, openInputs }: SoundSources,
  requestId: string,
  sent: WavFormat | undefined,
): Promise<Blob | undefined> {
  const found = await archived(requestId);
  if (found !== undefined || sent === undefined) return found;
  const input = await (await openInputs()).ofCall(requestId);
  return input?.audio && new Blob([asWav(input.audio.bytes, sent)], { type: "audio/wav" });
}

/** Calls send samples without a header, or with one. */
function asWav(bytes: Uint8Array<ArrayBuffer>, format: WavFormat): Uint8Array<ArrayBuffer> {
  try {
    readWav(bytes);
    return bytes;
  } catch {
    return writeWav(bytes, format);
  }
}
