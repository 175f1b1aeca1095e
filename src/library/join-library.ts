import type { LocalArchive } from "../local-archive/local-archive.ts";
import type { PlatformArchive } from "../audiokit/platform-archive/platform-archive.ts";
import { createHealthChecker, type HealthScope } from "../audiokit/health-checker.ts";
import type { AudioKitClient } from "../audiokit/client.ts";
import type { ModelCatalog } from "../audiokit/calls/model-catalog.ts";
import type { CallStatistics } from "../logging/statistics/call-statistics.ts";
import type { ClonedSpeechRequest } from "../audiokit/calls/synthesize-cloned.ts";
import type { SynthesisRequest } from "../audiokit/calls/synthesize.ts";
import { createWorkflows } from "../audiokit/workflows/workflows.ts";
import { consoleCallContext, withCallContext } from "../logging/call-context.ts";
import { logArchive, type SavingArchive } from "../logging/log-archive.ts";
import type { DiagnoseError } from "../logging/diagnose-failure.ts";
import { logHealth } from "../logging/log-health.ts";
import type { LoggedWorkflows } from "../logging/log-workflow.ts";
import type { Logger } from "../logging/logger.ts";
import { audioAttributes } from "../logging/attributes/audio-attributes.ts";
import { voiceSampleAttributes } from "../logging/attributes/voice-sample-attributes.ts";
import { snapshotFiles } from "../store/snapshot-files.ts";
import { logFileNames, type LogStore } from "../store/log-store.ts";
import type { AudioKitLibrary, LibraryStatistics } from "./audiokit-library.ts";
import { streamOnly } from "./stream-only.ts";

/** The parts of a library. Each has a lifetime of its own; `close` closes those that the library owns. */
export interface LibraryDeps {
  client: AudioKitClient;
  models: Pick<ModelCatalog, "models">;
  logger: Logger;
  workflowLog: LoggedWorkflows;
  statistics: () => CallStatistics;
  /** What a health check covers; read at the start of each. */
  health: () => HealthScope | Promise<HealthScope>;
  /** Opens the archive at its first use. */
  openArchive: () => Promise<LocalArchive>;
  /** Names the cause of a failed save in the log. Default: no cause. */
  diagnoseError?: DiagnoseError;
  platformArchive?: PlatformArchive;
  /** Absent when a `sink` of the caller receives the events. */
  store?: Pick<LogStore, "getLogStats" | "flush" | "parts" | "exportPart">;
  close: () => Promise<void>;
  epochMs?: () => number;
}

/** Joins client, logger, store and archive into one object. */
export function joinLibrary(parts: LibraryDeps): AudioKitLibrary {
  const { client, logger, openArchive, store, diagnoseError, epochMs = () => Date.now() } = parts;
  const since = new Date(epochMs()).toISOString();
  const unlogged: SavingArchive = {
    saveAudio: async (audio) => (await openArchive()).saveAudio(audio),
    saveTranscript: async (transcript) => (await openArchive()).saveTranscript(transcript),
    saveVadMarks: async (marks) => (await openArchive()).saveVadMarks(marks),
  };
  const archive = logArchive(logger, unlogged, {}, diagnoseError);
  const archiveFor = (workflowId: string) => logArchive(logger, unlogged, { workflow_id: workflowId }, diagnoseError);
  const workflows = createWorkflows({ client, archiveFor, log: parts.workflowLog });

  return {
    synthesizeText: (request, options) =>
      isCloned(request) ? client.synthesizeCloned(request, options) : client.synthesize(request, options),
    synthesizeStream: (request, options) =>
      streamOnly(options, () =>
        isCloned(request) ? client.synthesizeClonedStream(request, options) : client.synthesizeStream(request, options),
      ),
    recognizeAudio({ audioFile, ...request }, options) {
      const requestData = {
        ...(audioFile !== undefined && { audio_file: audioFile }),
        ...audioAttributes(request.audio, request),
      };
      return client.recognizeFile(request, { contextValues: withCallContext({ requestData }), ...options });
    },
    recognizeStream: client.recognizeStream,
    cloneVoice: (voice, options) =>
      client.cloneVoice(voice, {
        contextValues: withCallContext({
          requestData: voiceSampleAttributes({ ...voice, sample: voice.signal }, logger),
        }),
        ...options,
      }),
    getVoiceTaskInfo: client.getVoiceTaskInfo,
    waitForVoice: (taskId, options) => client.waitForVoice(taskId, { contextValues: consoleCallContext(), ...options }),
    deleteVoice: client.deleteVoice,
    getAvailableModels: parts.models.models,
    getTtsModels: async (options) =>
      (await client.ttsModels({ contextValues: consoleCallContext(), ...options })).models,
    getAsrModels: async (options) =>
      (await client.sttModels({ contextValues: consoleCallContext(), ...options })).models,
    archiveAudio: archive.saveAudio,
    archiveTranscript: archive.saveTranscript,
    archiveVadMarks: archive.saveVadMarks,
    platformArchive: parts.platformArchive,
    textToSpeechWorkflow: workflows.textToSpeech,
    speechToTextWorkflow: workflows.speechToText,
    roundTripWorkflow: workflows.roundTrip,
    healthCheck: createHealthChecker(parts.health, logHealth(logger)),
    getStatistics() {
      const services = parts.statistics();
      const statistics: LibraryStatistics = {
        sessionId: logger.sessionId,
        since,
        currentTime: new Date(epochMs()).toISOString(),
        services,
        totalRequests: Object.values(services).reduce((sum, { calls }) => sum + calls, 0),
        lostEvents: logger.lost,
        logDirectory: store && "indexeddb:audiokit-log",
        logFiles: store ? [...logFileNames] : [],
      };
      logger.logSystemEvent("statistics", `${String(statistics.totalRequests)} calls so far`, {
        log_directory: statistics.logDirectory ?? null,
        total_requests: statistics.totalRequests,
        log_files: statistics.logFiles,
        current_time: statistics.currentTime,
        services,
      });
      return statistics;
    },
    async getLogStats() {
      logger.flush();
      return store?.getLogStats();
    },
    async exportLog() {
      logger.flush();
      return store ? snapshotFiles(store, logFileNames) : [];
    },
    logSystemEvent: (type, message, data) => logger.logSystemEvent(type, message, data),
    logAuthEvent: (type, message, outcome) => logger.logAuthEvent(type, message, outcome),
    close: parts.close,
    [Symbol.asyncDispose]: parts.close,
  };
}

function isCloned(request: SynthesisRequest | ClonedSpeechRequest): request is ClonedSpeechRequest {
  return "voiceId" in request && request.voiceId !== undefined;
}
