import { answerLimits } from "../../bundle/answer.ts";
import type { Answer } from "../../bundle/answer.ts";
import type { SaveOutcome } from "../../export/save-file.ts";

/** Which view an answer shows: that of the bundle, that from which the person came to the page, or none. */
export type AnswerView = "bundle" | "came" | "none";

/** What is wrong with the steps. */
export type StepsProblem = "too-many" | "long";

/** What is done with an answer. */
export interface AnswerDeps {
  /** The words that were there before. */
  answer: Answer | undefined;
  /** Makes the bundle with the answer. */
  make(words: Pick<Answer, "cause" | "steps" | "view">): Promise<Blob>;
  /** Saves it. */
  save(bundle: Blob): Promise<SaveOutcome>;
}

/** The answer that support writes. It stays while the person looks at other pages. */
export class AnswerForm {
  readonly #deps: AnswerDeps;
  cause = $state("");
  stepLines = $state("");
  isBusy = $state(false);
  outcome = $state.raw<SaveOutcome>();
  failure = $state.raw<string>();

  readonly steps = $derived(this.stepLines.split("\n").map((line) => line.trim()).filter((line) => line !== "")); // prettier-ignore
  readonly stepsProblem = $derived.by((): StepsProblem | undefined => {
    if (this.steps.length > answerLimits.steps) return "too-many";
    return this.steps.some(({ length }) => length > answerLimits.stepCharacters) ? "long" : undefined;
  });
  readonly canSave = $derived(this.cause.trim() !== "" && this.stepsProblem === undefined && !this.isBusy);

  constructor(deps: AnswerDeps) {
    this.#deps = deps;
    this.cause = deps.answer?.cause ?? "";
    this.stepLines = deps.answer?.steps.join("\n") ?? "";
  }

  /** Saves the bundle with the answer. Never rejects. @param view address without a log; undefined: none */
  async save(view: string | undefined): Promise<void> {
    if (!this.canSave) return;
    this.isBusy = true;
    this.outcome = undefined;
    this.failure = undefined;
    try {
      const words = { cause: this.cause.trim(), steps: this.steps, ...(view !== undefined && { view }) };
      this.outcome = await this.#deps.save(await this.#deps.make(words));
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.isBusy = false;
  }
}
