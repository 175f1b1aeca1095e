import { AudioEncodingSchema } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import {
  TaskInfo_StatusSchema,
  VoiceCloning,
  type CloneVoiceRequest,
  type DeleteVoiceRequest,
  type TaskId,
  type TaskInfo,
} from "../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { accountOfOne, enumName, type Facts, type MethodDescription, type MethodDescriptions } from "./call-account.ts";

/** How voice cloning is logged: ids, states and the size of the sample, never the voice itself. */
export const cloningDescriptions: MethodDescriptions = {
  [`${VoiceCloning.typeName}/CloneVoice`]: describe("VoiceCloning_Clone", describeSample, describeTask),
  [`${VoiceCloning.typeName}/GetTaskInfo`]: describe("VoiceCloning_GetTaskInfo", describeTask, describeState),
  [`${VoiceCloning.typeName}/DeleteVoice`]: describe("VoiceCloning_Delete", describeVoice, () => ({ facts: {} })),
};

function describe<Request, Answer>(
  requestService: string,
  request: (request: Request) => Facts,
  answer: (answer: Answer) => Facts,
): MethodDescription {
  return { service: "VoiceCloning", requestService, open: () => accountOfOne(request, answer) };
}

function describeSample({ audioFormat, signal }: CloneVoiceRequest): Facts {
  return {
    facts: {
      audio_size_bytes: signal.length,
      ...(audioFormat && {
        encoding: enumName(AudioEncodingSchema, audioFormat.encoding),
        sample_rate: audioFormat.sampleRateHertz,
        channels: audioFormat.audioChannelCount,
      }),
    },
  };
}

function describeTask({ val }: TaskId): Facts {
  return { facts: { task_id: val } };
}

function describeState({ status, voiceId }: TaskInfo): Facts {
  return { facts: { task_status: enumName(TaskInfo_StatusSchema, status), voice_id: voiceId } };
}

function describeVoice({ voiceId }: DeleteVoiceRequest): Facts {
  return { facts: { voice_id: voiceId } };
}
