import { diagnoseAll, type Diagnosis } from "../../diagnosis/diagnose.ts";
import { diagnosisData } from "../../diagnosis/logged-diagnosis.ts";
import type { Logger } from "../../logging/logger.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";
import { checkNotes } from "./check-notes.ts";
import { checkSteps } from "./check-steps.ts";

/** What the services answered; the error in the words of whoever refused. */
export type ServiceAnswers = Record<string, { isHealthy: boolean; responseMs: number; error: string }>;

/** Dependencies of a check. */
export interface ConnectionCheckDeps {
  /** Undefined when there is nothing to look at. */
  probe: () => Promise<ProbeReport | undefined>;
  /** Asks the services through the gateway, as calls go; rejects when the signal aborts. */
  askServices: (signal: AbortSignal) => Promise<ServiceAnswers>;
  logger: Pick<Logger, "logSystemEvent" | "monotonicMs">;
}

/** The state of the page Check connection. Knows nothing of markup. */
export class ConnectionCheck {
  isRunning = $state(false);
  report = $state.raw<ProbeReport>();
  answers = $state.raw<ServiceAnswers>();
  readonly steps = $derived(this.report ? checkSteps(this.report) : []);
  /** What else was seen, by step. */
  readonly notes: ReturnType<typeof checkNotes> = $derived(this.report ? checkNotes(this.report) : {});
  /** Every fault that the report proves, the surest first. */
  readonly diagnoses: Diagnosis[] = $derived(this.report ? diagnoseAll({ events: [], probe: this.report }) : []);

  readonly #deps: ConnectionCheckDeps;
  #abort: AbortController | undefined;

  constructor(deps: ConnectionCheckDeps) {
    this.#deps = deps;
  }

  /** Looks at everything once more and logs what was found. */
  readonly run = async (): Promise<void> => {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const { logger, probe, askServices } = this.#deps;
    const startedMs = logger.monotonicMs();
    this.isRunning = true;
    try {
      const [report, answers] = await Promise.all([probe(), askServices(abort.signal)]);
      if (abort.signal.aborted) return;
      this.report = report;
      this.answers = answers;
      this.#log(Math.round(logger.monotonicMs() - startedMs));
    } catch (thrown) {
      if (!abort.signal.aborted) throw thrown;
    } finally {
      if (this.#abort === abort) this.isRunning = false;
    }
  };

  /** Gives up what is under way. */
  close(): void {
    this.#abort?.abort();
  }

  #log(durationMs: number): void {
    const { report, answers = {}, steps, notes, diagnoses } = this;
    const failed = steps.filter(({ state }) => state === "failed").map(({ name }) => name);
    const silent = Object.entries(answers).flatMap(([name, { isHealthy }]) => (isHealthy ? [] : [name]));
    const isGood = failed.length + silent.length === 0;
    this.#deps.logger.logSystemEvent(
      "connection_check",
      isGood ? "The connection is good" : `The connection fails at: ${[...failed, ...silent].join(", ")}`,
      {
        target: report?.target ?? "embedded",
        duration_ms: durationMs,
        ...Object.fromEntries(steps.map(({ name, state }) => [`step_${name}`, state])),
        ...Object.fromEntries(
          Object.values(notes).flatMap((of) => of.map(({ about, value }) => [about, value || true])),
        ),
        ...(report?.tls && { tls_version: report.tls.version ?? null, alpn: report.tls.alpn ?? null }),
        services: Object.fromEntries(Object.entries(answers).map(([name, { isHealthy }]) => [name, isHealthy])),
        ...(diagnoses[0] && diagnosisData(diagnoses[0])),
      },
      isGood ? "INFO" : "WARNING",
    );
  }
}
