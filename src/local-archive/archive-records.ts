import type { WavCoding } from "../audio/wav.ts";

/** What a sound can be found by. */
export type ArchiveMetadata = Record<string, string | number | boolean>;

/** A stored sound, without its samples. */
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

/** What was recognised in a stored sound. */
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

/** Where speech begins and ends in a stored sound. */
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
