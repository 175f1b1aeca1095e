import { STT } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { VoiceCloning } from "../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { hostAndPort } from "./call-address.ts";
import type { LoggedCall } from "./logged-call.ts";
import { fieldsOf, type LoggedFields } from "./logged-fields.ts";
import { languageLimit, numberIn, textIn, type ClientOptions } from "./official-options.ts";
import { recognitionOptions } from "./official-recognition.ts";
import type { Snippet, SnippetLimit } from "./snippet.ts";
import { snippetComment, unknownAddress } from "./snippet-comment.ts";
import { shellWord } from "./visible-text.ts";

/** Longest argument that Linux takes, in bytes, with the name of its option. */
const maxArgumentBytes = 131_000;
/** Variables of the shell that the command signs in with. */
const signIn = {
  "client-id": "AUDIOKIT_CLIENT_ID",
  "client-secret": "AUDIOKIT_CLIENT_SECRET",
  "sso-url": "AUDIOKIT_SSO_URL",
  realm: "AUDIOKIT_REALM",
};

/** The call for the official command-line client. */
export function writeOfficialClient(call: LoggedCall): Snippet {
  const { address = unknownAddress, isAuthorized } = call;
  const command = commandOf(call);
  if (!command) return { text: undefined, limits: ["no-command"] };
  const { options } = command;
  const secrets = isAuthorized ? Object.entries(signIn).map(([name, variable]) => `--${name} "$${variable}"`) : [];
  const words = [
    `python3 -m clients.main ${command.name}`,
    `--api-address ${shellWord(hostAndPort(address))} --secure ${String(address.isSecure)}`,
    ...secrets,
    ...Object.entries(options).flatMap(([name, value]) => {
      if (value === undefined || value === false) return [];
      return [value === true ? `--${name}` : `--${name}=${shellWord(String(value))}`];
    }),
  ];
  const wants = isAuthorized ? [`Wants ${Object.values(signIn).join(", ")}; the client fetches the token itself.`] : [];
  const limits: SnippetLimit[] = [...command.limits, ...(address.prefix === "" ? [] : (["path-prefix"] as const))];
  return {
    text: [...snippetComment(call, limits, ...wants), `${words.join(" \\\n  ")}\n`].join("\n"),
    limits,
  };
}

function commandOf(call: LoggedCall): (ClientOptions & { name: string }) | undefined {
  const { request, sound } = call;
  switch (call.method) {
    case TTS.method.getModelsInfo:
      return { name: "models synthesize", options: {}, limits: [] };
    case STT.method.getModelsInfo:
      return { name: "models recognize", options: {}, limits: [] };
    case TTS.method.synthesize:
      return { name: "synthesize file", ...speechOptions(request) };
    case TTS.method.streamingSynthesize:
      return { name: "synthesize stream", ...speechOptions(request) };
    case STT.method.fileRecognize:
      return { name: "recognize file", ...recognitionOptions(fieldsOf(request["config"]), sound) };
    case STT.method.recognize:
      return { name: "recognize stream", ...liveOptions(fieldsOf(request["config"]), sound) };
    case VoiceCloning.method.cloneVoice:
      return { name: "cloning clone", options: { "audio-file": sound?.fileName }, limits: [] };
    case VoiceCloning.method.getTaskInfo:
      return { name: "cloning info", options: { "task-id": textIn(request, "val") }, limits: [] };
    case VoiceCloning.method.deleteVoice:
      return { name: "cloning delete", options: { "voice-id": textIn(request, "voice_id") }, limits: [] };
    default:
      return undefined;
  }
}

function speechOptions(request: LoggedFields): ClientOptions {
  const options = fieldsOf(request["synthesize_options"]);
  const text = textIn(request, "ssml") ?? textIn(request, "text") ?? "";
  const style = textIn(options, "voice_style")?.replace("VOICE_STYLE_", "").toLowerCase();
  const hasStyle = style === undefined || ["neutral", "happy", "angry", "sad", "surprised"].includes(style);
  const postprocessing = options["postprocessing_mode"] ?? "POST_PROCESSING_DISABLE";
  const hasOwn = "custom_options" in options || postprocessing !== "POST_PROCESSING_DISABLE";
  return {
    options: {
      text,
      "read-ssml": "ssml" in request,
      "voice-name": textIn(request, "voice_name") ?? "",
      "sample-rate": numberIn(request, "sample_rate_hertz"),
      "model-type": textIn(options, "model_type"),
      "model-sample-rate": numberIn(options, "model_sample_rate_hertz"),
      "voice-style": hasStyle ? style : undefined,
      "save-to": "speech.wav",
    },
    limits: [
      ...languageLimit(request["language_code"]),
      ...(request["encoding"] === "LINEAR_PCM" ? [] : (["encoding"] as const)),
      ...(hasStyle ? [] : (["style"] as const)),
      ...(hasOwn ? (["options"] as const) : []),
      ...(new TextEncoder().encode(text).length > maxArgumentBytes ? (["long-text"] as const) : []),
    ],
  };
}

function liveOptions(stream: LoggedFields, sound: LoggedCall["sound"]): ClientOptions {
  const { options, limits } = recognitionOptions(fieldsOf(stream["config"]), sound);
  const live = {
    "single-utterance": stream["single_utterance"] === true,
    "interim-results": stream["interim_results"] === true,
  };
  return { options: { ...options, ...live }, limits };
}
