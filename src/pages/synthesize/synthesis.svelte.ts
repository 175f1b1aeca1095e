import { escapeXml } from "../../basics/xml.ts";
import type { AudioKitClient } from "../../audiokit/client.ts";
import { voicesOf } from "../../audiokit/calls/listed-voices.ts";
import { maxPartCharacters, splitText } from "../../audiokit/calls/split-text.ts";
import { clonedChoice, clonedIdIn, ClonedVoices } from "../../app/cloned-voices.svelte.ts";
import { Resource } from "../../kit/state/resource.svelte.ts";
import { languageOf } from "../../kit/i18n/language-of.ts";
import { CustomRows } from "./custom-options/custom-rows.svelte.ts";
import { SsmlEditing } from "./ssml/ssml-editing.svelte.ts";
import { untouchedForm, type SpeechForm } from "./speech-form.ts";
import type { SpeechRun, SpeechRunOrder } from "./speech/speech-run.svelte.ts";

/** Longest text of the page, in characters (UTF-16 units): about two hours of speech, which is what a page can hold. */
export const maxSpeechCharacters = 100_000;

/** Rate of a voice that names none, in Hz. */
const usualRateHz = 22_050;

/** Dependencies of the page state. */
export interface SynthesisDeps {
  client: Pick<AudioKitClient, "ttsModels">;
  run: SpeechRun;
  /** None when absent. */
  cloned?: ClonedVoices;
  /** Read when a call begins: whether it plays as it arrives. */
  playsAsItArrives?: () => boolean;
  /** Called when a run is complete. */
  onspoken?: (run: SpeechRun) => void;
  /** Called with the form after the person changed it. */
  onchoose?: (form: SpeechForm) => void;
}

/** The state of the Synthesize page. Knows nothing of markup. */
export class Synthesis {
  text = $state("");
  isSsml = $state(false);
  form = $state.raw<SpeechForm>(untouchedForm);

  /** The experimental options; only voices of the platform have them. */
  readonly custom = new CustomRows();
  /** The speech of the page. */
  readonly run: SpeechRun;
  /** The cloned voices that can be chosen beside those of the platform. */
  readonly cloned: ClonedVoices;
  readonly list;
  readonly voices = $derived.by(() => voicesOf(this.list.value?.models ?? []));
  readonly voice = $derived(this.voices.find(({ name }) => name === this.form.voice));
  /** The id of the cloned voice that is chosen. */
  readonly clonedId = $derived(clonedIdIn(this.form.voice));
  readonly isBlank = $derived(this.text.trim() === "");
  /** An experimental option that would be sent is none. */
  readonly isCustomWrong = $derived.by(() => this.clonedId === undefined && !this.custom.isValid);
  readonly isTooLong = $derived(this.text.length > maxSpeechCharacters);
  /** The text and the choices are enough for a call. */
  readonly isReady = $derived.by(
    () => !this.isBlank && !this.isTooLong && !this.isCustomWrong && this.form.voice.trim() !== "",
  );
  readonly canStart = $derived.by(() => this.isReady && !this.run.isRunning);
  /** A plain text that is longer than one call is spoken in several. */
  readonly isLong = $derived(!this.isSsml && this.text.trim().length > maxPartCharacters);
  readonly callCount = $derived.by(() => (this.isLong ? splitText(this.text.trim(), this.language).length : 1));
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

  /** What the editor knows of the text as SSML. */
  readonly editing: SsmlEditing;

  readonly #deps: SynthesisDeps;

  constructor(deps: SynthesisDeps, form: SpeechForm = untouchedForm) {
    this.#deps = deps;
    this.run = deps.run;
    this.cloned = deps.cloned ?? new ClonedVoices(() => Promise.resolve([]));
    this.form = form;
    this.editing = new SsmlEditing(
      () => this.text,
      () => this.voices.map(({ name }) => name),
      () => this.language,
    );
    this.list = new Resource((signal) => deps.client.ttsModels({ signal }));
  }

  /** Changes choices on behalf of the person. */
  choose(choice: Partial<SpeechForm>): void {
    this.form = { ...this.form, ...choice };
    this.#deps.onchoose?.(this.form);
  }

  /** Asks the platform for its voices; fills in a voice and a rate where none is chosen. */
  readonly listVoices = async (): Promise<void> => {
    await this.list.load();
    const name = this.form.voice || (this.voices[0]?.name ?? "");
    const rates = this.voices.find((voice) => voice.name === name)?.sampleRatesHz ?? [];
    const usual = rates.includes(usualRateHz) ? usualRateHz : (rates.at(-1) ?? usualRateHz);
    this.form = { ...this.form, voice: name, sampleRateHz: this.form.sampleRateHz || usual };
  };

  /** The name of a choice, as people read it. */
  nameOf(choice: string): string {
    const voiceId = clonedIdIn(choice);
    return voiceId === undefined ? choice.trim() : this.cloned.nameOf(voiceId);
  }

  /** What a call with the present text and choices says, or one by another voice with the same choices. */
  order(choice: string = this.form.voice): SpeechRunOrder {
    const { style, coding, sampleRateHz, modelType, modelRateHz, postprocessing } = this.form;
    const voiceId = clonedIdIn(choice);
    const order = {
      text: this.text,
      ssml: this.isSsml,
      voice: this.nameOf(choice),
      coding,
      sampleRateHz: sampleRateHz || usualRateHz,
      language: this.language,
    };
    if (voiceId !== undefined) return { ...order, voiceId };
    const customOptions = this.custom.options();
    return {
      ...order,
      style,
      ...(modelType && { modelType }),
      ...(modelRateHz && { modelSampleRateHz: modelRateHz }),
      postprocessing,
      ...(customOptions && { customOptions }),
    };
  }

  /** To be called when a start is likely: a pressed button is let go a tenth of a second later. */
  readonly prepare = (): void => {
    if (this.canStart && this.#deps.playsAsItArrives?.()) this.run.prepare(this.order().sampleRateHz);
  };

  /** Has the text spoken. */
  readonly start = async (): Promise<void> => {
    if (this.canStart) await this.restart();
  };

  /** Has the text spoken; a run under way is cancelled. */
  readonly restart = async (): Promise<void> => {
    if (!this.isReady) return;
    await this.run.start(this.order(), this.#deps.playsAsItArrives?.() ?? false);
    this.#tellSpoken();
  };

  /** Goes on with a long text that stopped on its way. */
  readonly resume = async (): Promise<void> => {
    await this.run.resume();
    this.#tellSpoken();
  };

  /** Puts an earlier order into text and form. */
  reuse(order: SpeechRunOrder): void {
    this.text = order.text;
    this.isSsml = order.ssml ?? false;
    const { language, sampleRateHz, coding, voiceId } = order;
    if (voiceId !== undefined) {
      // What a cloned voice has no choice of stays as it is.
      this.choose({ voice: clonedChoice(voiceId), language, sampleRateHz, coding });
      return;
    }
    this.custom.fill(order.customOptions);
    this.choose({
      voice: order.voice,
      style: order.style ?? "neutral",
      language,
      sampleRateHz,
      coding,
      modelType: order.modelType ?? "",
      modelRateHz: order.modelSampleRateHz ?? 0,
      postprocessing: order.postprocessing ?? "disable",
    });
  }

  readonly cancel = (): void => {
    this.run.cancel();
  };

  /** Puts plain text into the root element that SSML wants, its special characters written as entities. */
  readonly wrapInSpeak = (): void => {
    this.text = `<speak>\n  ${escapeXml(this.text.trim())}\n</speak>`;
  };

  #tellSpoken(): void {
    if (this.run.phase === "done" && this.run.speech) this.#deps.onspoken?.(this.run);
  }

  /** Ends everything that is under way. */
  close(): void {
    this.run.cancel();
    this.list.close();
  }
}
