import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  RecognizeResponseSchema,
  type RecognizeResponse,
  type VoiceActivityMark,
} from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import type { VoiceActivity } from "./recognition-engine.ts";
import type { RecognitionPlan } from "./recognition-options.ts";
import { openSegmenter, type Phrase, type SegmentEvent } from "./segments.ts";
import { hypothesisOf, joinPhrases, placeTranscript, type SpokenPhrase } from "./spoken-phrase.ts";
import { speechStartMark, speechEndMark, marksOf } from "./va-marks.ts";

/** What the recognition of a channel needs. */
export interface ChannelOptions {
  plan: RecognitionPlan;
  vad: VoiceActivity;
  /** Counted from 1. */
  channel: number;
  /** Whether to return partial results of the current phrase. */
  interim: boolean;
  /** Milliseconds since the epoch. */
  now: () => number;
  signal: AbortSignal;
}

/** Recognises one stream of audio. The reader of the responses sets the pace: no audio is read while the engine works. */
export interface ChannelRecognition {
  /**
   * @param samples mono, 16 kHz; with `interim` at most `interimStepMs` at once
   * @param isLatest whether no more audio is buffered, so that these samples are live
   */
  push(samples: Float32Array, isLatest?: boolean): AsyncGenerator<RecognizeResponse>;
  /** Flushes the last phrase. */
  end(): AsyncGenerator<RecognizeResponse>;
  close(): void;
}

/** Speech between two partial results, in milliseconds. */
export const interimStepMs = 500;
/** The same while audio is buffered: the client sends faster than real time, or the engine has to catch up. */
const hurriedStepMs = 2000;

/** Creates the recognition of one channel of one call. */
export function openChannel({ plan, vad, channel, interim, now, signal }: ChannelOptions): ChannelRecognition {
  const segmenter = openSegmenter(plan.rules, vad);
  /** Text so far, when all audio is one phrase (without voice activity detection). */
  const parts: SpokenPhrase[] = [];
  const isOne = plan.phrases === "one";
  let lastEndMs = 0;
  let shownText = "";
  let shownUpToMs = 0;
  let lastWorkMs = 0;

  function response(fields: Partial<Pick<RecognizeResponse, "hypothesis" | "vaMarks" | "isFinal">>): RecognizeResponse {
    return create(RecognizeResponseSchema, { channel, header: { timestamp: BigInt(now()) }, ...fields });
  }

  async function hear(phrase: Phrase): Promise<SpokenPhrase> {
    try {
      return placeTranscript(await plan.engine.transcribe(phrase.samples, signal), phrase);
    } catch (error) {
      signal.throwIfAborted();
      const message = error instanceof Error ? error.message : String(error);
      throw new ConnectError(`model ${plan.engine.model}: ${message}`, Code.Internal, undefined, undefined, error);
    }
  }

  /** The phrase with the earlier parts of it. */
  function shown(part: SpokenPhrase): SpokenPhrase {
    if (isOne) return joinPhrases([...parts, part]);
    return plan.phrases === "no-gaps" ? { ...part, startMs: lastEndMs } : part;
  }

  async function* say(event: SegmentEvent): AsyncGenerator<RecognizeResponse> {
    const atOnce = plan.marks === "at-once";
    if (event.kind === "begin") {
      if (atOnce) yield response({ vaMarks: [speechStartMark(event.atMs)] });
      return;
    }
    const { phrase } = event;
    if (atOnce && phrase.isEnded) yield response({ vaMarks: [speechEndMark(phrase.speechEndMs)] });
    const part = await hear(phrase);
    if (isOne) parts.push(part);
    else yield* sayFinal(shown(part), plan.marks === "with-text" ? marksOf(phrase) : []);
    lastEndMs = phrase.speechEndMs;
  }

  function* sayFinal(phrase: SpokenPhrase, vaMarks: VoiceActivityMark[]): Generator<RecognizeResponse> {
    shownText = "";
    const hypothesis = hypothesisOf(phrase, plan);
    if (hypothesis.transcript !== "") yield response({ hypothesis, vaMarks, isFinal: true });
    else if (vaMarks.length > 0) yield response({ vaMarks, isFinal: true });
  }

  async function* sayInterim(isLatest: boolean): AsyncGenerator<RecognizeResponse> {
    const phrase = segmenter.current();
    if (!phrase) return;
    const isFirst = shownUpToMs <= phrase.speechStartMs;
    // A slow engine must not be kept busy with partial results.
    const stepMs = isFirst || isLatest ? interimStepMs : Math.max(hurriedStepMs, 2 * lastWorkMs);
    if (phrase.speechEndMs - Math.max(shownUpToMs, phrase.speechStartMs) < stepMs) return;
    shownUpToMs = phrase.speechEndMs;
    const startedAtMs = now();
    const part = await hear(phrase);
    lastWorkMs = now() - startedAtMs;
    const hypothesis = hypothesisOf(shown(part), plan);
    if (hypothesis.transcript === "" || hypothesis.transcript === shownText) return;
    shownText = hypothesis.transcript;
    yield response({ hypothesis, isFinal: false });
  }

  return {
    async *push(samples, isLatest = false) {
      for (const event of segmenter.push(samples)) yield* say(event);
      if (interim) yield* sayInterim(isLatest);
    },
    async *end() {
      for (const event of segmenter.end()) yield* say(event);
      if (isOne) yield* sayFinal(joinPhrases(parts), []);
    },
    close() {
      segmenter.close();
    },
  };
}
