import type { ContextValues } from "@connectrpc/connect";
import { AudioKitError } from "../contract/audiokit-error.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import type { AudioKitClient } from "../client.ts";
import { changeBetween, modelsOf, type ModelChange, type ModelKind, type ModelLists } from "./model-change.ts";
import type { SttModel, TtsModel } from "./models.ts";

/** Age from which the lists of models are requested again, in milliseconds. */
export const modelsMaxAgeMs = 600_000;

/** Why a list did not come when both were requested last. */
export interface ModelFailures {
  tts?: AudioKitError;
  asr?: AudioKitError;
}

/** Every model that the platform offers, at one moment. */
export interface AllModels {
  /** Voices, without the engines of cloning. */
  tts: TtsModel[];
  asr: SttModel[];
  /** Engines for cloned voices: the entries of type `cloning` in the list of voices. There is no list of their own. */
  cloning: TtsModel[];
  /** When the older of the two lists came, in milliseconds since the epoch. */
  fetchedAtMs: number;
  /** What failed while the other list came; the models of a failed list are the last ones received, or none. */
  failures: ModelFailures;
}

/** The catalog as it is now, for a screen. */
export interface CatalogState extends ModelLists {
  /** When the older of the two lists came, in milliseconds since the epoch; undefined before the first one. */
  fetchedAtMs: number | undefined;
  /** Both lists are being requested. */
  isLoading: boolean;
  failures: ModelFailures;
}

/** What makes a page of the console request the lists: a person there, or their age. */
export type RefreshTrigger = "page" | "interval";

/** The log of a catalog. */
export interface ModelCatalogLog {
  /** Context of the calls whose caller gives none: it says who caused them. */
  contextValues(): ContextValues;
  /** Both lists are requested; returns what takes the end of it. */
  queryStarted(
    trigger: RefreshTrigger | undefined,
  ): (outcome: { counts: Record<ModelKind, number>; failures: ModelFailures }) => void;
  modelsChanged(change: ModelChange): void;
}

/** Stores the lists between two visits, so that a model that vanished meanwhile is noticed. */
export interface ModelCache {
  read(): ModelLists;
  write(lists: ModelLists): void;
}

export interface ModelCatalogOptions {
  client: AudioKitClient;
  log?: ModelCatalogLog;
  /** Default: none, so that the first list is no change. */
  cache?: ModelCache;
  /** Milliseconds since the epoch. Default: the system's clock. */
  epochMs?: () => number;
}

/** The models of one platform, and what changes in them. */
export interface ModelCatalog {
  /** The client, from whose lists of models the catalog learns, whoever requests them. */
  readonly client: AudioKitClient;
  /** All models received; undefined before the first list. */
  readonly known: AllModels | undefined;
  readonly state: CatalogState;
  /** Age of the older list, in milliseconds; undefined before the first one. */
  ageMs(): number | undefined;
  /**
   * The models: those received when both lists came last time and are young enough, else requested anew.
   *
   * @param options.maxAgeMs default `modelsMaxAgeMs`
   * @throws AudioKitError when both lists failed
   */
  models(options?: AudioKitCallOptions & { maxAgeMs?: number }): Promise<AllModels>;
  /**
   * Requests both lists anew.
   *
   * @param options.trigger for the log
   * @throws AudioKitError when both lists failed
   */
  refresh(options?: AudioKitCallOptions & { trigger?: RefreshTrigger }): Promise<AllModels>;
  /** Called after each change of `state`; returns the end of it. */
  subscribe(listener: () => void): () => void;
  /** Receives each difference between an answer and the one before; returns the end of it. */
  onChange(listener: (change: ModelChange) => void): () => void;
}

/** Makes the catalog of a platform. Nothing is requested before the first call. */
export function createModelCatalog(options: ModelCatalogOptions): ModelCatalog {
  const { log, cache, epochMs = () => Date.now() } = options;
  const withContext = (call?: AudioKitCallOptions): AudioKitCallOptions => {
    return { ...(log && { contextValues: log.contextValues() }), ...call };
  };
  const client: AudioKitClient = {
    ...options.client,
    ttsModels: (call) => options.client.ttsModels(withContext(call)),
    sttModels: (call) => options.client.sttModels(withContext(call)),
  };
  const listeners = new Set<() => void>();
  const changeListeners = new Set<(change: ModelChange) => void>();
  const lists: ModelLists = {};
  const receivedAtMs = new Map<keyof ModelLists, number>();
  let compared: ModelLists = cache?.read() ?? {};
  let failures: ModelFailures = {};
  let running = 0;

  const fetchedAtMs = () => (receivedAtMs.size === 0 ? undefined : Math.min(...receivedAtMs.values()));
  const ageMs = () => (receivedAtMs.size === 0 ? undefined : epochMs() - fetchedAtMs()!);

  function notify(): void {
    for (const listener of listeners) listener();
  }

  function receive<Name extends keyof ModelLists>(name: Name, models: ModelLists[Name]): void {
    lists[name] = models;
    receivedAtMs.set(name, epochMs());
    notify();
  }

  function reportChange(): void {
    const before = compared;
    compared = { ...before, ...lists };
    cache?.write(compared);
    const change = changeBetween(before, compared);
    if (!change) return;
    log?.modelsChanged(change);
    for (const listener of changeListeners) listener(change);
  }

  function known(): AllModels | undefined {
    const atMs = fetchedAtMs();
    if (atMs === undefined) return undefined;
    const [tts, asr, cloning] = [modelsOf(lists, "tts"), modelsOf(lists, "asr"), modelsOf(lists, "cloning")];
    return { tts: tts ?? [], asr: asr ?? [], cloning: cloning ?? [], fetchedAtMs: atMs, failures };
  }

  function fresh(maxAgeMs: number): AllModels | undefined {
    const isWhole = lists.tts && lists.asr && Object.keys(failures).length === 0;
    return isWhole && (ageMs() ?? Infinity) <= maxAgeMs ? known() : undefined;
  }

  const refresh: ModelCatalog["refresh"] = async ({ trigger, ...call } = {}) => {
    const finish = log?.queryStarted(trigger);
    running++;
    notify();
    const [tts, asr] = await Promise.allSettled([
      client.ttsModels(call).then(({ models }) => receive("tts", models)),
      client.sttModels(call).then(({ models }) => receive("asr", models)),
    ]);
    running--;
    failures = {
      ...(tts.status === "rejected" && { tts: AudioKitError.from(tts.reason, call.signal) }),
      ...(asr.status === "rejected" && { asr: AudioKitError.from(asr.reason, call.signal) }),
    };
    // Both lists of one query are one change.
    reportChange();
    const all = known();
    finish?.({
      counts: { tts: all?.tts.length ?? 0, asr: all?.asr.length ?? 0, cloning: all?.cloning.length ?? 0 },
      failures,
    });
    notify();
    if (!all || (failures.tts && failures.asr)) throw failures.tts!;
    return all;
  };

  return {
    client: {
      ...client,
      async ttsModels(call) {
        const list = await client.ttsModels(call);
        receive("tts", list.models);
        reportChange();
        return list;
      },
      async sttModels(call) {
        const list = await client.sttModels(call);
        receive("asr", list.models);
        reportChange();
        return list;
      },
    },
    get known() {
      return known();
    },
    get state() {
      return { ...lists, fetchedAtMs: fetchedAtMs(), isLoading: running > 0, failures };
    },
    ageMs,
    models: async ({ maxAgeMs = modelsMaxAgeMs, ...call } = {}) => fresh(maxAgeMs) ?? refresh(call),
    refresh,
    subscribe: (listener) => addTo(listeners, listener),
    onChange: (listener) => addTo(changeListeners, listener),
  };
}

function addTo<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
