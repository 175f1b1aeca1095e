import type { DescMethod, DescService } from "@bufbuild/protobuf";
import { fileNameOf } from "../basics/file-name.ts";
import { bytesPerSample } from "../audio/wav.ts";
import { STT } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { VoiceCloning } from "../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { pathOf, readAddress } from "./call-address.ts";
import type { LoggedCall, SentSound } from "./logged-call.ts";
import { fieldsOf, given, textOf, wholeOf, type LoggedFields, type RequestJson } from "./logged-fields.ts";
import { formatJson, recognitionConfig, sentFormat } from "./recognition-config.ts";
import { speechRequest } from "./speech-request.ts";

/** The methods that a snippet can be written for. */
const methods: readonly DescMethod[] = [TTS, STT, VoiceCloning].flatMap((service) => service.methods);

/** By their names in the log. */
const services = new Map<string, DescService>([
  ["TTS", TTS],
  ["ASR", STT],
  ["VoiceCloning", VoiceCloning],
]);

/** Half a second of samples, which the contract recommends. */
const chunkSeconds = 0.5;

/**
 * Reads from the lines of a call how to make it again.
 *
 * @param lines of one call, in any order
 * @returns undefined where it is none of the platform's calls: a request to the archive, a local operation
 */
export function readLoggedCall(lines: readonly LogEvent[]): LoggedCall | undefined {
  const fields = Object.assign({}, ...lines.map((line) => fieldsOf(line.request_data))) as LoggedFields;
  const method = methodOf(lines, fields);
  if (!method) return undefined;
  const endpoint = lines.findLast((line) => textOf(line.endpoint) !== undefined)?.endpoint;
  const isSecure = lines.some((line) => line.ssl_enabled === true);
  const address = readAddress(endpoint, isSecure, pathOf(method));
  const requestId = lines.find((line) => textOf(line.request_id) !== undefined)?.request_id ?? "call";
  const { request, sound, unknown } = requestOf(method, fields, fileNameOf(requestId, ".wav", "call"), lines);
  if (!address) unknown.push({ part: "address" });
  const isAuthorized = lines.some((line) => line.auth_present === true);
  return { requestId, method, address, isAuthorized, request, ...(sound && { sound }), unknown };
}

/** By the path of the endpoint; of loggers that do not write it, by service and operation. */
function methodOf(lines: readonly LogEvent[], fields: LoggedFields): DescMethod | undefined {
  const byPath = methods.find((method) => lines.some(({ endpoint }) => textOf(endpoint)?.endsWith(pathOf(method))));
  if (byPath) return byPath;
  const [service, operation] = [
    lines.find((line) => line.service)?.service,
    lines.find((line) => line.operation)?.operation,
  ];
  const named = service && services.get(service)?.methods.find(({ name }) => name === operation);
  return named || requestServices.get(String(fields["service"]));
}

/** `request_data.service` of the console and of the prototype before it. */
const requestServices = new Map<string, DescMethod>([
  ["ASR_Recognize", STT.method.fileRecognize],
  ["ASR_StreamRecognize", STT.method.recognize],
  ["Models_GetTTSModels", TTS.method.getModelsInfo],
  ["Models_GetASRModels", STT.method.getModelsInfo],
  ["VoiceCloning_GetTaskInfo", VoiceCloning.method.getTaskInfo],
]);

type ReadRequest = Pick<LoggedCall, "request" | "unknown"> & { sound?: SentSound };

function requestOf(
  method: DescMethod,
  fields: LoggedFields,
  fileName: string,
  lines: readonly LogEvent[],
): ReadRequest {
  if (method.name === "GetModelsInfo") return { request: {}, unknown: [] };
  if (method.parent === TTS) return speechRequest(fields, "voiceId" in method.input.field);
  if (method.parent === STT) return recognitionRequest(method, fields, fileName, lines);
  if (method.name === "CloneVoice") {
    const format = sentFormat(fields);
    return { request: { audio_format: formatJson(format) }, sound: { field: "signal", fileName, format }, unknown: [] };
  }
  const request =
    method.name === "GetTaskInfo" ? { val: textOf(fields["task_id"]) } : { voice_id: textOf(fields["voice_id"]) };
  return { request: given(request), unknown: [] };
}

function recognitionRequest(
  method: DescMethod,
  fields: LoggedFields,
  fileName: string,
  lines: readonly LogEvent[],
): ReadRequest {
  const format = sentFormat(fields);
  const { config, unknown } = recognitionConfig(fields, format);
  const sound: SentSound = { field: "audio", fileName, format };
  if (method.methodKind === "unary") return { request: { config }, sound, unknown };
  const stream: RequestJson = {
    config,
    ...(fields["single_utterance"] === true && { single_utterance: true }),
    ...(fields["interim_results"] === true && { interim_results: true }),
  };
  return { request: { config: stream }, sound: { ...sound, chunkBytes: chunkBytesOf(lines, sound) }, unknown };
}

/** The largest chunk that was sent, or half a second; in whole samples, and in threes because base64 groups them so. */
function chunkBytesOf(lines: readonly LogEvent[], { format }: SentSound): number {
  const frameBytes = bytesPerSample(format.coding) * format.channelCount;
  const logged = lines.map((line) => wholeOf(fieldsOf(line.response_data)["chunk_bytes_max"])).find((size) => size);
  const unitBytes = 3 * frameBytes;
  return Math.max(1, Math.round((logged ?? chunkSeconds * format.sampleRateHz * frameBytes) / unitBytes)) * unitBytes;
}
