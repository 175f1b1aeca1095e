import { maxInputBytes, type JqResult } from "../../../jq/jq-messages.ts";
import type { JqRunner } from "../../../jq/jq-runner.ts";
import type { ExploreReader, ExploreScope } from "../../../store/explore.ts";
import { presets, type JqPreset, type JqProgram } from "./presets.ts";
import { readOptions } from "./read-options.ts";
import type { RecentPrograms } from "./recent-programs.ts";

/** What a session needs of the page. */
export interface JqDeps {
  source: Pick<ExploreReader, "exportRows">;
  /** Which lines are given to jq; its times are resolved. */
  scope: () => ExploreScope;
  runJq: JqRunner;
  recent: RecentPrograms;
}

/** What is being done: lines are collected, or jq reads them; `done` of `total` is in bytes for jq. */
export interface JqProgress {
  step: "collecting" | "running";
  done: number;
  total: number;
}

/** How a run ended without a result. */
export type JqFailure = { is: "cancelled" } | { is: "large"; sizeBytes: number } | { is: "failed"; cause: string };

/** Runs programs of jq over what is shown, one at a time. */
export class JqSession {
  readonly #deps: JqDeps;
  program = $state<string>(presets.outcomes.program);
  options = $state<string>(presets.outcomes.options);
  progress = $state.raw<JqProgress>();
  result = $state.raw<JqResult>();
  failure = $state.raw<JqFailure>();
  #abort: AbortController | undefined;

  constructor(deps: JqDeps) {
    this.#deps = deps;
  }

  readonly hasOptions = $derived(readOptions(this.options) !== undefined);
  readonly canRun = $derived(this.progress === undefined && this.hasOptions && this.program.trim() !== "");
  readonly recent = $derived.by(() => this.#deps.recent.all);

  /** Puts a program into the field. */
  readonly take = ({ program, options }: JqProgram): void => {
    this.program = program;
    this.options = options;
  };

  /** The ready program that stands in the field. */
  readonly preset = $derived(
    (Object.keys(presets) as JqPreset[]).find(
      (name) => presets[name].program === this.program && presets[name].options === this.options,
    ),
  );

  readonly run = async (): Promise<void> => {
    if (!this.canRun) return;
    const { source, scope, runJq, recent } = this.#deps;
    const { program } = this;
    const { signal } = (this.#abort = new AbortController());
    this.result = undefined;
    this.failure = undefined;
    this.progress = { step: "collecting", done: 0, total: 0 };
    if (this.preset === undefined) recent.add({ program, options: this.options });
    try {
      const options = readOptions(this.options) ?? [];
      const onCollected = (collected: { done: number; total: number }): void => {
        this.progress = { step: "collecting", ...collected };
      };
      const input = await source.exportRows(scope(), { is: "jsonl" }, onCollected, signal);
      if (input.size > maxInputBytes) {
        this.failure = { is: "large", sizeBytes: input.size };
        return;
      }
      const onRead = (done: number): void => {
        this.progress = { step: "running", done, total: input.size };
      };
      onRead(0);
      this.result = await runJq({ program, options, input }, onRead, signal);
    } catch (error) {
      this.failure = signal.aborted ? { is: "cancelled" } : { is: "failed", cause: String(error) };
    } finally {
      this.progress = undefined;
    }
  };

  /** Ends the run at once, whatever the program does. */
  readonly cancel = (): void => this.#abort?.abort();
}
