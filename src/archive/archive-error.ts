/**
 * Why the archive did not do what it was asked: the sound is no WAV (`not-audio`), it would not fit (`full`), or there is
 * no such entry (`unknown`).
 */
export type ArchiveErrorKind = "not-audio" | "full" | "unknown";

/** Every failure of this room but the browser's own, which comes as a DexieError. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  readonly kind: ArchiveErrorKind;

  constructor(kind: ArchiveErrorKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}
