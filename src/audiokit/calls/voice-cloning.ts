import { create } from "@bufbuild/protobuf";
import { Code, type Client } from "@connectrpc/connect";
import { AudioEncoding } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import {
  CloneVoiceRequestSchema,
  TaskInfo_Status,
  type VoiceCloning,
} from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { AudioKitError } from "../contract/audiokit-error.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import type { ResponseMetadata } from "../contract/response-metadata.ts";
import { unaryTimeoutMs, runCall, speechTimeoutMs } from "./run-call.ts";

/** Rate of the samples that cloning takes, in Hz. */
export const voiceSampleRateHz = 16_000;

/** The sample of a voice: one signal, 16 kHz, mono, signed 16-bit little-endian, no header. */
export interface VoiceSample {
  signal: Uint8Array;
}

/** A task that was started. */
export interface BegunTask {
  taskId: string;
  reply: ResponseMetadata;
}

/** The status of a task. The platform reports no progress, no times and no reason. */
export interface VoiceTask {
  taskId: string;
  status: "undefined" | "creating" | "ready" | "error";
  /** Absent until the voice is ready. */
  voiceId?: string;
  reply: ResponseMetadata;
}

/** Starts to clone a voice. Neither name nor description is sent: a caller that needs them stores them with the ids. */
export async function cloneVoice(
  cloning: Client<typeof VoiceCloning>,
  { signal }: VoiceSample,
  options: AudioKitCallOptions,
): Promise<BegunTask> {
  if (signal.length === 0 || signal.length % 2 !== 0) {
    throw refused(`a voice sample has whole 16-bit samples, got ${String(signal.length)} bytes`);
  }
  const audioFormat = {
    encoding: AudioEncoding.LINEAR_PCM,
    sampleRateHertz: voiceSampleRateHz,
    audioChannelCount: 1,
  };
  const message = create(CloneVoiceRequestSchema, { audioFormat, signal });
  const { response, reply } = await runCall(options, speechTimeoutMs, (call) => cloning.cloneVoice(message, call));
  return { taskId: response.val, reply };
}

/** Requests the status of a task. */
export async function getVoiceTaskInfo(
  cloning: Client<typeof VoiceCloning>,
  taskId: string,
  options: AudioKitCallOptions,
): Promise<VoiceTask> {
  const message = { val: taskId };
  const { response, reply } = await runCall(options, unaryTimeoutMs, (call) => cloning.getTaskInfo(message, call));
  return {
    taskId,
    status: statuses[response.status] ?? "undefined",
    ...(response.voiceId !== "" && { voiceId: response.voiceId }),
    reply,
  };
}

/** Deletes a voice by its id, not by its task's. */
export async function deleteVoice(
  cloning: Client<typeof VoiceCloning>,
  voiceId: string,
  options: AudioKitCallOptions,
): Promise<ResponseMetadata> {
  const { reply } = await runCall(options, unaryTimeoutMs, (call) => cloning.deleteVoice({ voiceId }, call));
  return reply;
}

const statuses: Partial<Record<number, VoiceTask["status"]>> = {
  [TaskInfo_Status.CREATING]: "creating",
  [TaskInfo_Status.READY]: "ready",
  [TaskInfo_Status.ERROR]: "error",
};

function refused(words: string): AudioKitError {
  return new AudioKitError({ kind: "rejected", grpcCode: Code.InvalidArgument, message: words });
}
