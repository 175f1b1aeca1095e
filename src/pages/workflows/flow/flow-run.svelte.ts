import { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";
import { createWorkflows, type Workflows } from "../../../audiokit/workflows/workflows.ts";
import type { FlowTools } from "./flow-tools.ts";
import { randomUuid } from "../../../basics/uuid.ts";

/** Where a run stands. `cancelled` is an outcome, not a failure. */
export type FlowPhase = "idle" | "running" | "done" | "cancelled" | "failed";

/** One workflow that is run again and again; knows its ids in the log also when it fails. */
export class FlowRun<Result> {
  phase = $state<FlowPhase>("idle");
  result = $state.raw<Result>();
  failure = $state.raw<AudioKitError>();
  /** The last call's id in the log. */
  requestId = $state<string>();
  workflowId = $state<string>();
  /** Of the whole run, in milliseconds. */
  totalMs = $state<number>();
  readonly isRunning = $derived(this.phase === "running");

  readonly #tools: FlowTools;
  #abort: AbortController | undefined;

  constructor(tools: FlowTools) {
    this.#tools = tools;
  }

  /** Begins; nothing happens while a run is under way. Never rejects. */
  async start(work: (workflows: Workflows, options: { signal: AbortSignal }) => Promise<Result>): Promise<void> {
    if (this.isRunning) return;
    const { log, nowMs, client, archiveFor } = this.#tools;
    const abort = (this.#abort = new AbortController());
    const startedMs = nowMs();
    this.phase = "running";
    this.result = undefined;
    this.failure = undefined;
    this.requestId = undefined;
    const workflows = createWorkflows({
      client,
      archiveFor,
      log: {
        note: (note) => log.note(note),
        contextValues: (id, facts) => log.contextValues(id, facts, (requestId) => (this.requestId = requestId)),
      },
      nowMs,
      newId: () => (this.workflowId = randomUuid()),
    });
    try {
      this.result = await work(workflows, { signal: abort.signal });
      this.phase = "done";
    } catch (thrown) {
      const error = AudioKitError.from(thrown, abort.signal);
      if (error.kind !== "cancelled") this.failure = error;
      this.phase = error.kind === "cancelled" ? "cancelled" : "failed";
    }
    this.totalMs = nowMs() - startedMs;
  }

  readonly cancel = (): void => this.#abort?.abort();
}
