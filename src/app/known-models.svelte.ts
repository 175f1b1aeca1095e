import { AudioKitError } from "../audiokit/contract/audiokit-error.ts";
import type { AudioKitCallOptions } from "../audiokit/contract/call-options.ts";
import type { AudioKitClient } from "../audiokit/client.ts";
import {
  changeBetween,
  type AllModels,
  type ModelChange,
  type ModelDifference,
} from "../audiokit/calls/model-catalog.ts";
import type { SttModel, TtsModel } from "../audiokit/calls/models.ts";
import { consoleCallContext } from "../logging/call-context.ts";
import type { Logger } from "../logging/logger.ts";
import type { ModelCache, CachedModels } from "./model-cache.ts";

/** What the models of a platform are made from. */
export interface KnownModelsDeps {
  client: AudioKitClient;
  logger: Logger;
  /** What was known when the console was last open. */
  memory: ModelCache;
  /** Milliseconds since the epoch. */
  epochMs?: () => number;
}

/**
 * The models of one platform: whoever asks for them through `client`, every page learns from the answer, and a model that
 * came or went is an event and a notice.
 */
export class KnownModels {
  /** Voices, the engines of cloning among them; undefined before the first answer. */
  tts = $state.raw<TtsModel[]>();
  asr = $state.raw<SttModel[]>();
  /** When the older of the two lists came, in milliseconds since the epoch. */
  readonly atMs = $derived.by(() => {
    const { tts, asr } = this.#times;
    return tts === undefined || asr === undefined ? (tts ?? asr) : Math.min(tts, asr);
  });
  /** What came and went since the person last closed the notice. */
  change = $state.raw<ModelChange>();
  isLoading = $state(false);
  /** Why a list did not come at the last time of asking. */
  failures = $state.raw<AllModels["failures"]>({});
  /** The client of the platform; its lists are learnt from. */
  readonly client: AudioKitClient;
  readonly #parts: KnownModelsDeps;
  #times = $state.raw<{ tts?: number; asr?: number }>({});
  #before: CachedModels;

  constructor(parts: KnownModelsDeps) {
    this.#parts = parts;
    this.#before = parts.memory.read();
    const { client } = parts;
    this.client = {
      ...client,
      ttsModels: async (options) => {
        const list = await client.ttsModels({ contextValues: consoleCallContext(), ...options });
        this.#learn({ tts: list.models });
        return list;
      },
      sttModels: async (options) => {
        const list = await client.sttModels({ contextValues: consoleCallContext(), ...options });
        this.#learn({ asr: list.models });
        return list;
      },
    };
  }

  /**
   * Asks for both lists anew. Never rejects: see `failures`.
   *
   * @param trigger for the log: a page of the console, or `watchModels`
   */
  readonly refresh = async (
    options: AudioKitCallOptions = {},
    trigger: "page" | "interval" = "page",
  ): Promise<void> => {
    const { logger } = this.#parts;
    const startedMs = logger.monotonicMs();
    this.isLoading = true;
    logger.logSystemEvent("all_models_query_start", "All models are asked for", { trigger });
    const [tts, asr] = await Promise.allSettled([this.client.ttsModels(options), this.client.sttModels(options)]);
    this.isLoading = false;
    this.failures = {
      ...(tts.status === "rejected" && { tts: AudioKitError.from(tts.reason, options.signal) }),
      ...(asr.status === "rejected" && { asr: AudioKitError.from(asr.reason, options.signal) }),
    };
    const failed = Object.entries(this.failures).map(([list, { message }]) => [list, message]);
    const isFailed = failed.length === 2;
    logger.logSystemEvent(
      isFailed ? "all_models_query_failed" : "all_models_query_success",
      isFailed ? "No models came" : "The models came",
      {
        ...this.#counts(),
        ...(failed.length > 0 && { failed_lists: Object.fromEntries(failed) }),
        total_processing_time_ms: Math.round(logger.monotonicMs() - startedMs),
      },
      isFailed ? "ERROR" : "INFO",
    );
  };

  /** Takes the notice of what came and went away. */
  readonly dismiss = (): void => {
    this.change = undefined;
  };

  #learn(lists: { tts?: TtsModel[]; asr?: SttModel[] }): void {
    const { logger, memory, epochMs = () => Date.now() } = this.#parts;
    const now = epochMs();
    Object.assign(this, lists);
    this.#times = { ...this.#times, ...(lists.tts && { tts: now }), ...(lists.asr && { asr: now }) };
    const before = this.#before;
    const known = { ...before, ...lists };
    this.#before = known;
    memory.write(known);
    // A list that was never seen is no change.
    const change = changeBetween(
      asAll(before.tts ? before.tts : known.tts, before.asr ? before.asr : known.asr),
      asAll(known.tts, known.asr),
    );
    if (!change) return;
    this.change = change;
    const words = `Models changed: ${String(change.appeared.length)} appeared, ${String(change.vanished.length)} vanished`;
    logger.logSystemEvent("models_changed", words, {
      appeared: change.appeared.map(named),
      vanished: change.vanished.map(named),
    });
  }

  #counts(): Record<string, number> {
    const { tts, asr, cloning } = asAll(this.tts, this.asr);
    return {
      tts_models_count: tts.length,
      asr_models_count: asr.length,
      voice_cloning_models_count: cloning.length,
      total_models: tts.length + asr.length + cloning.length,
    };
  }
}

function asAll(listed: TtsModel[] = [], asr: SttModel[] = []): AllModels {
  return {
    tts: listed.filter(({ type }) => type !== "cloning"),
    cloning: listed.filter(({ type }) => type === "cloning"),
    asr,
    fetchedAtMs: 0,
    failures: {},
  };
}

function named({ kind, name, sampleRateHz }: ModelDifference): Record<string, unknown> {
  return { kind, name, sample_rate: sampleRateHz };
}
