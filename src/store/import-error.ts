/** Why an import failed. */
export type LogImportErrorKind = "too_large" | "unreadable" | "empty";

/** An import that failed as a whole. A line that cannot be parsed does not fail the import. */
export class LogImportError extends Error {
  override readonly name = "LogImportError";
  readonly kind: LogImportErrorKind;

  constructor({ kind, message, cause }: { kind: LogImportErrorKind; message: string; cause?: unknown }) {
    super(message, { cause });
    this.kind = kind;
  }
}
