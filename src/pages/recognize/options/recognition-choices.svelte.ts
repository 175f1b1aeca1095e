import type { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";
import type { AudioKitClient } from "../../../audiokit/client.ts";
import type { Recognition as RecognitionResult } from "../../../audiokit/calls/recognize-file.ts";
import { unlessAborted } from "../../../basics/abort.ts";
import { Resource } from "../../../kit/state/resource.svelte.ts";
import { languagesOf, recognitionModelsOf } from "./recognition-models.ts";
import { findingsOf, mergeFindings, refusedOption, type OptionFindings } from "./option-findings.ts";
import type { NumberName } from "./option-numbers.ts";
import { untouchedForm, type RecognitionForm } from "./recognition-form.ts";
import { formProblems } from "./requested-options.ts";

/** Dependencies of the choices. */
export interface RecognitionChoicesDeps {
  client: Pick<AudioKitClient, "sttModels">;
  /** Called with the form after the person changed it. */
  onchoose?: (form: RecognitionForm) => void;
}

/** Longest time that a call waits for the list of models, in milliseconds. */
const longestWaitMs = 10_000;

/** What a person chooses for a recognition, and what is known of the platform's options. */
export class RecognitionChoices {
  form = $state.raw<RecognitionForm>(untouchedForm);
  /** What calls showed about the options of the connected platform. */
  findings = $state.raw<OptionFindings>({});

  readonly list;
  readonly models = $derived.by(() => recognitionModelsOf(this.list.value?.models ?? []));
  readonly languages = $derived(languagesOf(this.models));
  /** What is wrong with the numbers that would be sent, each at its field. */
  readonly problems = $derived(formProblems(this.form, this.form.way));
  readonly hasProblems = $derived(Object.keys(this.problems).length > 0);

  readonly #deps: RecognitionChoicesDeps;
  #listing = Promise.resolve();

  constructor(deps: RecognitionChoicesDeps, form: RecognitionForm) {
    this.#deps = deps;
    this.form = form;
    this.list = new Resource((signal) => deps.client.sttModels({ signal }));
  }

  /** Changes choices on behalf of the person. */
  choose(choice: Partial<RecognitionForm>): void {
    this.form = { ...this.form, ...choice };
    this.#deps.onchoose?.(this.form);
  }

  /** Changes one number, as it was typed. */
  chooseNumber(name: NumberName, typed: string): void {
    this.choose({ numbers: { ...this.form.numbers, [name]: typed } });
  }

  /** Puts all options back, apart from the language. */
  readonly resetOptions = (): void => {
    this.choose({ ...untouchedForm, language: this.form.language });
  };

  /** Notes what an answer shows about the options of the platform. */
  learn(requested: RecognitionForm, result: RecognitionResult): void {
    this.findings = mergeFindings(this.findings, requested, findingsOf(requested, result));
  }

  /** Notes which option a refusal was about, where it names one. */
  learnRefusal({ kind, serverMessage }: AudioKitError): void {
    const option = kind === "rejected" ? refusedOption(serverMessage) : undefined;
    if (option) this.findings = { ...this.findings, [option]: "refused" };
  }

  /** Another platform is connected: what was learned of the one before does not hold. */
  forgetPlatform(): void {
    this.findings = {};
  }

  /**
   * Asks the platform for its models; fills in a language that one of them speaks where none is chosen.
   *
   * @param pageLanguage the language on the screen, a first guess at the recording's
   */
  listModels(pageLanguage: string): Promise<void> {
    return (this.#listing = this.#fillLanguage(pageLanguage));
  }

  /**
   * The choices of a call that begins: without a language, which the platform would guess, it waits until its models are listed, but
   * not for long. Never rejects.
   */
  readonly decideForm = async (signal: AbortSignal): Promise<RecognitionForm> => {
    if (this.form.language === "") {
      const waited = AbortSignal.any([signal, AbortSignal.timeout(longestWaitMs)]);
      await unlessAborted(this.#listing, waited).catch(() => undefined);
    }
    return this.form;
  };

  async #fillLanguage(pageLanguage: string): Promise<void> {
    await this.list.load();
    if (this.form.language) return;
    const isSpoken = this.languages.length === 0 || this.languages.includes(pageLanguage);
    this.form = { ...this.form, language: isSpoken ? pageLanguage : this.languages[0]! };
  }
}
