/** Why an import ended without a log set. */
export type LogImportErrorKind = "too_large" | "unreadable" | "empty";

/** An import that failed as a whole; a line that cannot be parsed is no such failure. */
export class LogImportError extends Error {
  override readonly name = "LogImportError";
  readonly kind: LogImportErrorKind;

  constructor(kind: LogImportErrorKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}
