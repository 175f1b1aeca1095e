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
  type Facts,
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
    (_answer: unknown, durationMs) => ({
      facts: { success: true, processing_time_ms: rounded(durationMs) },
    }),
  ),
};

function describe<Request, Answer>(
  requestService: string,
  request: (request: Request) => Facts,
  answer: (answer: Answer, durationMs: number) => Facts,
): MethodAttributes {
  return { service: "VoiceCloning", requestService, open: () => unaryAttributes(request, answer) };
}

/** The same facts with the time that the answer took. */
function timed<Answer>(answer: (answer: Answer) => Facts): (answer: Answer, durationMs: number) => Facts {
  return (message, durationMs) => {
    return { facts: { ...answer(message).facts, processing_time_ms: rounded(durationMs) } };
  };
}

/** What the caller knows of the single files (names, sizes, seconds) comes with the facts of the call. */
function describeSample({ audioFormat, signal }: CloneVoiceRequest): Facts {
  return {
    facts: {
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

function describeTask({ val }: TaskId): Facts {
  return { facts: { task_id: val } };
}

function describeState({ status, voiceId }: TaskInfo): Facts {
  return {
    facts: { task_status: enumName(TaskInfo_StatusSchema, status), ...(voiceId !== "" && { voice_id: voiceId }) },
  };
}

function describeVoice({ voiceId }: DeleteVoiceRequest): Facts {
  return { facts: { voice_id: voiceId } };
}
