import type { VaMark } from "../calls/phrases.ts";

/** Audio to be stored. */
export interface ArchivableAudio {
  /** Name for people; need not be unique. */
  fileName: string;
  /** A whole WAV file. */
  wav: Uint8Array<ArrayBuffer>;
  /** Anything the caller wants to find it by. */
  metadata?: Record<string, string | number | boolean>;
}

export interface ArchivableTranscript {
  /** Id of the stored audio. */
  audioId: string;
  text: string;
  /** BCP 47. */
  language: string;
  /** One for each phrase, 0..1. */
  confidenceScores: number[];
}

export interface ArchivableMarks {
  /** Id of the stored audio. */
  audioId: string;
  marks: VaMark[];
}

/** The archive that workflows save to. Each method returns the id of what it saved. */
export interface AudioArchiveTarget {
  saveAudio(audio: ArchivableAudio): Promise<string>;
  saveTranscript(transcript: ArchivableTranscript): Promise<string>;
  saveVadMarks(marks: ArchivableMarks): Promise<string>;
}
