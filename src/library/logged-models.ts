import { AudioKitError } from "../audiokit/contract/audiokit-error.ts";
import type { AudioKitClient } from "../audiokit/client.ts";
import { createModelCatalog, type ModelDifference } from "../audiokit/calls/model-catalog.ts";
import { consoleCallContext } from "../logging/call-context.ts";
import type { Logger } from "../logging/logger.ts";
import type { AudioKitLibrary } from "./audiokit-library.ts";

/** All models, remembered; asking for them, and a model that comes or goes, are events. */
export function loggedModels(
  logger: Logger,
  client: Pick<AudioKitClient, "ttsModels" | "sttModels">,
): AudioKitLibrary["getAvailableModels"] {
  const catalog = createModelCatalog(client, () => logger.monotonicMs());
  catalog.onChange(({ appeared, vanished }) => {
    const words = `Models changed: ${String(appeared.length)} appeared, ${String(vanished.length)} vanished`;
    logger.logSystemEvent("models_changed", words, { appeared: appeared.map(named), vanished: vanished.map(named) });
  });

  return async ({ maxAgeMs, ...options } = {}) => {
    const known = catalog.fresh(maxAgeMs);
    if (known) return known;
    const startedMs = logger.monotonicMs();
    const took = () => ({ total_processing_time_ms: Math.round(logger.monotonicMs() - startedMs) });
    logger.logSystemEvent("all_models_query_start", "All models are asked for");
    try {
      const models = await catalog.refresh({ contextValues: consoleCallContext(), ...options });
      const { tts, asr, cloning, failures } = models;
      const failed = Object.entries(failures).map(([list, { message }]) => [list, message]);
      logger.logSystemEvent("all_models_query_success", "The models came", {
        tts_models_count: tts.length,
        asr_models_count: asr.length,
        voice_cloning_models_count: cloning.length,
        total_models: tts.length + asr.length + cloning.length,
        ...(failed.length > 0 && { failed_lists: Object.fromEntries(failed) }),
        ...took(),
      });
      return models;
    } catch (thrown) {
      const { kind, message } = AudioKitError.from(thrown, options.signal);
      const data = { error: message, error_type: kind, ...took() };
      const isCancelled = kind === "cancelled";
      const type = isCancelled ? "all_models_query_cancelled" : "all_models_query_failed";
      logger.logSystemEvent(type, "No models came", data, isCancelled ? "INFO" : "ERROR");
      throw thrown;
    }
  };
}

function named({ kind, name, sampleRateHz }: ModelDifference): Record<string, unknown> {
  return { kind, name, sample_rate: sampleRateHz };
}
