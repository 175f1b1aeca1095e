import type { StoredRecordings } from "../../../local-archive/stored-recordings.ts";
import type { RecordingOutcome, StoredRecording } from "../../../local-archive/stored-recording.ts";
import type { AudioKitClient } from "../../../audiokit/client.ts";
import type { LiveSummary } from "../../../audiokit/calls/recognize-stream.ts";
import type { MicrophoneError } from "../../../audio/microphone-error.ts";
import { micProcessingMismatch } from "../../../audio/mic-processing.ts";
import { maxAudioBytes } from "../../../wire/message-size.ts";
import type { RecognitionForm } from "../options/recognition-form.ts";
import { callOutcome, type CallOutcome } from "./call-outcome.ts";
import { untouchedLiveForm, type LiveForm } from "./live-form.ts";
import type { LiveLog } from "./live-log.ts";
import type { LiveEnding } from "./live-results.svelte.ts";
import { LiveState, type LiveStateDeps } from "./live-state.svelte.ts";
import { openLiveCapture, type LiveCapture, type LiveCaptureDeps } from "./capture/live-capture.ts";
import { createSilenceTimeouts } from "./silence-timeouts.ts";
import { resend } from "./recordings/resend.ts";
import { streamCapture } from "./stream-capture.ts";

/** What the session needs from outside. */
export interface LiveSessionDeps extends LiveCaptureDeps, LiveStateDeps {
  client: Pick<AudioKitClient, "recognizeStream" | "recognizeFile">;
  kept: Pick<StoredRecordings, "begin" | "sound" | "settle">;
  log: LiveLog;
  /** What is chosen for every recording, as it stands now. */
  recognitionForm: () => RecognitionForm;
  /** Largest sound that goes as one file, in bytes. Default: what one message holds. */
  fileLimitBytes?: number;
  /** A recording lies in the store, whole or as far as it came. */
  onkept?: (recordingId: string) => Promise<void>;
}

/** A live recognition from the microphone to the last phrase. Knows nothing of markup. */
export class LiveSession extends LiveState {
  readonly #deps: LiveSessionDeps;
  #abort = new AbortController();
  #talk: LiveCapture | undefined;
  readonly #patience = createSilenceTimeouts();

  constructor(deps: LiveSessionDeps, form: LiveForm = untouchedLiveForm) {
    super(deps, form);
    this.#deps = deps;
  }

  /** Opens the microphone and the call. */
  readonly start = async (): Promise<void> => {
    if (this.isBusy) return;
    const abort = this.#begin("opening");
    const talk = await this.#openLiveCapture(abort.signal);
    if (!talk) return;
    const { recording } = talk;
    // Given up while the browser asked the person.
    if (abort.signal.aborted) {
      await Promise.all([talk.stop(), recording.end("cancelled")]);
      return;
    }
    this.#talk = talk;
    const { maxMinutes } = this.form;
    this.#deps.log.microphoneStarted(talk, this.form);
    this.device = talk.label;
    this.micProcessingMismatch = micProcessingMismatch(talk.treatment, this.form.treatments);
    this.recordingId = recording.id;
    this.startedAtMs = recording.startedAtMs;
    this.phase = "live";
    this.clock.start(maxMinutes * 60_000, () => this.#finish("length"));
    const live = streamCapture(this.#deps.client, talk, {
      form: this.#deps.recognitionForm(),
      live: this.form,
      signal: abort.signal,
      onMark: this.text.mark,
      onRequestId: (requestId) => (this.requestId = requestId),
    });
    const phase = await this.#read(live, abort);
    await this.#close(talk, phase, live.summary());
  };

  /** Stops listening for a while; the call stays open. */
  readonly pause = (): void => {
    if (this.phase !== "live") return;
    this.#talk?.pause();
    this.phase = "paused";
    this.#deps.log.microphonePaused(this.#talk!.recording.id, true);
    this.#patience.withPause(() => this.#finish("pause"));
  };

  readonly resume = (): void => {
    if (this.phase !== "paused") return;
    this.#patience.end();
    this.#talk?.resume();
    this.phase = "live";
    this.#deps.log.microphonePaused(this.#talk!.recording.id, false);
  };

  /** Ends the sound; the last phrase still comes. */
  readonly stop = (): void => this.#finish("asked");

  /** Gives up whatever is under way. */
  readonly cancel = (): void => {
    if (!this.isBusy) return;
    this.#abort.abort();
    if (this.phase === "opening") this.phase = "cancelled";
  };

  /** Sends a kept recording again: as a file where it fits into one message, else through the stream. */
  async send(record: StoredRecording): Promise<void> {
    if (this.isBusy) return;
    const abort = this.#begin("sending");
    this.recordingId = record.id;
    this.startedAtMs = record.startedAtMs;
    const { client, kept, log, recognitionForm, fileLimitBytes = maxAudioBytes } = this.#deps;
    const way = record.sizeBytes > fileLimitBytes ? "stream" : "message";
    const phase = await this.#settle(async () => {
      const sound = await kept.sound(record.id);
      this.heard = await resend(
        client,
        { record, sound, form: recognitionForm(), way },
        {
          signal: abort.signal,
          onRequestId: (requestId) => (this.requestId = requestId),
          onsent: (sentBytes) => (this.sentBytes = sentBytes),
          onheard: ({ phrases, vaMarks }) => this.text.replace(phrases, vaMarks),
        },
      );
    }, abort);
    log.recordingResent(record, way, phase, this.requestId);
    if (phase === "done") await kept.settle(record.id, "recognized");
    this.phase = phase;
    await this.#deps.onkept?.(record.id);
  }

  /** Reads what the network took, did not take yet, and will never get. */
  count(): void {
    if (this.#talk) this.countAudio(this.#talk);
  }

  /** Ends everything that is under way. */
  close(): void {
    this.cancel();
    this.clock.stop();
  }

  async #openLiveCapture(signal: AbortSignal): Promise<LiveCapture | undefined> {
    const { language, model } = this.#deps.recognitionForm();
    try {
      return await openLiveCapture(this.#deps, {
        deviceId: this.form.deviceId,
        treatments: this.form.treatments,
        language,
        model,
        onLevel: (level) => {
          this.level.tell(level, this.phase === "live");
          this.count();
        },
        onTrouble: (trouble) => {
          this.trouble = trouble;
          this.#deps.log.notKept(this.#talk?.recording.id ?? "", trouble);
        },
        onunplug: (error) => {
          this.microphoneFailure = error;
          this.#finish("unplugged");
        },
      });
    } catch (thrown) {
      // Given up while the browser asked the person: another recording may be under way by now.
      if (signal.aborted) return undefined;
      const error = thrown as MicrophoneError;
      this.#deps.log.microphoneRefused(error);
      this.microphoneFailure = error;
      this.phase = "failed";
      return undefined;
    }
  }

  async #read(live: ReturnType<typeof streamCapture>, abort: AbortController) {
    return this.#settle(async () => {
      for await (const phrase of live) {
        this.text.take(phrase);
        this.firstPhraseMs ??= live.summary().firstPhraseMs;
        if (phrase.isFinal) this.#talk?.recording.note({ transcript: this.text.plain });
        if (this.phase === "finishing") this.#awaitLast();
      }
    }, abort);
  }

  /** Does the work of one call; its words are closed, however it ends. */
  async #settle(work: () => Promise<void>, abort: AbortController): Promise<CallOutcome["phase"]> {
    const { phase, failure } = await callOutcome(work, abort.signal);
    this.failure = failure;
    this.text.close();
    this.#patience.end();
    return phase;
  }

  #finish(ending: LiveEnding): void {
    if (!this.isRecording) return;
    this.ending = ending;
    this.phase = "finishing";
    void this.#talk?.stop();
    this.#awaitLast();
  }

  #awaitLast(): void {
    this.#patience.withPlatform(() =>
      this.#abort.abort(new DOMException("the last phrase did not come", "TimeoutError")),
    );
  }

  async #close(talk: LiveCapture, phase: CallOutcome["phase"], summary: LiveSummary): Promise<void> {
    const outcomes = { done: "recognized", cancelled: "cancelled", failed: "failed" } satisfies Record<typeof phase, RecordingOutcome>; // prettier-ignore
    if (phase === "done") this.ending ??= "platform";
    this.clock.stop();
    await talk.stop();
    this.level.close();
    await talk.recording.end(outcomes[phase]);
    this.count();
    this.#talk = undefined;
    this.waitingBytes = 0;
    this.facts = talk.recording.facts();
    this.heard = summary;
    const { log, recognitionForm } = this.#deps;
    log.microphoneStopped(talk, phase === "done" ? this.ending! : phase, this.facts, this.requestId);
    if (phase === "done") log.streamSucceeded(talk, summary, recognitionForm().language, this.requestId);
    this.phase = phase;
    await this.#deps.onkept?.(talk.recording.id);
  }

  #begin(phase: "opening" | "sending"): AbortController {
    this.reset(phase);
    return (this.#abort = new AbortController());
  }
}
