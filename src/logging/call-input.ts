/** Stores what one call sends beside its parameters: texts and sound, byte for byte. Nothing waits for it, and it never throws. */
export interface RecordedInput {
  /** The texts of the request, by their fields in `request_data`. */
  texts(texts: Record<string, string>): void;
  /** The next sound; its bytes must not change afterwards. @param atMs since the call began, in milliseconds */
  audio(bytes: Uint8Array, atMs: number): void;
  /** The hash under which the input is found: of the whole sound, else of the text; undefined while it is not known. */
  sha256(): string | undefined;
  /** Everything was sent. */
  end(): void;
}

/** Begins to record the input of a call; undefined where it is not wanted. */
export type RecordInput = (requestId: string) => RecordedInput | undefined;

/** The sound in a message that was sent: of a file, of a live stream, of a voice sample. */
export function sentAudio(message: unknown): Uint8Array | undefined {
  const { audio, signal, streamingRequest } = message as {
    audio?: unknown;
    signal?: unknown;
    streamingRequest?: { case?: string; value?: unknown };
  };
  const live = streamingRequest?.case === "audio" ? streamingRequest.value : undefined;
  const found = [audio, signal, live].find((bytes) => bytes instanceof Uint8Array && bytes.length > 0);
  return found as Uint8Array | undefined;
}
