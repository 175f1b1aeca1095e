import type { AudioMetrics } from "../../audio/audio-metrics.ts";
import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import type { Explainer } from "../../app/explain/explain-failure.ts";

/** The cause of one call, as it becomes known. */
export class CallExplanation {
  diagnosis = $state.raw<Diagnosis>();
  /** The question is still open. */
  isLooking = $state(false);
  /** The check that tells causes apart is being made. */
  isChecking = $state(false);
  #requests = 0;
  #check: AbortController | undefined;

  /** Asks for the cause of a call; of several questions the last one counts. */
  async ask(explainer: Pick<Explainer, "explain">, requestId: string | undefined, audio?: AudioMetrics): Promise<void> {
    const request = ++this.#requests;
    this.cancel();
    this.diagnosis = undefined;
    if (requestId === undefined) return;
    this.isLooking = true;
    const diagnosis = await explainer.explain(requestId, audio);
    if (request !== this.#requests) return;
    this.diagnosis = diagnosis;
    this.isLooking = false;
  }

  /** Makes the check that the diagnosis proposes; cancelled, it leaves everything as it was. Never rejects. */
  async tellApart(explainer: Pick<Explainer, "tellApart">, requestId: string): Promise<void> {
    if (!this.diagnosis || this.#check) return;
    const check = (this.#check = new AbortController());
    this.isChecking = true;
    try {
      const diagnosis = await explainer.tellApart(requestId, this.diagnosis, check.signal);
      if (!check.signal.aborted) this.diagnosis = diagnosis;
    } catch {
      // Cancelled.
    } finally {
      if (this.#check === check) this.cancel();
    }
  }

  /** Gives up the check that is being made, if there is one. */
  readonly cancel = (): void => {
    this.#check?.abort();
    this.#check = undefined;
    this.isChecking = false;
  };
}
