import { Code, ConnectError, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import type { WavFormat } from "../../audio/wav.ts";
import {
  TaskInfo_Status as Status,
  type CloneVoiceRequest,
  type VoiceCloning,
} from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { noteMismatch } from "../call-metadata.ts";
import type { VoiceActivity } from "../recognition/recognition-engine.ts";
import { cloningNote, noSuchVoice } from "../synthesis/cloned-voice-lookup.ts";
import type { SynthesisEngine } from "../synthesis/synthesis-engine.ts";
import { readCloneRequest } from "./clone-request.ts";
import type { ClonedVoices } from "./cloned-voices.ts";
import { matchVoice } from "./match-voice.ts";
import { measurePitch } from "../../audio/measure-pitch.ts";
import { sampleSpeech } from "./sample-speech.ts";
import { setBounded } from "../../basics/bounded-map.ts";
import { createSerialQueue } from "../../basics/serial-queue.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** What voice cloning needs. */
export interface VoiceCloningOptions {
  engine: SynthesisEngine;
  vad: VoiceActivity;
  /** Collection for finished voices. */
  voices: ClonedVoices;
  /** Called with the error when a voice could not be made and the sample is not the reason. */
  onFault?: (fault: unknown) => void;
  uuid?: () => string;
}

/** The service and its background work. Must be closed. */
export interface VoiceCloningPart {
  service: ServiceImpl<typeof VoiceCloning>;
  /** Cancels the tasks in progress. */
  close(): Promise<void>;
}

/** Most cloned voices at once. */
export const maxVoices = 100;
/** Most samples in the queue: each may be as large as a message. */
const maxWaiting = 4;
/** Most tasks that are stored; the oldest is evicted. */
const maxTasks = 1000;

interface CloningTask {
  status: Status;
  voiceId: string;
}

/** Creates the service. It makes voices with the pitch of a sample, one at a time, while clients poll their tasks. */
export function createVoiceCloning(options: VoiceCloningOptions): VoiceCloningPart {
  const { engine, vad, voices, onFault = () => undefined, uuid = randomUuid } = options;
  const tasks = new Map<string, CloningTask>();
  const closing = new AbortController();
  const enqueue = createSerialQueue();
  let waiting = 0;

  async function make(task: CloningTask, sample: Uint8Array, format: WavFormat): Promise<void> {
    try {
      const pitch = await measurePitch(await sampleSpeech(sample, format, vad, closing.signal), 16_000, closing.signal);
      if (!pitch) {
        task.status = Status.ERROR;
        return;
      }
      const voice = await matchVoice(engine, pitch, closing.signal);
      task.voiceId = uuid();
      voices.keep(task.voiceId, voice);
      task.status = Status.READY;
    } catch (fault) {
      task.status = Status.ERROR;
      if (!closing.signal.aborted) onFault(fault);
    } finally {
      waiting--;
    }
  }

  function begin(request: CloneVoiceRequest, context: HandlerContext): string {
    const format = readCloneRequest(request);
    if (waiting >= maxWaiting) throw exhausted(`${String(maxWaiting)} samples are waiting already; try again soon`);
    if (voices.size + waiting >= maxVoices) throw exhausted(`${String(maxVoices)} voices are kept; delete one first`);
    noteMismatch(context, cloningNote);
    const id = uuid();
    const task: CloningTask = { status: Status.CREATING, voiceId: "" };
    setBounded(tasks, id, task, maxTasks);
    waiting++;
    void enqueue(() => make(task, request.signal, format));
    return id;
  }

  return {
    service: {
      cloneVoice: (request, context) => ({ val: begin(request, context) }),
      getTaskInfo({ val }) {
        const task = tasks.get(val);
        if (!task) throw new ConnectError(`val: there is no task "${val}"`, Code.NotFound);
        return { ...task };
      },
      deleteVoice({ voiceId }) {
        if (!voices.remove(voiceId)) throw noSuchVoice(voiceId);
        for (const [id, task] of tasks) if (task.voiceId === voiceId) tasks.delete(id);
        return {};
      },
    },
    async close() {
      closing.abort(new Error("the platform is closing"));
      await enqueue(() => Promise.resolve());
    },
  };
}

function exhausted(problem: string): ConnectError {
  return new ConnectError(problem, Code.ResourceExhausted);
}
