import { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";
import type { AudioKitClient } from "../../../audiokit/client.ts";
import type { Recognition as RecognitionResult } from "../../../audiokit/calls/recognize-file.ts";
import { AudioError } from "../../../audio/audio-error.ts";
import type { AudioMetrics } from "../../../audio/audio-metrics.ts";
import { audioFields } from "../../../audio/audio-fields.ts";
import type { DecodedAudio, DecodedChannels } from "../../../audio/decode-file.ts";
import { measureDecoded } from "../../../audio/measure-decoded.ts";
import { channelFields } from "../../../audio/channels/channel-fields.ts";
import { createPeaks, type Peaks } from "../../../audio/peaks.ts";
import type { Repair } from "../../../audio/repair/repair.ts";
import { withCallContext } from "../../../logging/call-context.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import type { RecognitionChoices } from "../options/recognition-choices.svelte.ts";
import { untouchedForm, type RecognitionForm, type SendingWay } from "../options/recognition-form.ts";
import { requestedOptions } from "../options/requested-options.ts";
import { sendThroughStream, sendWhole, type StreamProgress } from "../send-recording.ts";
import { apartBytes, sentChannels } from "../../shared/sound/sent-channels.ts";

/** A recording that is ready to be sent. */
export interface Recording {
  name: string;
  /** As it was chosen, for decoding its channels apart. */
  file: File;
  audio: DecodedAudio;
  peaks: Peaks;
  metrics: AudioMetrics;
  /** It is the repaired version of another recording. */
  repair?: Repair;
  /** The one that was repaired, by one change or several. */
  original?: Recording;
}

/** Where the page stands. `cancelled` is an outcome, not a failure. */
export type RecognitionPhase = "idle" | "reading" | "running" | "done" | "cancelled" | "failed";

/** Dependencies of the page state. */
export interface RecognitionDeps {
  client: Pick<AudioKitClient, "recognizeFile" | "recognizeStream">;
  /** The chosen options; answers add what the platform is known to do with them. */
  choices: RecognitionChoices;
  playback: Pick<Playback, "load">;
  decode: (file: File, signal: AbortSignal) => Promise<DecodedAudio>;
  /** @throws AudioError `too-long` when the channels together do not fit into one message */
  decodeChannels: (file: File, signal: AbortSignal) => Promise<DecodedChannels>;
  /** Largest sound that goes in one message, in bytes. */
  maxMessageAudioBytes: number;
  /** Called when a call begins: what is shown of the one before goes. */
  onstart?: () => void;
  /** Called with every answer that holds words. */
  onresult?: (result: RecognitionResult) => void;
}

/** The recognition of one file after another: what is opened, sent and received. Knows nothing of markup. */
export class Recognition {
  readonly choices: RecognitionChoices;
  phase = $state<RecognitionPhase>("idle");
  recording = $state.raw<Recording>();
  /** Name of the file that is being read. */
  opening = $state("");
  /** Why the last file chosen could not be opened, and its name; the recording before it stays. */
  refusal = $state.raw<{ name: string; error: AudioError }>();
  result = $state.raw<RecognitionResult>();
  failure = $state.raw<AudioKitError>();
  /** The reference transcript, as the person wrote it for comparison; never sent. */
  reference = $state("");
  /** The choices that the last call was made with. */
  requestedForm = $state.raw<RecognitionForm>(untouchedForm);
  /** Counts the calls, so that the view of one is not reused for another. */
  runs = $state(0);
  /** How the last call was sent. */
  sentWay = $state<SendingWay>("message");
  /** How far the stream has come; undefined where nothing is streamed. */
  progress = $state.raw<StreamProgress>();
  /** The last call's id in the log; undefined where calls are not logged. */
  requestId = $state<string>();

  readonly isReading = $derived(this.phase === "reading");
  readonly isRunning = $derived(this.phase === "running");
  readonly isBusy = $derived(this.isReading || this.isRunning);
  readonly canSend = $derived.by(() => this.recording !== undefined && !this.isBusy && !this.choices.hasProblems);
  /** The recording is too large for one message: its size and the limit, in bytes. */
  readonly overLimit = $derived.by(() => {
    const actualBytes = this.recording?.audio.samples.byteLength ?? 0;
    const limitBytes = this.#deps.maxMessageAudioBytes;
    return actualBytes > limitBytes ? { actualBytes, limitBytes } : undefined;
  });
  readonly canStart = $derived.by(
    () => this.canSend && (this.choices.form.way === "stream" || this.overLimit === undefined),
  );
  /** The next call has each channel recognised by itself. */
  readonly isApart = $derived.by(
    () => this.recording !== undefined && isSentApart(this.recording, this.choices.form, this.choices.form.way),
  );
  /** All channels of the recording fit into one message, which is the only way to have them recognised apart. */
  readonly canSplit = $derived.by(
    () => this.recording !== undefined && apartBytes(this.recording.audio) <= this.#deps.maxMessageAudioBytes,
  );
  /** The answer holds no words: silence, or speech that the model did not understand. */
  readonly isWordless = $derived(this.phase === "done" && this.result?.transcript.trim() === "");

  /** What a saved transcript says of its origin. */
  readonly about = $derived.by((): Record<string, string | number> => {
    const serverRequestId = this.result?.reply.serverRequestId;
    return {
      ...(this.requestedForm.language && { language: this.requestedForm.language }),
      model: this.requestedForm.model || "default",
      ...(this.requestId && { request_id: this.requestId }),
      ...(serverRequestId && { server_request_id: serverRequestId }),
    };
  });

  readonly #deps: RecognitionDeps;
  #abort: AbortController | undefined;
  /** How recordings went before their channels were taken apart. */
  #wayTogether: SendingWay | undefined;

  constructor(deps: RecognitionDeps) {
    this.#deps = deps;
    this.choices = deps.choices;
  }

  /** Opens a file: decodes and converts it. A file that cannot be opened leaves the one before in place. */
  async open(file: File): Promise<void> {
    const abort = this.#begin("reading");
    this.opening = file.name;
    this.refusal = undefined;
    try {
      const audio = await this.#deps.decode(file, abort.signal);
      const metrics = await measureDecoded(audio);
      if (abort.signal.aborted) return;
      const peaks = createPeaks();
      peaks.push(audio.samples);
      this.#show({ name: file.name, file, audio, peaks, metrics });
    } catch (thrown) {
      if (abort.signal.aborted) return;
      if (!(thrown instanceof AudioError)) throw thrown;
      this.refusal = { name: file.name, error: thrown };
    }
    this.phase = this.result ? "done" : "idle";
  }

  /** Sends the recording the way that was chosen. */
  readonly start = async (): Promise<void> => {
    if (this.canStart) await this.#run(this.choices.form.way);
  };

  /** Sends it through the stream, whatever was chosen: there is no limit to its size. */
  readonly startStream = async (): Promise<void> => {
    if (this.canSend) await this.#run("stream");
  };

  /** Has each channel recognised by itself, in one message. */
  readonly startApart = async (): Promise<void> => {
    if (!this.canSend || !this.canSplit) return;
    this.#wayTogether = this.choices.form.way;
    this.choices.choose({ splitByChannel: true, way: "message" });
    await this.start();
  };

  /** Goes back to one sound, of the channels that were taken, and sends it as before. */
  readonly startTogether = async (): Promise<void> => {
    if (!this.canSend) return;
    this.choices.choose({ splitByChannel: false, way: this.#wayTogether ?? this.choices.form.way });
    this.#wayTogether = undefined;
    await this.start();
  };

  /** Opens the repaired version of the recording beside it, and sends that. */
  readonly startRepaired = async (file: File, repair: Repair): Promise<void> => {
    const before = this.recording;
    if (!before || !this.canSend) return;
    await this.open(file);
    if (!this.recording || this.recording === before) return;
    this.recording = { ...this.recording, name: before.name, repair, original: before.original ?? before };
    await this.start();
  };

  /** Goes back to the recording as it was opened. */
  readonly restoreOriginal = (): void => {
    const original = this.recording?.original;
    if (!original || this.isBusy) return;
    this.#show(original);
    this.phase = "idle";
  };

  /** Puts a recording in the place of the one before, whose results go. */
  #show(recording: Recording): void {
    this.recording = recording;
    this.result = this.failure = undefined;
    this.reference = "";
    this.#deps.playback.load(recording.audio);
  }

  async #run(way: SendingWay): Promise<void> {
    const recording = this.recording!;
    const abort = this.#begin("running");
    const isCurrent = (): boolean => this.#abort === abort;
    this.result = this.failure = this.refusal = this.requestId = undefined;
    this.requestedForm = this.choices.form;
    this.runs++;
    this.sentWay = way;
    this.progress = way === "stream" ? { sentSeconds: 0, recognizedSeconds: 0 } : undefined;
    this.#deps.onstart?.();
    try {
      const requestedForm = await this.choices.decideForm(abort.signal);
      abort.signal.throwIfAborted();
      this.requestedForm = requestedForm;
      const isApart = isSentApart(recording, requestedForm, way);
      const sound = await sentChannels(recording, isApart, this.#deps.decodeChannels, abort.signal);
      if (!isCurrent()) return;
      const options = requestedOptions(requestedForm, way);
      const call = { signal: abort.signal, contextValues: this.#callContext(recording, isApart) };
      const { client } = this.#deps;
      const result =
        way === "message"
          ? await sendWhole(client, sound, options, call)
          : await sendThroughStream(client, sound, options, {
              ...call,
              onprogress: (progress) => isCurrent() && (this.progress = { ...progress }),
              onresult: (soFar) => isCurrent() && (this.result = soFar),
            });
      if (!isCurrent()) return;
      this.result = result;
      this.choices.learn(requestedForm, result);
      this.phase = "done";
      if (!this.isWordless) this.#deps.onresult?.(result);
    } catch (thrown) {
      if (isCurrent()) this.#fail(thrown, abort.signal);
    }
  }

  #fail(thrown: unknown, signal: AbortSignal): void {
    if (thrown instanceof AudioError) {
      this.refusal = { name: this.recording!.name, error: thrown };
      this.phase = "idle";
      return;
    }
    const error = AudioKitError.from(thrown, signal);
    if (error.kind !== "cancelled") this.failure = error;
    this.choices.learnRefusal(error);
    this.phase = error.kind === "cancelled" ? "cancelled" : "failed";
  }

  /** Cancels what is under way: the call, or the reading of a file. */
  readonly cancel = (): void => {
    this.#abort?.abort();
    if (this.isReading) this.phase = this.result ? "done" : "idle";
  };

  /** Ends everything that is under way. */
  close(): void {
    this.#abort?.abort();
    this.choices.list.close();
  }

  /** What the log should have about the file, which the call does not carry. */
  #callContext({ name, audio, metrics, repair }: Recording, isApart: boolean) {
    const { source } = audio;
    return withCallContext({
      requestData: {
        audio_file: name,
        file_size_bytes: source.sizeBytes,
        file_format: source.container,
        ...channelFields(audio, isApart),
        ...audioFields(metrics),
        ...(repair && { audio_repair: repair }),
      },
      onRequestId: (id) => (this.requestId = id),
    });
  }

  #begin(phase: RecognitionPhase): AbortController {
    this.#abort?.abort();
    this.phase = phase;
    return (this.#abort = new AbortController());
  }
}

/** Whether each channel of a recording is recognised by itself: where that was chosen and makes a difference. */
function isSentApart({ audio }: Recording, { splitByChannel }: RecognitionForm, way: SendingWay): boolean {
  return splitByChannel && way === "message" && audio.source.channelCount > 1;
}
