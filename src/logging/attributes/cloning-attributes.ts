import { AudioEncoding, AudioEncodingSchema } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import {
  TaskInfo_StatusSchema,
  VoiceCloning,
  type CloneVoiceRequest,
  type DeleteVoiceRequest,
  type TaskId,
  type TaskInfo,
} from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import {
  unaryAttributes,
  enumName,
  rounded,
  type MessageAttributes,
  type MethodAttributes,
  type MethodAttributesTable,
} from "./call-attributes.ts";

/** How voice cloning is logged: ids, states and the size of the sample, never the voice itself. */
export const cloningAttributes: MethodAttributesTable = {
  [`${VoiceCloning.typeName}/CloneVoice`]: describe("VoiceCloning_Clone", describeSample, timed(describeTask)),
  [`${VoiceCloning.typeName}/GetTaskInfo`]: describe("VoiceCloning_GetTaskInfo", describeTask, timed(describeState)),
  [`${VoiceCloning.typeName}/DeleteVoice`]: describe(
    "VoiceCloning_Delete",
    describeVoice,
    (_response: unknown, durationMs) => ({
      attributes: { success: true, processing_time_ms: rounded(durationMs) },
    }),
  ),
};

function describe<Input, Output>(
  requestService: string,
  request: (request: Input) => MessageAttributes,
  response: (response: Output, durationMs: number) => MessageAttributes,
): MethodAttributes {
  return { service: "VoiceCloning", requestService, open: () => unaryAttributes(request, response) };
}

/** The same attributes with the time until the response. */
function timed<Output>(
  response: (response: Output) => MessageAttributes,
): (response: Output, durationMs: number) => MessageAttributes {
  return (message, durationMs) => {
    return { attributes: { ...response(message).attributes, processing_time_ms: rounded(durationMs) } };
  };
}

/** What the caller knows of the single files (names, sizes, seconds) comes with the attributes of the call. */
function describeSample({ audioFormat, signal }: CloneVoiceRequest): MessageAttributes {
  return {
    attributes: {
      audio_size_bytes: signal.length,
      audio_seconds: sampleSeconds(audioFormat, signal.length),
      ...(audioFormat && {
        encoding: enumName(AudioEncodingSchema, audioFormat.encoding),
        sample_rate: audioFormat.sampleRateHertz,
        channels: audioFormat.audioChannelCount,
      }),
    },
  };
}

/** Undefined when the format does not say what the samples are. */
function sampleSeconds(format: CloneVoiceRequest["audioFormat"], bytes: number): number | undefined {
  if (format?.encoding !== AudioEncoding.LINEAR_PCM || format.sampleRateHertz === 0) return undefined;
  return rounded(bytes / 2 / format.sampleRateHertz / (format.audioChannelCount || 1));
}

function describeTask({ val }: TaskId): MessageAttributes {
  return { attributes: { task_id: val } };
}

function describeState({ status, voiceId }: TaskInfo): MessageAttributes {
  return {
    attributes: { task_status: enumName(TaskInfo_StatusSchema, status), ...(voiceId !== "" && { voice_id: voiceId }) },
  };
}

function describeVoice({ voiceId }: DeleteVoiceRequest): MessageAttributes {
  return { attributes: { voice_id: voiceId } };
}
