import { Code, ConnectError, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import { readWav } from "../../audio/wav.ts";
import { WavError } from "../../audio/wav-header.ts";
import type { LongRunning } from "../../gen/mts/ai/audiogram/long_running/v1/long_running_pb.ts";
import type { LongRunning as PresetLongRunning } from "../../gen/mts/ai/audiogram/longrunning_presets/v2/longrunning_presets_pb.ts";
import type { Task } from "../../gen/mts/ai/audiogram/longrunning_task/v1/longrunning_task_pb.ts";
import type { RecognitionConfig } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { Archive } from "../platform-archive/archive.ts";
import { callDetails, withWords } from "../platform-archive/archived-recognition.ts";
import { readAll } from "../byte-store.ts";
import { noteIgnored, noteMismatch } from "../call-metadata.ts";
import { recognizeFile } from "../recognition/file-recognition.ts";
import { invalidArgument } from "../invalid-argument.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { findSettings, type Presets } from "../presets/presets.ts";
import type { RecognitionEngine, VoiceActivity } from "../recognition/recognition-engine.ts";
import { readRecognitionConfig, type RecognitionPlan } from "../recognition/recognition-options.ts";
import { createTaskQueue, type AudioPath, type RecognizeOne } from "./task-queue.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** What long-running recognition needs. */
export interface LongRunningOptions {
  engines: readonly RecognitionEngine[];
  vad: VoiceActivity;
  objects: ObjectStore;
  archive: Archive;
  presets: Presets;
  onFault?: (fault: unknown) => void;
  /** Milliseconds since the epoch. */
  now?: () => number;
  uuid?: () => string;
}

/** Both services over one queue. Must be closed. */
export interface LongRunningPart {
  service: ServiceImpl<typeof LongRunning>;
  presetService: ServiceImpl<typeof PresetLongRunning>;
  /** Cancels the task in progress. */
  close(): Promise<void>;
}

/** Most recordings of one task. */
const maxPaths = 100;

/** Creates the services: they recognise recordings of the object store, one at a time, and archive the results. */
export function createLongRunning(options: LongRunningOptions): LongRunningPart {
  const { engines, vad, objects, archive, presets, now = Date.now, uuid = randomUuid } = options;
  const queue = createTaskQueue(options);
  /** A snapshot of the task, which changes while the response is sent. */
  const taskMessage = ({ id, status, createdAt, audioRequests }: Task) => ({
    id,
    status,
    ...(createdAt && { createdAt }),
    audioRequests: audioRequests.map((audio) => ({ ...audio })),
    header: { timestamp: BigInt(now()) },
  });

  function begin(config: RecognitionConfig | undefined, paths: readonly AudioPath[], context: HandlerContext) {
    if (!config) throw invalidArgument("config", "is missing");
    const plan = readRecognitionConfig(withWords(config), "file", engines);
    checkPaths(paths, objects);
    noteIgnored(context, plan.ignored);
    if (plan.mismatch !== undefined) noteMismatch(context, plan.mismatch);
    const { clientId, traceId } = callDetails(context);

    const recognize: RecognizeOne = async (path, taskId, signal) => {
      const { audio, format } = await soundOf(path, plan);
      const responses = await recognizeFile(audio, { plan: { ...plan, format }, vad, now, signal });
      const requestId = `LR-${uuid()}`;
      const recording = archive.begin({
        requestId,
        clientId,
        ...(traceId !== undefined && { traceId }),
        sessionId: taskId,
        model: plan.engine.model,
        config,
        format,
      });
      await recording.addAudio(audio);
      for (const response of responses) recording.addResponse(response);
      await recording.end();
      return requestId;
    };
    return taskMessage(queue.add(paths, recognize));
  }

  /** The samples of an object: headerless, or a WAV, whose header decides the format. */
  async function soundOf({ bucketName, objectName }: AudioPath, plan: RecognitionPlan) {
    const object = objects.find(bucketName, objectName);
    if (!object) throw new ConnectError(`the object ${objectName} was deleted`, Code.NotFound);
    const audio = await readAll({ read: (_, start, end) => objects.read(object, start, end) }, "", object.sizeBytes);
    try {
      const { samples, ...format } = readWav(audio);
      return { audio: samples, format };
    } catch (error) {
      if (error instanceof WavError) return { audio, format: plan.format };
      throw error;
    }
  }

  const common = {
    getTaskInfo: ({ taskId }: { taskId: string }) => taskMessage(queue.find(taskId)),
    cancelTask: ({ taskId }: { taskId: string }) => taskMessage(queue.cancel(taskId)),
  };
  return {
    service: {
      ...common,
      longRunningRecognize: ({ config, s3AudioPath }, context) => begin(config, s3AudioPath, context),
    },
    presetService: {
      ...common,
      longRunningRecognize: ({ preset, s3AudioPath }, context) =>
        begin(findSettings(presets.stt, preset).config, s3AudioPath, context),
    },
    close: () => queue.close(),
  };
}

function checkPaths(paths: readonly AudioPath[], objects: ObjectStore): void {
  if (paths.length === 0) throw invalidArgument("s3_audio_path", "is empty");
  if (paths.length > maxPaths) throw invalidArgument("s3_audio_path", `has more than ${String(maxPaths)} recordings`);
  for (const { bucketName, objectName } of paths) {
    if (objects.find(bucketName, objectName)) continue;
    throw new ConnectError(`s3_audio_path: there is no object "${objectName}" in "${bucketName}"`, Code.NotFound);
  }
}
