import { AudioKitError } from "../../audiokit/audiokit-error.ts";
import type { AudioKitClient } from "../../audiokit/client.ts";
import type { Recognition as Heard } from "../../audiokit/recognize.ts";
import { AudioError } from "../../audio/audio-error.ts";
import { measureAudio, type AudioFacts } from "../../audio/audio-facts.ts";
import type { DecodedAudio } from "../../audio/decode-file.ts";
import { createPeaks, type Peaks } from "../../audio/peaks.ts";
import { pcmBytes } from "../../audio/wav.ts";
import { withCallFacts } from "../../logging/call-facts.ts";
import type { Playback } from "../elements/playback.svelte.ts";
import { Resource } from "../elements/resource.svelte.ts";
import { languagesOf, recognitionModelsOf } from "./models.ts";
import { untouchedForm, type RecognitionForm } from "./recognition-form.ts";

/** A recording that is ready to be sent. */
export interface Recording {
  name: string;
  audio: DecodedAudio;
  peaks: Peaks;
  facts: AudioFacts;
}

/** Where the page stands. `cancelled` is an outcome, not a failure. */
export type RecognitionPhase = "idle" | "reading" | "running" | "done" | "cancelled" | "failed";

/** What the page state needs from outside. */
export interface RecognitionNeeds {
  client: Pick<AudioKitClient, "recognizeFile" | "sttModels">;
  playback: Pick<Playback, "load">;
  decode: (file: File, signal: AbortSignal) => Promise<DecodedAudio>;
  /** Called with the form after the person changed it. */
  onchoose?: (form: RecognitionForm) => void;
  /** Called when a call begins: what is shown of the one before goes. */
  onstart?: () => void;
}

/** The state of the Recognize page. Knows nothing of markup. */
export class Recognition {
  form = $state.raw<RecognitionForm>(untouchedForm);
  phase = $state<RecognitionPhase>("idle");
  recording = $state.raw<Recording>();
  /** Name of the file that is being read. */
  opening = $state("");
  /** Why the last file chosen could not be taken, and its name; the recording before it stays. */
  refusal = $state.raw<{ name: string; error: AudioError }>();
  heard = $state.raw<Heard>();
  failure = $state.raw<AudioKitError>();
  /** What was really said, as the person wrote it for comparison; never sent. */
  reference = $state("");
  /** The model that the last call asked for; empty when the platform was to choose. */
  askedModel = $state("");
  /** The last call's id in the log; undefined where calls are not logged. */
  requestId = $state<string>();

  readonly list;
  readonly models = $derived.by(() => recognitionModelsOf(this.list.value?.models ?? []));
  readonly languages = $derived(languagesOf(this.models));
  readonly isReading = $derived(this.phase === "reading");
  readonly isRunning = $derived(this.phase === "running");
  readonly isBusy = $derived(this.isReading || this.isRunning);
  readonly canStart = $derived(this.recording !== undefined && !this.isBusy);
  /** The answer holds no words: silence, or speech that the model did not understand. */
  readonly isWordless = $derived(this.heard?.transcript.trim() === "");

  /** What a saved transcript says of its origin. */
  readonly about = $derived.by((): Record<string, string | number> => {
    const serverRequestId = this.heard?.reply.serverRequestId;
    return {
      ...(this.form.language && { language: this.form.language }),
      model: this.askedModel || "default",
      ...(this.requestId && { request_id: this.requestId }),
      ...(serverRequestId && { server_request_id: serverRequestId }),
    };
  });

  readonly #needs: RecognitionNeeds;
  #abort: AbortController | undefined;

  constructor(needs: RecognitionNeeds, form: RecognitionForm = untouchedForm) {
    this.#needs = needs;
    this.form = form;
    this.list = new Resource((signal) => needs.client.sttModels({ signal }));
  }

  /** Changes choices on behalf of the person. */
  choose(choice: Partial<RecognitionForm>): void {
    this.form = { ...this.form, ...choice };
    this.#needs.onchoose?.(this.form);
  }

  /**
   * Asks the platform for its models; fills in a language that one of them speaks where none is chosen.
   *
   * @param pageLanguage the language on the screen, a first guess at the recording's
   */
  async listModels(pageLanguage: string): Promise<void> {
    await this.list.load();
    if (this.form.language) return;
    const isSpoken = this.languages.length === 0 || this.languages.includes(pageLanguage);
    this.form = { ...this.form, language: isSpoken ? pageLanguage : this.languages[0]! };
  }

  /** Takes a file: decodes and converts it. A file that cannot be taken leaves the one before in place. */
  async open(file: File): Promise<void> {
    const abort = this.#begin("reading");
    this.opening = file.name;
    this.refusal = undefined;
    try {
      const audio = await this.#needs.decode(file, abort.signal);
      if (abort.signal.aborted) return;
      const peaks = createPeaks();
      peaks.push(audio.samples);
      this.recording = { name: file.name, audio, peaks, facts: measureAudio(audio.samples, audio.sampleRateHz) };
      this.heard = undefined;
      this.failure = undefined;
      this.reference = "";
      this.#needs.playback.load(audio);
    } catch (thrown) {
      if (abort.signal.aborted) return;
      if (!(thrown instanceof AudioError)) throw thrown;
      this.refusal = { name: file.name, error: thrown };
    }
    this.phase = this.heard ? "done" : "idle";
  }

  /** Sends the recording. */
  readonly start = async (): Promise<void> => {
    const { recording } = this;
    if (!recording || !this.canStart) return;
    const abort = this.#begin("running");
    const { language, model, wordTimes, punctuation, vaMarks } = this.form;
    this.heard = undefined;
    this.failure = undefined;
    this.refusal = undefined;
    this.requestId = undefined;
    this.askedModel = model;
    this.#needs.onstart?.();
    try {
      const heard = await this.#needs.client.recognizeFile(
        {
          audio: pcmBytes(recording.audio.samples),
          coding: "pcm16",
          sampleRateHz: recording.audio.sampleRateHz,
          channelCount: 1,
          wordTimes,
          punctuation,
          vaMarks: vaMarks ? "with-text" : "off",
          ...(language && { language }),
          ...(model && { model }),
        },
        { signal: abort.signal, contextValues: this.#facts(recording) },
      );
      if (this.#abort !== abort) return;
      this.heard = heard;
      this.phase = "done";
    } catch (thrown) {
      if (this.#abort !== abort) return;
      const error = AudioKitError.from(thrown, abort.signal);
      if (error.kind !== "cancelled") this.failure = error;
      this.phase = error.kind === "cancelled" ? "cancelled" : "failed";
    }
  };

  /** Gives up what is under way: the call, or the reading of a file. */
  readonly cancel = (): void => {
    this.#abort?.abort();
    if (this.isReading) this.phase = this.heard ? "done" : "idle";
  };

  /** Ends everything that is under way. */
  close(): void {
    this.#abort?.abort();
    this.list.close();
  }

  /** What the log should know of the file, which the call does not carry. */
  #facts({ name, audio: { source }, facts }: Recording) {
    return withCallFacts({
      requestData: {
        audio_file: name,
        file_size_bytes: source.sizeBytes,
        file_format: source.container,
        audio_level_dbfs: facts.levelDbfs,
        audio_peak_dbfs: facts.peakDbfs,
        audio_clipping_share: facts.clippingShare,
        audio_silence_share: facts.silenceShare,
        audio_real_rate_hz: facts.realRateHz,
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
