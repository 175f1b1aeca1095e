import type { AudioContainer } from "./containers.ts";

/** Container and coding of a file. */
export interface AudioFormat {
  container: AudioContainer;
  /** As `pcm-s16`, `ima-adpcm`, `aac`; absent where the header does not tell it. */
  coding?: string;
}

/** What an audio file holds. What is absent is not told by the file, not read by us, or cannot be true. */
export interface AudioProbe extends AudioFormat {
  sampleRateHz?: number;
  channelCount?: number;
  /** Measured in what the file holds: bytes of samples, frames, the sound track's own table, first and last position of a stream. */
  durationSeconds?: number;
  /** The file ends where its audio should begin, or is a film without sound. */
  isEmpty?: true;
}
