import type { AudioKitCallOptions } from "../contract/call-options.ts";
import { AudioKitError } from "../contract/audiokit-error.ts";
import type { ModelsClient, SttModel, TtsModel } from "./models.ts";

/** Which list of models. */
export type ModelKind = "tts" | "asr" | "cloning";

/** Every model that the platform offers, at one moment. */
export interface AllModels {
  /** Voices, without the engines of cloning. */
  tts: TtsModel[];
  asr: SttModel[];
  /** Engines for cloned voices: the entries of type `cloning` in the list of voices. There is no list of their own. */
  cloning: TtsModel[];
  /** When they were asked for, by the catalog's clock, in milliseconds. */
  fetchedAtMs: number;
  /** What failed while the other list came; the models of a failed list are those known before, or none. */
  failures: { tts?: AudioKitError; asr?: AudioKitError };
}

/** A model that came or went. */
export interface ModelDifference {
  kind: ModelKind;
  name: string;
  sampleRateHz: number;
  language: string;
}

export interface ModelChange {
  appeared: ModelDifference[];
  vanished: ModelDifference[];
}

/** Remembers the models of one platform and tells when they change. */
export interface ModelCatalog {
  /** What is known; undefined before the first answer. */
  readonly known: AllModels | undefined;
  /** Age of what is known, in milliseconds; undefined before the first answer. */
  ageMs(): number | undefined;
  /** What is known, when it is whole and at most so old, in milliseconds; default 10 minutes. */
  fresh(maxAgeMs?: number): AllModels | undefined;
  /**
   * The models: those known when they are young enough, else asked for anew.
   *
   * @param options.maxAgeMs default 10 minutes
   * @throws AudioKitError when both lists failed
   */
  models(options?: AudioKitCallOptions & { maxAgeMs?: number }): Promise<AllModels>;
  /** Asks anew, whatever is known. */
  refresh(options?: AudioKitCallOptions): Promise<AllModels>;
  /** Sees each difference between an answer and the one before; returns the end of it. */
  onChange(listener: (change: ModelChange) => void): () => void;
}

const defaultMaxAgeMs = 600_000;

/**
 * Makes the catalog of a platform. Nothing is asked before the first call.
 *
 * @param nowMs a clock that never jumps, in milliseconds
 */
export function createModelCatalog(client: ModelsClient, nowMs: () => number = () => performance.now()): ModelCatalog {
  const listeners = new Set<(change: ModelChange) => void>();
  let known: AllModels | undefined;

  async function refresh(options: AudioKitCallOptions = {}): Promise<AllModels> {
    const [voices, recognizers] = await Promise.allSettled([client.ttsModels(options), client.sttModels(options)]);
    if (voices.status === "rejected" && recognizers.status === "rejected") throw AudioKitError.from(voices.reason);
    const before = known;
    const listed = voices.status === "fulfilled" ? voices.value.models : undefined;
    const now: AllModels = {
      tts: listed?.filter(({ type }) => type !== "cloning") ?? before?.tts ?? [],
      cloning: listed?.filter(({ type }) => type === "cloning") ?? before?.cloning ?? [],
      asr: recognizers.status === "fulfilled" ? recognizers.value.models : (before?.asr ?? []),
      fetchedAtMs: nowMs(),
      failures: {
        ...(voices.status === "rejected" && { tts: AudioKitError.from(voices.reason) }),
        ...(recognizers.status === "rejected" && { asr: AudioKitError.from(recognizers.reason) }),
      },
    };
    known = now;
    const change = before && changeBetween(before, now);
    if (change) for (const listener of listeners) listener(change);
    return now;
  }

  const ageMs = () => (known ? nowMs() - known.fetchedAtMs : undefined);

  function fresh(maxAgeMs = defaultMaxAgeMs): AllModels | undefined {
    const isWhole = known && Object.keys(known.failures).length === 0;
    return isWhole && (ageMs() ?? Infinity) <= maxAgeMs ? known : undefined;
  }

  return {
    get known() {
      return known;
    },
    ageMs,
    fresh,
    models: async ({ maxAgeMs, ...options } = {}) => fresh(maxAgeMs) ?? refresh(options),
    refresh,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What differs between two answers, order aside; undefined when nothing does. */
export function changeBetween(before: AllModels, now: AllModels): ModelChange | undefined {
  const change: ModelChange = { appeared: [], vanished: [] };
  for (const kind of ["tts", "asr", "cloning"] as const) {
    const [old, fresh]: (TtsModel | SttModel)[][] = [before[kind], now[kind]];
    change.appeared.push(...missingFrom(old ?? [], fresh ?? [], kind));
    change.vanished.push(...missingFrom(fresh ?? [], old ?? [], kind));
  }
  return change.appeared.length + change.vanished.length > 0 ? change : undefined;
}

function missingFrom(
  known: (TtsModel | SttModel)[],
  models: (TtsModel | SttModel)[],
  kind: ModelKind,
): ModelDifference[] {
  const keys = new Set(known.map(({ key }) => key));
  return models
    .filter(({ key }) => !keys.has(key))
    .map(({ name, sampleRateHz, language }) => ({ kind, name, sampleRateHz, language }));
}
