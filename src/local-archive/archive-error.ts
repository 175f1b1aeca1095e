/**
 * Why a request to the archive failed: the sound is no WAV (`not-audio`), it would not fit (`full`), or there is
 * no such entry (`unknown`).
 */
export type ArchiveErrorKind = "not-audio" | "full" | "unknown";

/** Every failure of this room but the browser's own, which comes as a DexieError. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  readonly kind: ArchiveErrorKind;

  constructor({ kind, message, cause }: { kind: ArchiveErrorKind; message: string; cause?: unknown }) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** The browser's own limit is a full archive too; everything else is thrown on as it came. */
export function asFullError(thrown: unknown): never {
  if (!isBrowserQuota(thrown)) throw thrown;
  throw new ArchiveError({ kind: "full", message: "the browser gives this page no more storage", cause: thrown });
}

/** Whether something was refused for want of room. */
export function isQuotaExceeded(thrown: unknown): boolean {
  return thrown instanceof ArchiveError ? thrown.kind === "full" : isBrowserQuota(thrown);
}

function isBrowserQuota(thrown: unknown): boolean {
  const { name, inner } = thrown as { name?: string; inner?: { name?: string } };
  return name === "QuotaExceededError" || inner?.name === "QuotaExceededError";
}
