import { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";
import type { ResponseMetadata } from "../../../audiokit/contract/response-metadata.ts";
import { runWorkflow, type WorkflowLog } from "../../../audiokit/workflows/run-workflow.ts";
import { synthesizeAny, type SynthesisClient, type SpeechOrder } from "../../../audiokit/calls/synthesize-any.ts";
import { splitText } from "../../../audiokit/calls/split-text.ts";
import { readWav, type WavFormat } from "../../../audio/wav.ts";
import { withCallContext } from "../../../logging/call-context.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import type { PlaybackMetrics } from "./playback-metrics.svelte.ts";
import { createIncomingSpeech, type IncomingSpeech } from "./incoming-speech.ts";
import { randomUuid } from "../../../basics/uuid.ts";

/** The speech so far; a new record with every chunk. */
export interface Speech {
  format: WavFormat;
  seconds: number;
  /** Bytes of sound, without a header. */
  sizeBytes: number;
  chunkCount: number;
  /** Time to first chunk: from the call to its arrival, in milliseconds; undefined where there was no call. */
  firstChunkMs: number | undefined;
  columns: (count: number) => Float32Array;
}

/** Where the work stands. `cancelled` is an outcome, not a failure. */
export type SpeechRunPhase = "idle" | "running" | "done" | "cancelled" | "failed";

/** A synthesis with everything that decides its sound. */
export type SpeechRunOrder = SpeechOrder & Required<Pick<SpeechOrder, "language" | "sampleRateHz" | "coding">>;

/** Dependencies of a run. */
export interface SpeechRunDeps {
  client: SynthesisClient;
  playback: Pick<Playback, "load" | "receive" | "prepare" | "play" | "seek" | "positionSeconds">;
  metrics: PlaybackMetrics;
  workflowLog: WorkflowLog;
  /** A clock that never jumps, in milliseconds. */
  nowMs: () => number;
  /** Longest text of one call; default `maxPartCharacters`. */
  maxPartCharacters?: number;
}

/** One text spoken by one voice: in one call, or in several under one id where it is long. */
export class SpeechRun {
  phase = $state<SpeechRunPhase>("idle");
  speech = $state.raw<Speech>();
  failure = $state.raw<AudioKitError>();
  /** Ids and notes of the reply to the last call. */
  reply = $state.raw<ResponseMetadata>();
  /** The last call's id in the log; undefined where calls are not logged. */
  requestId = $state<string>();
  /** What joins the calls of a long text in the log. */
  workflowId = $state<string>();
  /** From the start to the end, in milliseconds. */
  totalMs = $state<number>();
  /** The last order. */
  order = $state.raw<SpeechRunOrder>();
  /** Calls that the text needs. */
  partCount = $state(0);
  /** Parts that are complete. */
  partsDone = $state(0);

  readonly isRunning = $derived(this.phase === "running");
  /** A long text that stopped midway can resume with the missing part. */
  readonly canResume = $derived(
    (this.phase === "failed" || this.phase === "cancelled") && this.partCount > 1 && this.partsDone > 0,
  );

  readonly metrics: PlaybackMetrics;
  readonly #deps: SpeechRunDeps;
  #incoming: IncomingSpeech | undefined;
  #abort: AbortController | undefined;
  #texts: string[] = [];
  #startedMs = 0;

  constructor(deps: SpeechRunDeps) {
    this.#deps = deps;
    this.metrics = deps.metrics;
  }

  /** Synthesizes the order; a run under way is cancelled. What arrived stays when it ends early. Never rejects. */
  async start(order: SpeechRunOrder, playsAsItArrives = false): Promise<void> {
    this.clear();
    this.order = order;
    this.#texts = order.ssml
      ? [order.text]
      : splitText(order.text.trim(), order.language, this.#deps.maxPartCharacters);
    this.partCount = this.#texts.length;
    if (this.partCount > 1) this.workflowId = randomUuid();
    this.#incoming = createIncomingSpeech(formatOf(order));
    await this.#go(order, this.#incoming, playsAsItArrives);
  }

  /** Opens the audio device for speech that is about to be ordered. */
  prepare(sampleRateHz: number): void {
    if (!this.isRunning) this.#deps.playback.prepare(sampleRateHz);
  }

  /** Resumes with the first part that is not complete, under the same id. */
  readonly resume = async (): Promise<void> => {
    if (!this.canResume || !this.order || !this.#incoming) return;
    this.#incoming.dropOpenPart();
    const { seconds, sizeBytes } = this.#incoming;
    this.speech = this.speech && { ...this.speech, seconds, sizeBytes };
    this.failure = undefined;
    await this.#go(this.order, this.#incoming, false);
  };

  /** Loads stored speech with its order, and plays it. Nothing is called. */
  restore(order: SpeechRunOrder, wav: Uint8Array): void {
    this.clear();
    this.order = order;
    const incoming = (this.#incoming = createIncomingSpeech(formatOf(order)));
    const inlet = this.#deps.playback.receive(order.sampleRateHz);
    inlet.push(incoming.add(readWav(wav).samples));
    inlet.end();
    this.speech = speechOf(incoming, formatOf(order), 1, undefined);
    this.partCount = this.partsDone = 1;
    this.phase = "done";
    this.#deps.playback.play();
  }

  readonly cancel = (): void => {
    this.#abort?.abort();
  };

  /** Forgets everything; what is under way is cancelled. */
  clear(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#deps.playback.load(undefined);
    this.metrics.forget();
    this.phase = "idle";
    this.speech = this.failure = this.reply = this.order = undefined;
    this.requestId = this.workflowId = this.totalMs = undefined;
    this.partCount = this.partsDone = 0;
  }

  /** What there is of the speech as a WAV file; undefined when there is none. */
  wav(): Uint8Array<ArrayBuffer> | undefined {
    return this.speech && this.#incoming?.wav();
  }

  async #go(order: SpeechRunOrder, incoming: IncomingSpeech, playsAsItArrives: boolean): Promise<void> {
    const { playback, nowMs } = this.#deps;
    const abort = (this.#abort = new AbortController());
    this.phase = "running";
    this.#startedMs = nowMs();
    const resumesAt = playback.positionSeconds;
    const inlet = playback.receive(order.sampleRateHz);
    if (incoming.sizeBytes > 0) inlet.push(incoming.samples());
    playback.seek(resumesAt);
    if (playsAsItArrives) {
      this.metrics.expect(this.#startedMs, () => ({
        request_id: this.requestId,
        first_piece_ms: Math.round(this.speech?.firstChunkMs ?? 0),
      }));
      // In the next task: opening an audio device takes longer than sending the call, which goes first.
      setTimeout(() => {
        if (!abort.signal.aborted) playback.play();
      });
    }
    try {
      await this.#inWorkflow(order, abort.signal, async () => {
        while (this.partsDone < this.partCount) {
          await this.#part(order, incoming, abort.signal, (samples) => inlet.push(samples));
          incoming.endPart();
          this.partsDone++;
        }
      });
      this.#end(abort, "done");
    } catch (thrown) {
      const error = AudioKitError.from(thrown, abort.signal);
      this.#end(abort, error.kind === "cancelled" ? "cancelled" : "failed", error);
    }
    inlet.end();
  }

  /** Unless another run has begun meanwhile. */
  #end(mine: AbortController, phase: SpeechRunPhase, error?: AudioKitError): void {
    if (mine !== this.#abort) return;
    if (error) this.reply = error.reply;
    if (phase === "failed") this.failure = error;
    this.phase = phase;
    this.totalMs = this.#deps.nowMs() - this.#startedMs;
  }

  async #part(
    order: SpeechRunOrder,
    incoming: IncomingSpeech,
    signal: AbortSignal,
    push: (samples: Int16Array) => void,
  ): Promise<void> {
    const text = this.#texts[this.partsDone] ?? "";
    const group = this.workflowId && {
      workflow_id: this.workflowId,
      part: this.partsDone + 1,
      parts: this.partCount,
    };
    const stream = synthesizeAny(
      this.#deps.client,
      { ...order, text },
      {
        signal,
        contextValues: withCallContext({
          onRequestId: (id) => (this.requestId = id),
          requestData: { ...group, ...(order.voiceId !== undefined && { voice_name: order.voice }) },
        }),
      },
    );
    for await (const { bytes } of stream) {
      // The next request for a chunk fails with the reason.
      if (signal.aborted) continue;
      push(incoming.add(bytes));
      this.#show(incoming, formatOf(order), this.#deps.nowMs() - this.#startedMs);
    }
    if (!signal.aborted) this.reply = stream.summary().reply;
  }

  /** Several calls are a workflow in the log; one call is only itself. */
  async #inWorkflow(order: SpeechRunOrder, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    const { workflowId } = this;
    if (workflowId === undefined) return work();
    const facts = {
      text_length: order.text.length,
      voice_name: order.voice,
      parts: this.partCount,
      from_part: this.partsDone + 1,
    };
    const { workflowLog: log, nowMs } = this.#deps;
    await runWorkflow(
      { name: "long_text", facts, options: { signal }, log, nowMs, newId: () => workflowId },
      async () => {
        await work();
        return { result: {}, facts: { parts: this.partCount, audio_seconds: this.speech?.seconds ?? 0 } };
      },
    );
  }

  #show(incoming: IncomingSpeech, format: WavFormat, sinceStartMs: number): void {
    const { chunkCount = 0, firstChunkMs = sinceStartMs } = this.speech ?? {};
    this.speech = speechOf(incoming, format, chunkCount + 1, firstChunkMs);
  }
}

function speechOf(
  incoming: IncomingSpeech,
  format: WavFormat,
  chunkCount: number,
  firstChunkMs: number | undefined,
): Speech {
  const { seconds, sizeBytes } = incoming;
  return { format, seconds, sizeBytes, chunkCount, firstChunkMs, columns: (count) => incoming.columns(count) };
}

function formatOf({ coding, sampleRateHz }: SpeechRunOrder): WavFormat {
  return { coding, sampleRateHz, channelCount: 1 };
}
