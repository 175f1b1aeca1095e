import { consoleCallContext } from "./call-context.ts";
import type { Logger } from "./logger.ts";

/** A model as far as it is logged. */
interface ModelDifference {
  kind: string;
  name: string;
  sampleRateHz: number;
}

/** How a query of both lists of models ended. */
interface ModelQueryOutcome {
  counts: { tts: number; asr: number; cloning: number };
  failures: { tts?: QueryFailure; asr?: QueryFailure };
}

interface QueryFailure {
  kind: string;
  message: string;
}

/** The log of a catalog of models: `system_all_models_query_*` and `system_models_changed`. */
export function logModels(logger: Logger) {
  return {
    contextValues: consoleCallContext,
    /** Logs the start of a query; the returned function logs its one end. @param trigger who of the page began it */
    queryStarted(trigger: string | undefined): (outcome: ModelQueryOutcome) => void {
      const startedMs = logger.monotonicMs();
      const data = trigger && { data: { trigger } };
      const fields = { service: "System", initiator: "console", ...data } as const;
      logger.log("INFO", "system_all_models_query_start", "All models are requested", fields);
      return (outcome) => logEnd(logger, outcome, logger.monotonicMs() - startedMs);
    },
    modelsChanged({ appeared, vanished }: Record<"appeared" | "vanished", ModelDifference[]>): void {
      const words = `Models changed: ${String(appeared.length)} appeared, ${String(vanished.length)} vanished`;
      logger.logSystemEvent("models_changed", words, { appeared: appeared.map(named), vanished: vanished.map(named) });
    },
  };
}

/** One list that came is a success; without any, the failure of the voices stands for both. */
function logEnd(logger: Logger, { counts, failures }: ModelQueryOutcome, durationMs: number): void {
  const { tts, asr, cloning } = counts;
  const failed = Object.entries(failures).map(([list, { message }]) => [list, message]);
  const failure = failures.tts && failures.asr && failures.tts;
  const isCancelled = failure?.kind === "cancelled";
  const end = failure === undefined ? "success" : isCancelled ? "cancelled" : "failed";
  const data = {
    tts_models_count: tts,
    asr_models_count: asr,
    voice_cloning_models_count: cloning,
    total_models: tts + asr + cloning,
    ...(failed.length > 0 && { failed_lists: Object.fromEntries(failed) }),
    ...(failure && { error: failure.message, error_type: failure.kind }),
    total_processing_time_ms: Math.round(durationMs),
  };
  const level = failure && !isCancelled ? "ERROR" : "INFO";
  const message = failure ? "No models came" : "The models came";
  logger.log(level, `system_all_models_query_${end}`, message, { service: "System", initiator: "console", data });
}

function named({ kind, name, sampleRateHz }: ModelDifference): Record<string, unknown> {
  return { kind, name, sample_rate: sampleRateHz };
}
