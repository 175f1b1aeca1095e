import { AudioKitError } from "../../audiokit/audiokit-error.ts";
import type { AudioKitClient } from "../../audiokit/client.ts";
import type { Reply } from "../../audiokit/reply.ts";
import type { WavFormat } from "../../audio/wav.ts";
import { withCallFacts } from "../../logging/call-facts.ts";
import type { Playback } from "../elements/playback.svelte.ts";
import { Resource } from "../elements/resource.svelte.ts";
import { createIncomingSpeech, type IncomingSpeech } from "./incoming-speech.ts";
import { languageOf } from "../words/language-of.ts";
import { untouchedForm, type SpeechForm } from "./speech-form.ts";
import { voicesOf } from "../../audiokit/listed-voices.ts";

/** What there is of the speech so far; a new record with every piece. */
export interface Speech {
  format: WavFormat;
  seconds: number;
  /** Bytes of sound, without a header. */
  sizeBytes: number;
  chunkCount: number;
  /** From the call to the first piece, in milliseconds. */
  firstAudioMs: number;
  columns: (count: number) => Float32Array;
}

/** Where the call stands. `cancelled` is an outcome, not a failure. */
export type SynthesisPhase = "idle" | "running" | "done" | "cancelled" | "failed";

/** What the page state needs from outside. */
export interface SynthesisNeeds {
  client: Pick<AudioKitClient, "synthesizeStream" | "ttsModels">;
  playback: Pick<Playback, "load">;
  /** A clock that never jumps, in milliseconds. */
  nowMs: () => number;
  /** Called with the form after the person changed it. */
  onchoose?: (form: SpeechForm) => void;
}

/** The state of the Synthesize page. Knows nothing of markup. */
export class Synthesis {
  text = $state("");
  isSsml = $state(false);
  form = $state.raw<SpeechForm>(untouchedForm);

  phase = $state<SynthesisPhase>("idle");
  speech = $state.raw<Speech>();
  failure = $state.raw<AudioKitError>();
  /** Ids and notes of the reply to the last call. */
  reply = $state.raw<Reply>();
  /** The last call's id in the log; undefined where calls are not logged. */
  requestId = $state<string>();
  /** From the call to its end, in milliseconds. */
  totalMs = $state<number>();

  readonly list;
  readonly voices = $derived.by(() => voicesOf(this.list.value?.models ?? []));
  readonly voice = $derived(this.voices.find(({ name }) => name === this.form.voice));
  readonly isRunning = $derived(this.phase === "running");
  readonly isBlank = $derived(this.text.trim() === "");
  readonly canStart = $derived(!this.isBlank && !this.isRunning && this.form.voice.trim() !== "");
  /** Unicode characters, markup included. */
  readonly characterCount = $derived([...this.text].length);
  /** The platform wants everything inside one `<speak>`. */
  readonly lacksRoot = $derived(this.isSsml && !this.isBlank && !/^\s*<speak[\s>]/.test(this.text));
  /** The language of the text, as far as the voice speaks it. */
  readonly textLanguage = $derived.by(() => {
    const written = languageOf(this.text) ?? "ru";
    const spoken = this.voice?.languages ?? [];
    return spoken.length === 0 || spoken.includes(written) ? written : spoken[0]!;
  });
  /** The language that will be sent. */
  readonly language = $derived(this.form.language || this.textLanguage);

  readonly #needs: SynthesisNeeds;
  #incoming: IncomingSpeech | undefined;
  #abort: AbortController | undefined;

  constructor(needs: SynthesisNeeds, form: SpeechForm = untouchedForm) {
    this.#needs = needs;
    this.form = form;
    this.list = new Resource((signal) => needs.client.ttsModels({ signal }));
  }

  /** Changes choices on behalf of the person. */
  choose(choice: Partial<SpeechForm>): void {
    this.form = { ...this.form, ...choice };
    this.#needs.onchoose?.(this.form);
  }

  /** Asks the platform for its voices; fills in a voice and a rate where none is chosen. */
  readonly listVoices = async (): Promise<void> => {
    await this.list.load();
    const name = this.form.voice || (this.voices[0]?.name ?? "");
    const rates = this.voices.find((voice) => voice.name === name)?.sampleRatesHz ?? [];
    const usual = rates.includes(22_050) ? 22_050 : (rates.at(-1) ?? 22_050);
    this.form = { ...this.form, voice: name, sampleRateHz: this.form.sampleRateHz || usual };
  };

  /** Has the text spoken. What arrived stays when the call is cancelled or fails midway. */
  readonly start = async (): Promise<void> => {
    if (!this.canStart) return;
    const abort = (this.#abort = new AbortController());
    const { voice, style, coding, sampleRateHz } = this.form;
    const format: WavFormat = { coding, sampleRateHz: sampleRateHz || 22_050, channelCount: 1 };
    const request = {
      ...format,
      text: this.text,
      ssml: this.isSsml,
      voice: voice.trim(),
      style,
      language: this.language,
    };
    const startedMs = this.#needs.nowMs();
    this.#clear();
    const incoming = (this.#incoming = createIncomingSpeech(format));
    try {
      const { reply } = await this.#needs.client.synthesizeStream(request, {
        signal: abort.signal,
        contextValues: withCallFacts({ onRequestId: (id) => (this.requestId = id) }),
        onChunk: ({ bytes }) => {
          incoming.add(bytes);
          this.#show(incoming, format, this.#needs.nowMs() - startedMs);
        },
      });
      this.reply = reply;
      this.phase = "done";
    } catch (thrown) {
      const error = AudioKitError.from(thrown, abort.signal);
      this.reply = error.reply;
      if (error.kind !== "cancelled") this.failure = error;
      this.phase = error.kind === "cancelled" ? "cancelled" : "failed";
    }
    this.totalMs = this.#needs.nowMs() - startedMs;
    if (this.speech) this.#needs.playback.load({ samples: incoming.samples(), sampleRateHz: format.sampleRateHz });
  };

  readonly cancel = (): void => {
    this.#abort?.abort();
  };

  /** Puts plain text into the root element that SSML wants, its special characters written as entities. */
  readonly wrapInSpeak = (): void => {
    const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
    const escaped = this.text.trim().replace(/[&<>]/g, (sign) => entities[sign]!);
    this.text = `<speak>\n  ${escaped}\n</speak>`;
  };

  /** What there is of the speech as a WAV file; undefined when there is none. */
  wav(): Uint8Array<ArrayBuffer> | undefined {
    return this.speech && this.#incoming?.wav();
  }

  /** Ends everything that is under way. */
  close(): void {
    this.#abort?.abort();
    this.list.close();
  }

  #clear(): void {
    this.#needs.playback.load(undefined);
    this.phase = "running";
    this.speech = undefined;
    this.failure = undefined;
    this.reply = undefined;
    this.requestId = undefined;
    this.totalMs = undefined;
  }

  #show(incoming: IncomingSpeech, format: WavFormat, sinceStartMs: number): void {
    this.speech = {
      format,
      seconds: incoming.seconds,
      sizeBytes: incoming.sizeBytes,
      chunkCount: (this.speech?.chunkCount ?? 0) + 1,
      firstAudioMs: this.speech?.firstAudioMs ?? sinceStartMs,
      columns: (count) => incoming.columns(count),
    };
  }
}
