import type { WavCoding } from "../audio/wav.ts";

/** What a caller wants a sound to be found by. */
export type ArchiveMetadata = Record<string, string | number | boolean>;

/** A kept sound, without the sound. */
export interface AudioRecord {
  id: string;
  /** Milliseconds since the epoch. */
  createdAtMs: number;
  fileName: string;
  /** Of the whole WAV. */
  sizeBytes: number;
  seconds: number;
  coding: WavCoding;
  sampleRateHz: number;
  channelCount: number;
  metadata: ArchiveMetadata;
}

/** What was heard in a kept sound. */
export interface TranscriptRecord {
  id: string;
  audioId: string;
  createdAtMs: number;
  text: string;
  /** BCP 47. */
  language: string;
  /** One for each phrase, 0..1. */
  confidenceScores: number[];
}

/** Where speech begins and ends in a kept sound. */
export interface MarksRecord {
  id: string;
  audioId: string;
  createdAtMs: number;
  marks: { type: "begin" | "end" | "none"; offsetMs: number; channel: number }[];
}

/** A sound and everything that belongs to it, each kind oldest first. */
export interface ArchiveEntry {
  audio: AudioRecord;
  transcripts: TranscriptRecord[];
  marks: MarksRecord[];
}
