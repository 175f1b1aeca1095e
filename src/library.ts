import { openPlatformArchive, type PlatformArchiveOptions } from "./audiokit/platform-archive/platform-archive.ts";
import { createAudioKitClient as createClient } from "./audiokit/client.ts";
import { scrubRefusals } from "./audiokit/platform-archive/scrub-refusals.ts";
import { createLiveSecrets } from "./basics/live-secrets.ts";
import { createModelCatalog } from "./audiokit/calls/model-catalog.ts";
import { healthChecks } from "./audiokit/check-health.ts";
import { countCalls } from "./logging/statistics/call-statistics.ts";
import { diagnoseError } from "./diagnosis/diagnose-error.ts";
import type { AudioKitLibrary } from "./library/audiokit-library.ts";
import { joinLibrary } from "./library/join-library.ts";
import { lazyArchive } from "./local-archive/lazy-archive.ts";
import { workerMaker } from "./basics/worker-maker.ts";
import workerUrl from "./whole-log-worker.ts?worker&url";
import { logCalls } from "./logging/log-calls.ts";
import { logModels } from "./logging/log-models.ts";
import type { LogLevel, LogSink } from "./logging/log-event.ts";
import { logFetch } from "./logging/log-fetch.ts";
import { workflowLog } from "./logging/log-workflow.ts";
import { callDeferMs, createLogger } from "./logging/logger.ts";
import { observeCalls } from "./logging/observe-calls.ts";
import { createShutdown } from "./logging/shutdown.ts";
import { archiveMegabyteBytes, defaultArchiveMegabytes } from "./settings/storage-sizes.ts";
import { openRemoteStore } from "./store/client/remote-store.ts";
import { bridgeUrlOf } from "./wire/paths.ts";

export { assembleWav } from "./audio/assemble-wav.ts";
export { AudioKitError, type AudioKitErrorKind } from "./audiokit/contract/audiokit-error.ts";
export type { CustomOption, CustomOptions } from "./audiokit/calls/custom-options.ts";
export type { HealthReport, ServiceHealth } from "./audiokit/check-health.ts";
export type { AllModels } from "./audiokit/calls/model-catalog.ts";
export type { SttModel, TtsModel } from "./audiokit/calls/models.ts";
export type { Phrase, RecognizedWord, VaMark } from "./audiokit/calls/phrases.ts";
export type { RecognitionRequest } from "./audiokit/calls/recognition-request.ts";
export type { Recognition } from "./audiokit/calls/recognize-file.ts";
export type { LiveOptions, LiveRecognition, LiveRequest } from "./audiokit/calls/recognize-stream.ts";
export type { SpeechOrder } from "./audiokit/calls/synthesize-any.ts";
export type { SpeechStream, SynthesisChunk } from "./audiokit/calls/speech-stream.ts";
export type { Synthesis, SynthesisSummary } from "./audiokit/calls/synthesis-response.ts";
export type { ClonedSpeechRequest } from "./audiokit/calls/synthesize-cloned.ts";
export type { SynthesisRequest } from "./audiokit/calls/synthesize.ts";
export type * from "./audiokit/workflows/workflow-steps.ts";
export type * from "./library/audiokit-library.ts";
export type { LogEvent, LogLevel, LogSink } from "./logging/log-event.ts";

/** The platform and its services. */
export interface AudioKitConfig {
  /** Where Envoy or the companion listens, e.g. `https://speech.example`; default: the origin of the page. */
  endpoint?: string;
  /** Where live recognition goes; default `<endpoint>/bridge`. */
  bridgeUrl?: string;
  /** Returns the bearer token of each call. It is never logged or stored. */
  token?: () => Promise<string | undefined>;
  /** The platform's archive of recognitions, by REST. */
  platformArchive?: Pick<PlatformArchiveOptions, "baseUrl" | "version" | "clientId">;
  /** Largest size of the archived sounds in this browser, in bytes; default 500 MB. */
  archiveMaxBytes?: number;
}

export interface AudioKitOptions {
  /** Lower levels are not logged. Default `INFO`. */
  logLevel?: LogLevel;
  /** Receives the events instead of this browser's log; any object with `append(event)`. */
  sink?: LogSink;
  /** Texts and transcripts in full; else their length and hash. Default false. */
  logContent?: boolean;
}

/**
 * Makes a client of the platform that logs everything it does into this browser (three rotating files in IndexedDB).
 *
 * Nothing is sent before the first call. Must be closed: `await using audiokit = createAudioKitClient(...)`, or `close()`.
 *
 * ```js
 * import { createAudioKitClient } from "https://speech.example/library.js";
 * const audiokit = createAudioKitClient({ endpoint: "https://speech.example" });
 * const { wav } = await audiokit.synthesizeText({ text: "Привет", voice: "borisova" });
 * const stream = audiokit.synthesizeStream({ text: "Привет", voice: "borisova" });
 * for await (const { bytes } of stream) play(bytes);
 * ```
 *
 * The log's worker stands beside `library.js` and must come from the page's own origin; with a `sink` there is none.
 */
export function createAudioKitClient(config: AudioKitConfig = {}, options: AudioKitOptions = {}): AudioKitLibrary {
  const endpoint = (config.endpoint ?? location.origin).replace(/\/+$/, "");
  const { token, bridgeUrl = bridgeUrlOf(endpoint) } = config;
  const { logLevel = "INFO", logContent = false } = options;
  // Registered before the store, which sends its queue on the same event.
  const shutdown = createShutdown(globalThis);
  const flush = () => logger.flush();
  addEventListener("pagehide", flush);
  const store = options.sink ? undefined : openRemoteStore(workerMaker(workerUrl));
  const sink = options.sink ?? store!;
  // Calls teach it the token that they send.
  const secrets = createLiveSecrets();
  const { scrub } = secrets;
  const logger = createLogger({ sink, level: logLevel, content: logContent, scrub, deferMs: callDeferMs, shutdown });

  const workflows = workflowLog(logger);
  const counter = countCalls();
  const logged = logCalls(logger, {
    authPresent: () => token !== undefined,
    diagnoseError,
  });
  const shared = { interceptors: [observeCalls(logged, counter.observe)], secrets, ...(token && { token }) };
  const client = createClient({ baseUrl: endpoint, bridgeUrl, ...shared });
  const platformArchive =
    config.platformArchive &&
    openPlatformArchive({
      ...config.platformArchive,
      ...(token && { token }),
      fetch: logFetch(
        logger,
        scrubRefusals(secrets, (url, init) => globalThis.fetch(url, init)),
        diagnoseError,
      ),
    });
  const { archiveMaxBytes = defaultArchiveMegabytes * archiveMegabyteBytes } = config;
  const archive = lazyArchive(() => archiveMaxBytes);

  logger.logSystemEvent("client_init", `A client of ${endpoint} is made`, {
    endpoint,
    ssl_enabled: endpoint.startsWith("https:"),
    log_level: logLevel,
    log_content: logContent,
  });
  let closing: Promise<void> | undefined;
  return joinLibrary({
    client,
    models: createModelCatalog({ client, log: logModels(logger) }),
    logger,
    workflowLog: workflows,
    statistics: counter.statistics,
    health: () => ({
      endpoint,
      checks: healthChecks({
        client,
        bridgeUrl,
        ...(token && { token }),
        ...(platformArchive && { archive: platformArchive }),
      }),
    }),
    openArchive: archive.open,
    diagnoseError,
    ...(platformArchive && { platformArchive }),
    ...(store && { store }),
    close: () =>
      (closing ??= (async () => {
        shutdown.end();
        logger.logSystemEvent("client_shutdown", "The client is closed");
        removeEventListener("pagehide", flush);
        await archive.close();
        await store?.close();
      })()),
  });
}
