import type { CallOptions } from "@connectrpc/connect";
import { assembleWav } from "../../audio/assemble-wav.ts";
import { bytesPerSample, secondsOf, type WavFormat } from "../../audio/wav.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import { createCallClock } from "./call-clock.ts";
import { openCall, speechTimeoutMs } from "./run-call.ts";
import type { Synthesis, SynthesisSummary } from "./synthesis-response.ts";

/** A chunk of a stream: headerless samples, mono. Its end may lie inside a sample. */
export interface SynthesisChunk extends WavFormat {
  bytes: Uint8Array;
  /** From 0. */
  index: number;
}

/**
 * Speech in chunks, as the platform sends them.
 *
 * The call begins when the first chunk is requested, and can be read once. Leaving the loop, or aborting the signal, cancels
 * the call. Chunks are not kept: a caller that wants a WAV collects them for `assembleWav`.
 *
 * @throws AudioKitError from the loop; TypeError when it is read a second time
 */
export interface SpeechStream extends AsyncIterable<SynthesisChunk> {
  /** What came so far; complete when the loop has ended. */
  summary(): SynthesisSummary;
}

/**
 * Prepares a call whose response is headerless samples in chunks. Empty chunks are passed over.
 *
 * @param request sends the request and gives the messages of the response
 */
export function openSpeechStream(
  request: (call: CallOptions) => AsyncIterable<{ audio: Uint8Array }>,
  format: WavFormat,
  options: AudioKitCallOptions,
  nowMs: () => number,
): SpeechStream {
  const call = openCall(options, speechTimeoutMs);
  const clock = createCallClock("a speech stream", nowMs);
  let receivedBytes = 0;
  let chunkCount = 0;
  let firstAudioMs: number | undefined;

  async function* chunks(): AsyncGenerator<SynthesisChunk> {
    clock.start();
    try {
      for await (const { audio: bytes } of request(call.options)) {
        if (bytes.length === 0) continue;
        firstAudioMs ??= clock.elapsedMs();
        receivedBytes += bytes.length;
        yield { ...format, bytes, index: chunkCount++ };
      }
    } catch (thrown) {
      throw call.failure(thrown);
    } finally {
      clock.stop();
      call.end();
    }
  }

  return {
    [Symbol.asyncIterator]: chunks,
    summary: () => ({
      ...format,
      seconds: secondsOf(receivedBytes - (receivedBytes % bytesPerSample(format.coding)), format),
      chunkCount,
      ...(firstAudioMs !== undefined && { firstAudioMs }),
      totalMs: clock.elapsedMs(),
      reply: call.reply(),
    }),
  };
}

/** Reads a stream to its end and makes one WAV of it. */
export async function collectSpeech(stream: SpeechStream): Promise<Synthesis> {
  const chunks: Uint8Array[] = [];
  for await (const { bytes } of stream) chunks.push(bytes);
  const summary = stream.summary();
  return { firstAudioMs: summary.totalMs, ...summary, wav: assembleWav(chunks, summary) };
}
