import type { AudioFormat } from "./file-format/audio-format.ts";

/**
 * Why sound could not be read or played, in words a page can act on: the file is `empty`, could not be read from disk
 * (`unreadable`), is no sound this browser knows (`not-audio`), is heavier than a page can decode (`too-large`), lasts
 * longer than one call may carry (`too-long`), or no device plays (`no-output`).
 */
export type AudioErrorKind = "empty" | "unreadable" | "not-audio" | "too-large" | "too-long" | "no-output";

/** What was measured and what is allowed, in the unit of the kind: bytes. */
export interface AudioLimit {
  actualBytes: number;
  limitBytes: number;
}

/** What an AudioError is made of. */
export interface AudioErrorFields {
  kind: AudioErrorKind;
  message: string;
  cause?: unknown;
  limit?: AudioLimit;
  format?: AudioFormat;
}

/** Every failure that leaves this room on the page's side. The original error is in `cause`. */
export class AudioError extends Error {
  override readonly name = "AudioError";
  readonly kind: AudioErrorKind;
  /** Present for `too-large` (size of the file) and `too-long` (size of the converted samples). */
  readonly limit: AudioLimit | undefined;
  /** Present for `not-audio` of a file: what it is instead, `unknown` included. */
  readonly format: AudioFormat | undefined;

  constructor({ kind, message, cause, limit, format }: AudioErrorFields) {
    super(message, { cause });
    this.kind = kind;
    this.limit = limit;
    this.format = format;
  }
}
