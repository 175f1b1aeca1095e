import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  AudioSchema,
  TaskSchema,
  Task_Status as Status,
  type Task,
} from "../../gen/mts/ai/audiogram/longrunning_task/v1/longrunning_task_pb.ts";
import { setBounded } from "../../basics/bounded-map.ts";
import { createSerialQueue } from "../../basics/serial-queue.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** Location of a recording in the object store. */
export interface AudioPath {
  bucketName: string;
  objectName: string;
}

/** Recognises one recording of a task. @returns the id of the result in the archive */
export type RecognizeOne = (path: AudioPath, taskId: string, signal: AbortSignal) => Promise<string>;

/** A queue of tasks. Must be closed. */
export interface TaskQueue {
  add(paths: readonly AudioPath[], recognize: RecognizeOne): Task;
  /** @throws ConnectError NOT_FOUND */
  find(taskId: string): Task;
  /** @throws ConnectError NOT_FOUND, or FAILED_PRECONDITION when the task has started */
  cancel(taskId: string): Task;
  close(): Promise<void>;
}

/** Most waiting tasks, and most tasks that are stored; the oldest is evicted. */
const maxWaiting = 100;
const maxTasks = 1000;

/** Options of a queue. */
export interface TaskQueueOptions {
  /** Called with failures that the recording did not cause. */
  onFault?: (fault: unknown) => void;
  /** Milliseconds since the epoch. */
  now?: () => number;
  uuid?: () => string;
}

/** Creates a queue that runs one task at a time, in order of arrival. */
export function createTaskQueue({ onFault, now = Date.now, uuid = randomUuid }: TaskQueueOptions = {}): TaskQueue {
  const tasks = new Map<string, Task>();
  const closing = new AbortController();
  const enqueue = createSerialQueue();
  let waiting = 0;

  async function work(task: Task, recognize: RecognizeOne): Promise<void> {
    waiting--;
    if (task.status !== Status.NEW || closing.signal.aborted) return;
    task.status = Status.IN_PROGRESS;
    for (const audio of task.audioRequests) {
      audio.status = "IN_PROGRESS";
      try {
        audio.responseId = await recognize(audio, task.id, closing.signal);
        audio.status = "COMPLETE";
      } catch (fault) {
        audio.status = "ERROR";
        const isOurs = !(fault instanceof ConnectError) || fault.code === Code.Internal;
        if (isOurs && !closing.signal.aborted) onFault?.(fault);
      }
    }
    const isWhole = task.audioRequests.every(({ status }) => status === "COMPLETE");
    task.status = isWhole ? Status.COMPLETE : Status.ERROR;
  }

  function find(taskId: string): Task {
    const task = tasks.get(taskId);
    if (!task) throw new ConnectError(`task_id: there is no task "${taskId}"`, Code.NotFound);
    return task;
  }

  return {
    add(paths, recognize) {
      if (waiting >= maxWaiting) {
        throw new ConnectError(`${String(maxWaiting)} tasks are waiting; try again later`, Code.ResourceExhausted);
      }
      const task = create(TaskSchema, {
        id: uuid(),
        status: Status.NEW,
        createdAt: timestampFromMs(now()),
        audioRequests: paths.map(({ bucketName, objectName }) =>
          create(AudioSchema, { bucketName, objectName, status: "NEW" }),
        ),
      });
      setBounded(tasks, task.id, task, maxTasks);
      waiting++;
      void enqueue(() => work(task, recognize));
      return task;
    },
    find,
    cancel(taskId) {
      const task = find(taskId);
      if (task.status !== Status.NEW) {
        throw new ConnectError("task_id: the task has begun; only a NEW one can be cancelled", Code.FailedPrecondition);
      }
      task.status = Status.CANCELED;
      for (const audio of task.audioRequests) audio.status = "CANCELED";
      return task;
    },
    async close() {
      closing.abort(new Error("the platform is closing"));
      await enqueue(() => Promise.resolve());
    },
  };
}
