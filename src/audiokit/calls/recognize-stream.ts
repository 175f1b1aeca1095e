import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { bytesPerSample } from "../../audio/wav.ts";
import { RecognizeRequestSchema, type RecognizeRequest, type STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { audioChunks } from "./audio-chunks.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import { createCallClock } from "./call-clock.ts";
import { readMarks, readPhrase, type Phrase, type VaMark } from "./phrases.ts";
import { recognitionConfig, type RecognitionRequest } from "./recognition-request.ts";
import { summarizePhrases, type Recognition } from "./recognize-file.ts";
import { openCall } from "./run-call.ts";

/** Deadline of a live call, an hour: a person may talk for long. */
export const liveTimeoutMs = 3_600_000;

/** How live audio is recognised: it comes as chunks, and channels cannot be split. */
export interface LiveRequest extends Omit<RecognitionRequest, "audio" | "splitByChannel"> {
  /** Partial phrases too; default true. */
  interimResults?: boolean;
  /** The platform ends the stream after the first final phrase; default false. */
  singleUtterance?: boolean;
}

export interface LiveOptions extends AudioKitCallOptions {
  /** Called with each partial phrase. */
  onPartial?: (phrase: Phrase) => void;
  /** Called with each voice-activity mark. */
  onMark?: (mark: VaMark) => void;
}

/** The result of a live call so far. */
export interface LiveSummary extends Recognition {
  /** From the call to the first phrase, partial or final, in milliseconds; absent before. */
  firstPhraseMs?: number;
}

/**
 * A live recognition: phrases as the platform sends them, partial (`isFinal` false) and final.
 *
 * The call begins when the first phrase is requested, and can be read once. Leaving the loop, or aborting the signal,
 * cancels the call.
 *
 * @throws AudioKitError from the loop; `unimplemented` when there is no bridge for live calls
 */
export interface LiveRecognition extends AsyncIterable<Phrase> {
  /**
   * Ends the audio; the platform sends its last phrases. What the source of the audio still holds is not
   * sent: a source that can end itself should do that instead.
   */
  stop(): void;
  /** The final phrases so far; complete when the loop has ended. */
  summary(): LiveSummary;
}

/** Recognises audio while it is recorded. */
export function recognizeStream(
  stt: Client<typeof STT>,
  chunks: AsyncIterable<Uint8Array>,
  request: LiveRequest,
  options: LiveOptions,
  nowMs: () => number,
): LiveRecognition {
  const stopped = new AbortController();
  const frameBytes = bytesPerSample(request.coding) * request.channelCount;
  const finals: Phrase[] = [];
  const marks: VaMark[] = [];
  const call = openCall(options, liveTimeoutMs);
  let sentBytes = 0;
  const clock = createCallClock("a live recognition", nowMs);
  let firstPhraseMs: number | undefined;

  async function* messages(): AsyncGenerator<RecognizeRequest> {
    yield configMessage(request);
    const format = { frameBytes, sampleRateHz: request.sampleRateHz };
    for await (const value of audioChunks(chunks, format, stopped.signal)) {
      sentBytes += value.length;
      yield create(RecognizeRequestSchema, { streamingRequest: { case: "audio", value } });
    }
  }

  async function* phrases(): AsyncGenerator<Phrase> {
    clock.start();
    try {
      for await (const response of stt.recognize(messages(), call.options)) {
        for (const mark of readMarks(response)) {
          marks.push(mark);
          options.onMark?.(mark);
        }
        const phrase = readPhrase(response);
        if (!phrase || phrase.text === "") continue;
        firstPhraseMs ??= clock.elapsedMs();
        if (phrase.isFinal) finals.push(phrase);
        else options.onPartial?.(phrase);
        yield phrase;
      }
    } catch (thrown) {
      throw call.failure(thrown);
    } finally {
      clock.stop();
      stopped.abort();
      call.end();
    }
  }

  return {
    [Symbol.asyncIterator]: phrases,
    stop: () => stopped.abort(),
    summary: () => ({
      ...summarizePhrases(finals, marks),
      ...(firstPhraseMs !== undefined && { firstPhraseMs }),
      audioSeconds: sentBytes / frameBytes / request.sampleRateHz,
      totalMs: clock.elapsedMs(),
      reply: call.reply(),
    }),
  };
}

function configMessage({ interimResults = true, singleUtterance = false, ...request }: LiveRequest): RecognizeRequest {
  const config = recognitionConfig({ ...request, audio: new Uint8Array() });
  return create(RecognizeRequestSchema, {
    streamingRequest: { case: "config", value: { config, interimResults, singleUtterance } },
  });
}
