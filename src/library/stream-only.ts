import type { AudioKitCallOptions } from "../audiokit/contract/call-options.ts";
import type { SpeechStream } from "../audiokit/calls/speech-stream.ts";

/**
 * Opens a speech stream for callers that may not have a compiler, and fails at what it was before: a promise of a WAV with an
 * `onChunk`. Both would do nothing now, without a word.
 *
 * @throws TypeError when the options have `onChunk`; the stream throws it when its `wav` is read
 */
export function streamOnly(options: AudioKitCallOptions | undefined, open: () => SpeechStream): SpeechStream {
  if (options && "onChunk" in options) {
    throw new TypeError("synthesizeStream takes no onChunk: read its chunks with `for await`");
  }
  return Object.defineProperty(open(), "wav", {
    get: () => {
      throw new TypeError("a speech stream has no wav: use assembleWav(chunks, stream.summary()), or synthesizeText");
    },
  });
}
