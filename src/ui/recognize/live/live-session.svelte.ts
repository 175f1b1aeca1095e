import type { KeptRecordings } from "../../../archive/kept-recordings.ts";
import type { KeepingTrouble } from "../../../archive/growing-recording.ts";
import type { KeptOutcome, KeptRecord } from "../../../archive/kept-records.ts";
import { AudioKitError } from "../../../audiokit/audiokit-error.ts";
import type { AudioKitClient } from "../../../audiokit/client.ts";
import type { Recognition as Heard } from "../../../audiokit/recognize.ts";
import type { LiveSummary } from "../../../audiokit/recognize-live.ts";
import type { AudioFacts } from "../../../audio/audio-facts.ts";
import type { MicrophoneError } from "../../../audio/microphone-error.ts";
import { withCallFacts } from "../../../logging/call-facts.ts";
import { bridgeIdleMs } from "../../../wire/bridge-facts.ts";
import { maxAudioBytes } from "../open-recognition.ts";
import type { RecognitionForm } from "../recognition-form.ts";
import { LiveClock } from "./live-clock.svelte.ts";
import { untouchedLiveForm, type LiveForm } from "./live-form.ts";
import type { LiveLog } from "./live-log.ts";
import { liveRequest } from "./live-request.ts";
import { openTalk, type Talk, type TalkNeeds } from "./live-talk.ts";
import { LiveText } from "./live-text.svelte.ts";
import { resend } from "./resend.ts";
import { SoundLevel } from "./sound-level.svelte.ts";

/**
 * Where the page stands. `finishing`: the sound has ended, the last phrase is still to come; `sending`: a kept recording is
 * sent again; `cancelled` is an outcome, not a failure.
 */
export type LivePhase =
  "idle" | "opening" | "live" | "paused" | "finishing" | "sending" | "done" | "cancelled" | "failed";

/** Why the sound ended: by the person, at the chosen length, in a long pause, with the device, or by the platform. */
export type LiveEnding = "asked" | "length" | "pause" | "unplugged" | "platform";

/** What the session needs from outside. */
export interface LiveNeeds extends TalkNeeds {
  client: Pick<AudioKitClient, "recognizeStream" | "recognizeFile">;
  kept: Pick<KeptRecordings, "begin" | "sound" | "settle">;
  log: LiveLog;
  /** A clock that never jumps, in milliseconds. */
  nowMs: () => number;
  /** What is chosen for every recording, as it stands now. */
  recognitionForm: () => RecognitionForm;
  /** Largest sound that goes as one file, in bytes. Default: what one message holds. */
  fileLimitBytes?: number;
  /** Called after the person changed the form. */
  onchoose?: (form: LiveForm) => void;
  /** A recording lies in the store, whole or as far as it came. */
  onkept?: (recordingId: string) => Promise<void>;
}

/** After the sound has ended the platform may be silent for this long before it is given up. */
const lastPhraseMs = 60_000;
/** What a call may take beyond the longest recording: the deadline that the platform is told. */
const graceMs = 120_000;
/** A pause ends this long before the bridge would end the call. */
const pauseMarginMs = 30_000;
/** Sound that the network has not taken is told from here on, in seconds. */
const stalledSeconds = 2;
const bytesPerSecond = 32_000;

/** The state of live recognition. Knows nothing of markup. */
export class LiveSession {
  form = $state.raw<LiveForm>(untouchedLiveForm);
  phase = $state<LivePhase>("idle");
  ending = $state<LiveEnding>();
  /** Why there was no sound. */
  microphoneFailure = $state.raw<MicrophoneError>();
  failure = $state.raw<AudioKitError>();
  /** The last call's id in the log; undefined where calls are not logged. */
  requestId = $state<string>();
  /** What the platform gave in the end. */
  heard = $state.raw<Heard>();
  /** Measured in what was recorded. */
  facts = $state.raw<AudioFacts>();
  /** The kept recording that the words belong to. */
  recordingId = $state<string>();
  /** When it was begun, in milliseconds since the epoch. */
  startedAtMs = $state<number>();
  /** What the device calls itself. */
  device = $state("");
  sentBytes = $state(0);
  /** Recorded and not yet taken by the network. */
  waitingBytes = $state(0);
  /** From the call to the first phrase, settled or not, in milliseconds. */
  firstPhraseMs = $state<number>();
  /** Why the rest of the recording is not kept. */
  trouble = $state<KeepingTrouble>();
  readonly text = new LiveText();
  readonly level = new SoundLevel();
  readonly clock: LiveClock;

  readonly isRecording = $derived(this.phase === "live" || this.phase === "paused");
  readonly isBusy = $derived(["opening", "live", "paused", "finishing", "sending"].includes(this.phase));
  readonly isStalled = $derived(this.waitingBytes > stalledSeconds * bytesPerSecond);
  readonly isWordless = $derived(this.phase === "done" && this.heard?.transcript.trim() === "");

  readonly #needs: LiveNeeds;
  #abort = new AbortController();
  #talk: Talk | undefined;
  #giveUp: ReturnType<typeof setTimeout> | undefined;

  constructor(needs: LiveNeeds, form: LiveForm = untouchedLiveForm) {
    this.#needs = needs;
    this.form = form;
    this.clock = new LiveClock(needs.nowMs);
  }

  /** Changes choices on behalf of the person. */
  choose(choice: Partial<LiveForm>): void {
    this.form = { ...this.form, ...choice };
    this.#needs.onchoose?.(this.form);
  }

  /** Opens the microphone and the call. */
  readonly start = async (): Promise<void> => {
    if (this.isBusy) return;
    const abort = this.#begin("opening");
    const talk = await this.#openTalk();
    if (!talk) return;
    const { queue, recording } = talk;
    // Given up while the browser asked the person.
    if (abort.signal.aborted) {
      await Promise.all([talk.stop(), recording.end("cancelled")]);
      return;
    }
    this.#talk = talk;
    const { maxMinutes } = this.form;
    this.#needs.log.microphoneStarted(recording.id, talk.label, maxMinutes * 60);
    this.device = talk.label;
    this.recordingId = recording.id;
    this.startedAtMs = recording.startedAtMs;
    this.phase = "live";
    this.clock.start(maxMinutes * 60_000, () => this.#finish("length"));
    const live = this.#needs.client.recognizeStream(
      queue.pieces,
      liveRequest(this.#needs.recognitionForm(), this.form),
      {
        signal: abort.signal,
        timeoutMs: maxMinutes * 60_000 + graceMs,
        onMark: this.text.mark,
        contextValues: withCallFacts({
          requestData: { recording_id: recording.id },
          onRequestId: (requestId) => {
            this.requestId = requestId;
            recording.note({ requestId });
          },
        }),
      },
    );
    const phase = await this.#read(live, abort);
    await this.#close(talk, phase, live.summary());
  };

  /** Stops listening for a while; the call stays open. */
  readonly pause = (): void => {
    if (this.phase !== "live") return;
    this.#talk?.pause();
    this.phase = "paused";
    this.#needs.log.microphonePaused(this.#talk!.recording.id, true);
    this.#giveUp = setTimeout(() => this.#finish("pause"), bridgeIdleMs - pauseMarginMs);
  };

  readonly resume = (): void => {
    if (this.phase !== "paused") return;
    clearTimeout(this.#giveUp);
    this.#talk?.resume();
    this.phase = "live";
    this.#needs.log.microphonePaused(this.#talk!.recording.id, false);
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
  async send(record: KeptRecord): Promise<void> {
    if (this.isBusy) return;
    const abort = this.#begin("sending");
    this.recordingId = record.id;
    this.startedAtMs = record.startedAtMs;
    const { client, kept, log, recognitionForm, fileLimitBytes = maxAudioBytes } = this.#needs;
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
    await this.#needs.onkept?.(record.id);
  }

  /** Reads what the network took and did not take yet. */
  count(): void {
    this.sentBytes = this.#talk?.queue.takenBytes ?? this.sentBytes;
    this.waitingBytes = this.#talk?.queue.waitingBytes ?? 0;
  }

  /** Ends everything that is under way. */
  close(): void {
    this.cancel();
    this.clock.stop();
  }

  async #openTalk(): Promise<Talk | undefined> {
    const { language, model } = this.#needs.recognitionForm();
    try {
      return await openTalk(this.#needs, {
        deviceId: this.form.deviceId,
        language,
        model,
        onLevel: (level) => {
          this.level.tell(level, this.phase === "live");
          this.count();
        },
        onTrouble: (trouble) => {
          this.trouble = trouble;
          this.#needs.log.notKept(this.#talk?.recording.id ?? "", trouble);
        },
        onunplug: (error) => {
          this.microphoneFailure = error;
          this.#finish("unplugged");
        },
      });
    } catch (thrown) {
      const error = thrown as MicrophoneError;
      this.#needs.log.microphoneRefused(error);
      this.microphoneFailure = error;
      this.phase = "failed";
      return undefined;
    }
  }

  async #read(
    live: AsyncIterable<Parameters<LiveText["take"]>[0]> & { summary(): LiveSummary },
    abort: AbortController,
  ) {
    return this.#settle(async () => {
      for await (const phrase of live) {
        this.text.take(phrase);
        this.firstPhraseMs ??= live.summary().firstPhraseMs;
        if (phrase.isFinal) this.#talk?.recording.note({ transcript: this.text.plain });
        if (this.phase === "finishing") this.#awaitLast();
      }
    }, abort);
  }

  /** Does the work of one call and says how it ended. */
  async #settle(work: () => Promise<void>, abort: AbortController): Promise<"done" | "cancelled" | "failed"> {
    try {
      await work();
      return "done";
    } catch (thrown) {
      const error = AudioKitError.from(thrown, abort.signal);
      if (error.kind === "cancelled") return "cancelled";
      this.failure = error;
      return "failed";
    } finally {
      this.text.close();
      clearTimeout(this.#giveUp);
    }
  }

  #finish(ending: LiveEnding): void {
    if (!this.isRecording) return;
    clearTimeout(this.#giveUp);
    this.ending = ending;
    this.phase = "finishing";
    void this.#talk?.stop();
    this.#awaitLast();
  }

  #awaitLast(): void {
    clearTimeout(this.#giveUp);
    this.#giveUp = setTimeout(
      () => this.#abort.abort(new DOMException("the last phrase did not come", "TimeoutError")),
      lastPhraseMs,
    );
  }

  async #close(talk: Talk, phase: "done" | "cancelled" | "failed", summary: LiveSummary): Promise<void> {
    const outcomes = { done: "recognized", cancelled: "cancelled", failed: "failed" } satisfies Record<typeof phase, KeptOutcome>; // prettier-ignore
    if (phase === "done") this.ending ??= "platform";
    this.clock.stop();
    await talk.stop();
    this.count();
    this.#talk = undefined;
    this.waitingBytes = 0;
    this.level.close();
    await talk.recording.end(outcomes[phase]);
    this.facts = talk.recording.facts();
    this.heard = summary;
    const { log, recognitionForm } = this.#needs;
    log.microphoneStopped(talk.recording.id, phase === "done" ? this.ending! : phase, this.facts, this.requestId);
    if (phase === "done") {
      log.streamSucceeded({
        request_id: this.requestId,
        total_chunks: talk.queue.takenPieces,
        total_bytes: this.sentBytes,
        text_length: summary.transcript.length,
        language: recognitionForm().language,
        processing_time_ms: Math.round(summary.totalMs),
        recording_id: talk.recording.id,
      });
    }
    this.phase = phase;
    await this.#needs.onkept?.(talk.recording.id);
  }

  #begin(phase: LivePhase): AbortController {
    this.phase = phase;
    this.ending = this.microphoneFailure = this.failure = this.requestId = undefined;
    this.heard = this.facts = this.firstPhraseMs = this.trouble = undefined;
    this.sentBytes = this.waitingBytes = 0;
    this.device = "";
    this.recordingId = this.startedAtMs = undefined;
    this.text.clear();
    this.level.clear();
    this.clock.stop();
    this.clock.elapsedMs = 0;
    return (this.#abort = new AbortController());
  }
}
