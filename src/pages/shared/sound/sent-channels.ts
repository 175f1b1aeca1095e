import type { DecodedAudio, DecodedChannels } from "../../../audio/decode-file.ts";
import { pcmBytes, type WavFormat } from "../../../audio/wav.ts";

/** The samples of a recording as they are sent: 16 bit, channels interleaved. */
export interface SentChannels extends Omit<WavFormat, "coding"> {
  bytes: Uint8Array<ArrayBuffer>;
}

/** How a page has the channels of a recording recognised apart, each by itself, and goes back from that. */
export interface ChannelSplit {
  /** They are. */
  isApart: boolean;
  /** All channels fit into one message. */
  canSplit: boolean;
  /** Recognises them apart. */
  onapart: () => void;
  /** Recognises one sound again: the mix, or the channels that were taken. */
  ontogether: () => void;
}

/** Size of all channels of a recording apart, in bytes: they go in one message. */
export function apartBytes({ samples, source }: DecodedAudio): number {
  return samples.byteLength * source.channelCount;
}

/**
 * What is sent of a recording: the mix that is shown, or all channels, each to be recognised by itself.
 *
 * @param decodeChannels reads the file once more
 * @throws AudioError as `decodeChannels`
 */
export async function sentChannels(
  { file, audio }: { file: File; audio: DecodedAudio },
  isApart: boolean,
  decodeChannels: (file: File, signal: AbortSignal) => Promise<DecodedChannels>,
  signal: AbortSignal,
): Promise<SentChannels> {
  const { samples, sampleRateHz } = audio;
  if (!isApart) return { bytes: pcmBytes(samples), sampleRateHz, channelCount: 1 };
  const apart = await decodeChannels(file, signal);
  return { bytes: pcmBytes(apart.samples), sampleRateHz, channelCount: apart.channelCount };
}
