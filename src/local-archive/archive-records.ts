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
  /** When each word is spoken, in order; absent where the platform gave no times, and in transcripts of versions before 2026-11-29. */
  words?: TranscriptWord[];
}

/** A word as it is written. Times count from the start of the sound, in milliseconds; confidence is 0..1, 0 where none was reported. */
export interface TranscriptWord {
  text: string;
  startMs: number;
  endMs: number;
  confidence: number;
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
