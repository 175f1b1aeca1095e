/**
 * Why there is no sound from a microphone: the person or the system said no (`refused`), there is none (`absent`), another
 * program holds it (`busy`), it was taken away (`unplugged`), the page is not on https (`insecure`), or the browser cannot
 * do it (`unsupported`).
 */
export type MicrophoneErrorKind = "refused" | "absent" | "busy" | "unplugged" | "insecure" | "unsupported";

/** Names of the browser's own errors (Media Capture and Streams, 10.2). */
const kinds: Record<string, MicrophoneErrorKind> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "absent",
  OverconstrainedError: "absent",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** Every failure of a microphone. The original error is in `cause`. */
export class MicrophoneError extends Error {
  override readonly name = "MicrophoneError";
  readonly kind: MicrophoneErrorKind;

  constructor({ kind, message, cause }: { kind: MicrophoneErrorKind; message: string; cause?: unknown }) {
    super(message, { cause });
    this.kind = kind;
  }

  /** Makes one of what `getUserMedia` threw; one that is already made stays. */
  static from(thrown: unknown): MicrophoneError {
    if (thrown instanceof MicrophoneError) return thrown;
    const { name = "", message = String(thrown) } = thrown as Partial<Error>;
    return new MicrophoneError({ kind: kinds[name] ?? "unsupported", message, cause: thrown });
  }
}
