/**
 * Why a folder takes no copy of the log, in words that a page can act on.
 *
 * - `full`: the disk, or what the browser lets this page use of it
 * - `denied`: the program or the page may not write there (any more)
 * - `gone`: the folder was deleted or moved
 * - `foreign`: the folder holds what the console has not written; nothing of it was changed
 * - `broken`: everything else; the system's own words are in `message`
 */
export type LogCopyErrorKind = "full" | "denied" | "gone" | "foreign" | "broken";

/** Every failure of a folder with copies of the log. The message says what and where; the original error is in `cause`. */
export class LogCopyError extends Error {
  override readonly name = "LogCopyError";
  readonly kind: LogCopyErrorKind;

  constructor(kind: LogCopyErrorKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}
