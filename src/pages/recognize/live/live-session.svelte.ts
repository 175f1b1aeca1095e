import type { StoredRecordings } from "../../../local-archive/stored-recordings.ts";
import type { RecordingOutcome, StoredRecording } from "../../../local-archive/stored-recording.ts";
import type { AudioKitClient } from "../../../audiokit/client.ts";
import type { LiveSummary } from "../../../audiokit/calls/recognize-stream.ts";
import type { MicrophoneStall } from "../../../audio/microphone/chunk-watch.ts";
import type { MicrophoneError } from "../../../audio/microphone/microphone-error.ts";
import { micProcessingMismatch } from "../../../audio/microphone/mic-processing.ts";
import { maxAudioBytes } from "../../../wire/message-size.ts";
import type { RecognitionForm } from "../options/recognition-form.ts";
import { callOutcome, type CallOutcome } from "./call-outcome.ts";
import { LiveChoices } from "./live-choices.svelte.ts";
import { LiveClock } from "./live-clock.svelte.ts";
import { untouchedLiveForm } from "./live-form.ts";
import type { LiveLog } from "./live-log.ts";
import { LiveResults, type LiveEnding } from "./live-results.svelte.ts";
import {
  openLiveCapture,
  type LiveCapture,
  type LiveCaptureDeps,
  type LiveCaptureOptions,
} from "./capture/live-capture.ts";
import { createSilenceTimeouts } from "./silence-timeouts.ts";
import { resend } from "./recordings/resend.ts";
import { streamCapture } from "./stream-capture.ts";

/**
 * Where the page stands. `finishing`: the sound has ended, the last phrase is still to come; `sending`: a stored recording
 * is sent again; `cancelled` is an outcome, not a failure.
 */
export type LivePhase =
  | "idle"
  | "opening"
  | "live"
  | "paused"
  | "finishing"
  | "sending"
  | "done"
  | "cancelled"
  | "failed";

/** Dependencies of a session. */
export interface LiveSessionDeps extends LiveCaptureDeps {
  client: Pick<AudioKitClient, "recognizeStream" | "recognizeFile">;
  recordings: Pick<StoredRecordings, "begin" | "sound" | "settle">;
  log: LiveLog;
  /** A clock that never jumps, in milliseconds. */
  nowMs: () => number;
  /** What is chosen for every recording, as it stands now. */
  recognitionForm: () => RecognitionForm;
  /** The same for a recording that begins, as soon as it is decided. Never rejects. */
  decideForm: (signal: AbortSignal) => Promise<RecognitionForm>;
  /** Largest sound that goes as one file, in bytes. Default: what one message holds. */
  fileLimitBytes?: number;
  /** A recording is stored, whole or as far as it came. */
  onstored?: (recordingId: string) => Promise<void>;
}

/** A live recognition from the microphone to the last phrase. Knows nothing of markup. */
export class LiveSession {
  phase = $state<LivePhase>("idle");
  readonly choices: LiveChoices;
  readonly results = new LiveResults();
  readonly clock: LiveClock;

  readonly isRecording = $derived(this.phase === "live" || this.phase === "paused");
  readonly isBusy = $derived(["opening", "live", "paused", "finishing", "sending"].includes(this.phase));
  readonly isWordless = $derived(this.phase === "done" && this.results.recognition?.transcript.trim() === "");

  readonly #deps: LiveSessionDeps;
  #abort = new AbortController();
  #capture: LiveCapture | undefined;
  readonly #silenceTimeouts = createSilenceTimeouts();

  constructor(deps: LiveSessionDeps, choices = new LiveChoices(untouchedLiveForm)) {
    this.#deps = deps;
    this.choices = choices;
    this.clock = new LiveClock(deps.nowMs);
  }

  /** Opens the microphone and the call. */
  readonly start = async (): Promise<void> => {
    if (this.isBusy) return;
    const abort = this.#begin("opening");
    const capture = await this.#openCapture(abort.signal);
    if (!capture) return;
    const { recording } = capture;
    // Given up while the browser asked the person.
    if (abort.signal.aborted) {
      await Promise.all([capture.stop(), recording.end("cancelled")]);
      return;
    }
    this.#capture = capture;
    const { results } = this;
    const { form } = this.choices;
    this.#deps.log.microphoneStarted(capture, form);
    results.device = capture.label;
    results.micProcessingMismatch = micProcessingMismatch(capture.treatment, form.processing);
    results.recordingId = recording.id;
    results.startedAtMs = recording.startedAtMs;
    this.phase = "live";
    this.clock.start(form.maxMinutes * 60_000, () => this.#finish("length"));
    const live = streamCapture(this.#deps.client, capture, {
      form: this.#deps.recognitionForm(),
      live: form,
      signal: abort.signal,
      onMark: results.text.mark,
      onRequestId: (requestId) => (results.requestId = requestId),
    });
    const phase = await this.#read(live, abort);
    await this.#close(capture, phase, live.summary());
  };

  /** Stops listening for a while; the call stays open. */
  readonly pause = (): void => {
    if (this.phase !== "live") return;
    this.#capture?.pause();
    this.phase = "paused";
    this.#deps.log.microphonePaused(this.#capture!.recording.id, true);
    this.#silenceTimeouts.withPause(() => this.#finish("pause"));
  };

  readonly resume = (): void => {
    if (this.phase !== "paused") return;
    this.#silenceTimeouts.end();
    this.#capture?.resume();
    this.phase = "live";
    this.#followStall(this.results.stall);
    this.#deps.log.microphonePaused(this.#capture!.recording.id, false);
  };

  /** Asks the browser to let audio come again; to be called in a gesture. */
  readonly wake = (): void => this.#capture?.wake();

  /** Ends the sound; the last phrase still comes. */
  readonly stop = (): void => this.#finish("asked");

  /** Gives up whatever is under way. */
  readonly cancel = (): void => {
    if (!this.isBusy) return;
    this.#abort.abort();
    if (this.phase === "opening") this.phase = "cancelled";
  };

  /** Sends a stored recording again: as a file where it fits into one message, else through the stream. */
  async send(record: StoredRecording): Promise<void> {
    if (this.isBusy) return;
    const abort = this.#begin("sending");
    const { results } = this;
    results.recordingId = record.id;
    results.startedAtMs = record.startedAtMs;
    const { client, recordings, log, recognitionForm, fileLimitBytes = maxAudioBytes } = this.#deps;
    const way = record.sizeBytes > fileLimitBytes ? "stream" : "message";
    const phase = await this.#settle(async () => {
      const sound = await recordings.sound(record.id);
      results.recognition = await resend(
        client,
        { record, sound, form: recognitionForm(), way },
        {
          signal: abort.signal,
          onRequestId: (requestId) => (results.requestId = requestId),
          onsent: (sentBytes) => (results.sentBytes = sentBytes),
          onresult: ({ phrases, vaMarks }) => results.text.replace(phrases, vaMarks),
        },
      );
    }, abort);
    log.recordingResent(record, way, phase, results.requestId);
    if (phase === "done") await recordings.settle(record.id, "recognized");
    this.phase = phase;
    await this.#deps.onstored?.(record.id);
  }

  /** Reads what the network took, did not take yet, and will never get. */
  count(): void {
    if (this.#capture) this.results.countAudio(this.#capture);
  }

  /** Ends everything that is under way. */
  close(): void {
    this.cancel();
    this.clock.stop();
  }

  async #openCapture(signal: AbortSignal): Promise<LiveCapture | undefined> {
    const { language, model } = await this.#deps.decideForm(signal);
    const { results } = this;
    const { deviceId, processing } = this.choices.form;
    try {
      const options: LiveCaptureOptions = {
        deviceId,
        processing,
        language,
        model,
        onLevel: (level) => {
          results.level.add(level, this.phase === "live");
          this.count();
        },
        onStall: (cause) => this.#followStall(cause),
        onTrouble: (trouble) => {
          results.trouble = trouble;
          this.#deps.log.notStored(this.#capture?.recording.id ?? "", trouble);
        },
        onunplug: (error) => {
          results.microphoneFailure = error;
          this.#finish("unplugged");
        },
      };
      return await openLiveCapture(this.#deps, options, signal);
    } catch (thrown) {
      // Given up while the browser asked the person: another recording may be under way by now.
      if (signal.aborted) return undefined;
      const error = thrown as MicrophoneError;
      this.#deps.log.microphoneRefused(error);
      results.microphoneFailure = error;
      this.phase = "failed";
      return undefined;
    }
  }

  /** The platform must not wait longer for audio than it waits in a pause; a muted track gives silence. */
  #followStall(cause: MicrophoneStall | undefined): void {
    this.results.stall = cause;
    if (cause) this.results.level.close();
    this.count();
    if (this.phase !== "live") return;
    if (cause && cause !== "muted") this.#silenceTimeouts.withPause(() => this.#finish("silence"));
    else this.#silenceTimeouts.end();
  }

  async #read(live: ReturnType<typeof streamCapture>, abort: AbortController) {
    const { results } = this;
    return this.#settle(async () => {
      for await (const phrase of live) {
        results.text.add(phrase);
        results.firstPhraseMs ??= live.summary().firstPhraseMs;
        if (phrase.isFinal) this.#capture?.recording.note({ transcript: results.text.plain });
        if (this.phase === "finishing") this.#awaitLast();
      }
    }, abort);
  }

  /** Does the work of one call; its words are closed, however it ends. */
  async #settle(work: () => Promise<void>, abort: AbortController): Promise<CallOutcome["phase"]> {
    const { phase, failure } = await callOutcome(work, abort.signal);
    this.results.failure = failure;
    this.results.text.close();
    this.#silenceTimeouts.end();
    return phase;
  }

  #finish(ending: LiveEnding): void {
    if (!this.isRecording) return;
    this.results.ending = ending;
    this.phase = "finishing";
    this.clock.stop();
    void this.#capture?.stop();
    this.#awaitLast();
  }

  #awaitLast(): void {
    this.#silenceTimeouts.withPlatform(() =>
      this.#abort.abort(new DOMException("the last phrase did not come", "TimeoutError")),
    );
  }

  async #close(capture: LiveCapture, phase: CallOutcome["phase"], summary: LiveSummary): Promise<void> {
    const outcomes = { done: "recognized", cancelled: "cancelled", failed: "failed" } satisfies Record<typeof phase, RecordingOutcome>; // prettier-ignore
    const { results } = this;
    if (phase === "done") results.ending ??= "platform";
    this.clock.stop();
    await capture.stop();
    results.stall = undefined;
    results.level.close();
    await capture.recording.end(outcomes[phase]);
    this.count();
    this.#capture = undefined;
    results.waitingBytes = 0;
    results.metrics = capture.recording.metrics();
    results.recognition = summary;
    const { log, recognitionForm } = this.#deps;
    const reason = phase === "done" ? results.ending! : phase;
    log.microphoneStopped(capture, reason, results.metrics, results.requestId);
    if (phase === "done") log.streamSucceeded(capture, summary, recognitionForm().language, results.requestId);
    this.phase = phase;
    await this.#deps.onstored?.(capture.recording.id);
  }

  /** Forgets the recording before and stands at the beginning of the next one. */
  #begin(phase: "opening" | "sending"): AbortController {
    this.phase = phase;
    this.results.clear();
    this.clock.stop();
    this.clock.elapsedMs = 0;
    return (this.#abort = new AbortController());
  }
}
