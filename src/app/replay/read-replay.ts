import type { LiveRequest } from "../../audiokit/calls/recognize-stream.ts";
import { redacted } from "../../basics/live-secrets.ts";
import type { CallInput } from "../../local-archive/call-inputs.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { loggedFields, type LoggedFields } from "./logged-fields.ts";
import { readRecognition } from "./read-recognition.ts";
import { readClonedSynthesis, readSynthesis } from "./read-synthesis.ts";
import { inputKindOf, type ReplayParameters, type SentSound } from "./replay-request.ts";
import { soundMessages } from "./sound-messages.ts";

/** Where an input comes from: this browser stored what was sent, the log has it, or a person chose a file. */
export type InputSource = "stored" | "log" | "file";

/** A call of a log, as far as it can be sent again. */
export interface Replay {
  requestId: string;
  service: string;
  operation: string;
  /** Where it went; empty where the log does not say. */
  endpoint: string;
  parameters: ReplayParameters;
  text?: { value: string; from: InputSource };
  sound?: SentSound & { from: InputSource; sha256?: string };
  /** Hash of the input that was sent, where the log says it. */
  inputSha256?: string;
  /** Size of the sound that was sent, in bytes, where the log says it. */
  soundBytes?: number;
  /** Fields of `request_data` that the log lacks: the console's default is sent. */
  assumed: string[];
  /** Texts of the request, by their fields, that nobody knows any more: it is sent without them. */
  unknown: string[];
}

/** Fields that decide what is sent, by the kind of the call. */
const expected: Partial<Record<ReplayParameters["kind"], readonly string[]>> = {
  synthesis: ["language_code", "encoding", "sample_rate_hertz", "voice_name", "synthesize_options"],
  cloned: ["language_code", "encoding", "sample_rate_hertz", "voice_id"],
  file: ["language", "encoding", "sample_rate", "channels"],
  live: ["language", "encoding", "sample_rate", "channels"],
};

/**
 * Reads a call that can be sent again.
 *
 * @param event its lines folded into one
 * @param stored what this browser stored of its input
 * @returns undefined for a call that the console cannot send, such as a request to the archive
 */
export function readReplay(event: LogEvent, stored: CallInput | undefined): Replay | undefined {
  const fields = loggedFields(event.request_data);
  const { request_id: requestId, service = "", operation = "", endpoint = "" } = event;
  // A line of another program may have anything there.
  if (requestId === undefined || typeof operation !== "string") return undefined;
  const texts = textsOf(fields, stored);
  const parameters = readParameters(service, operation, fields, texts);
  if (parameters === undefined) return undefined;
  const known = new Set(fields.names());
  const replay: Replay = {
    ...{ requestId, service, operation, endpoint, parameters },
    assumed: (expected[parameters.kind] ?? []).filter((name) => !known.has(name)),
    unknown: optionalTexts.filter((name) => isSent(name, fields) && texts[name] === undefined),
  };
  const inputSha256 = fields.text("input_sha256") ?? fields.text("text_sha256") ?? fields.text("ssml_sha256");
  if (inputSha256 !== undefined) replay.inputSha256 = inputSha256;
  const soundBytes = fields.number("audio_size_bytes") ?? loggedFields(event.response_data).number("total_bytes");
  if (soundBytes !== undefined) replay.soundBytes = soundBytes;
  const kind = inputKindOf(parameters);
  const text = texts["ssml"] ?? texts["text"];
  if (kind === "text" && text) replay.text = text;
  if (kind === "sound" && stored?.audio) {
    const { bytes, messages, sha256 } = stored.audio;
    const own = messages.length > 0 ? messages : soundMessages(parameters, bytes.length);
    replay.sound = { bytes, sha256, messages: own, from: "stored" };
  }
  return replay;
}

const optionalTexts = ["custom_options", "substitution_data"];

/** Whether the call had such a text: its length is always logged, or with the kinds of its values. */
function isSent(name: string, fields: LoggedFields): boolean {
  return name === "custom_options"
    ? fields.record("synthesize_options")?.record("custom_options") !== undefined
    : fields.number(`${name}_length`) !== undefined;
}

type KnownText = { value: string; from: InputSource };

/** The texts of a request: as they were stored; else as logged, where nothing was taken out of them. */
function textsOf(fields: LoggedFields, stored: CallInput | undefined): Partial<Record<string, KnownText>> {
  const names = ["text", "ssml", ...optionalTexts];
  return Object.fromEntries(
    names.flatMap((name): [string, KnownText][] => {
      const exact = stored?.texts[name];
      if (exact !== undefined) return [[name, { value: exact, from: "stored" }]];
      const logged = fields.text(name);
      const isWhole = logged !== undefined && !isAltered(logged, fields.number(`${name}_length`));
      return isWhole ? [[name, { value: logged, from: "log" }]] : [];
    }),
  );
}

/** Secrets and values that were removed leave a mark; what was cut is shorter than it was. */
function isAltered(text: string, length: number | undefined): boolean {
  return (length !== undefined && length !== text.length) || text.includes(redacted);
}

function readParameters(
  service: string,
  operation: string,
  fields: LoggedFields,
  texts: Partial<Record<string, KnownText>>,
): ReplayParameters | undefined {
  const isStream = operation.startsWith("Streaming");
  switch (`${service} ${operation}`) {
    case "TTS Synthesize":
    case "TTS StreamingSynthesize":
      return { kind: "synthesis", isStream, request: readSynthesis(fields, texts["custom_options"]?.value) };
    case "TTS VoiceCloning":
    case "TTS StreamingVoiceCloning":
      return { kind: "cloned", isStream, request: readClonedSynthesis(fields) };
    case "ASR FileRecognize":
      return { kind: "file", request: readRecognition(fields, texts["substitution_data"]?.value) };
    case "ASR Recognize": {
      const request: LiveRequest & { splitByChannel?: boolean } = readRecognition(
        fields,
        texts["substitution_data"]?.value,
      );
      delete request.splitByChannel;
      const interimResults = fields.flag("interim_results") ?? false;
      const singleUtterance = fields.flag("single_utterance") ?? false;
      return { kind: "live", request: { ...request, interimResults, singleUtterance } };
    }
    case "VoiceCloning CloneVoice":
      return { kind: "clone" };
    case "VoiceCloning DeleteVoice":
      return { kind: "delete", voiceId: fields.text("voice_id") ?? "" };
    case "VoiceCloning GetTaskInfo":
      return { kind: "task", taskId: fields.text("task_id") ?? "" };
    case "Models GetModelsInfo":
      return { kind: "models", service: fields.text("query_type") === "asr_models" ? "ASR" : "TTS" };
    default:
      return undefined;
  }
}
