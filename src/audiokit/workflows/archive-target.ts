import type { VaMark } from "../calls/phrases.ts";

/** A sound to be kept. */
export interface ArchivableAudio {
  /** Name for people; need not be unique. */
  fileName: string;
  /** A whole WAV file. */
  wav: Uint8Array<ArrayBuffer>;
  /** Whatever the caller wants to find it by. */
  metadata?: Record<string, string | number | boolean>;
}

export interface ArchivableTranscript {
  /** Id of the kept sound. */
  audioId: string;
  text: string;
  /** BCP 47. */
  language: string;
  /** One for each phrase, 0..1. */
  confidenceScores: number[];
}

export interface ArchivableMarks {
  /** Id of the kept sound. */
  audioId: string;
  marks: VaMark[];
}

/** Where sounds and texts are kept; a parameter of whoever makes them. Each method gives the id of what was kept. */
export interface AudioArchiveTarget {
  saveAudio(audio: ArchivableAudio): Promise<string>;
  saveTranscript(transcript: ArchivableTranscript): Promise<string>;
  saveVadMarks(marks: ArchivableMarks): Promise<string>;
}
