import type { AudioMetrics } from "../../audio/audio-metrics.ts";
import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import type { Explainer } from "../../app/explain-failure.ts";

/** The cause of one call, as it becomes known. */
export class CallExplanation {
  diagnosis = $state.raw<Diagnosis>();
  /** The question is still open. */
  isLooking = $state(false);
  #requests = 0;

  /** Asks for the cause of a call; of several questions the last one counts. */
  async ask(explainer: Pick<Explainer, "explain">, requestId: string | undefined, audio?: AudioMetrics): Promise<void> {
    const request = ++this.#requests;
    this.diagnosis = undefined;
    if (requestId === undefined) return;
    this.isLooking = true;
    const diagnosis = await explainer.explain(requestId, audio);
    if (request !== this.#requests) return;
    this.diagnosis = diagnosis;
    this.isLooking = false;
  }
}
