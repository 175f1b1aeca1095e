import type { CustomOption, CustomOptions } from "../../audiokit/calls/custom-options.ts";
import type { ClonedSpeechRequest } from "../../audiokit/calls/synthesize-cloned.ts";
import type { PostprocessingName, SynthesisRequest, VoiceStyleName } from "../../audiokit/calls/synthesize.ts";
import type { LoggedFields } from "./logged-fields.ts";
import { loggedCodings } from "./read-recognition.ts";

const styles: Record<string, VoiceStyleName> = {
  VOICE_STYLE_NEUTRAL: "neutral",
  VOICE_STYLE_HAPPY: "happy",
  VOICE_STYLE_ANGRY: "angry",
  VOICE_STYLE_SAD: "sad",
  VOICE_STYLE_SURPRISED: "surprised",
  VOICE_STYLE_CONVERSATIONAL: "conversational",
};
const modes: Record<string, PostprocessingName> = {
  POST_PROCESSING_DISABLE: "disable",
  POST_PROCESSING_PHONE_CHANNEL: "phone-channel",
  POST_PROCESSING_PRETTIFY: "prettify",
};

/** Reads what a synthesis requested, without its text. @param custom the values of its experimental options as JSON, where it had any */
export function readSynthesis(fields: LoggedFields, custom: string | undefined): Omit<SynthesisRequest, "text"> {
  const options = fields.record("synthesize_options");
  const kinds = options?.record("custom_options");
  return {
    ...speechFormat(fields),
    voice: fields.text("voice_name") ?? "",
    style: options?.choice("voice_style", styles) ?? "neutral",
    modelType: options?.text("model_type") ?? "",
    modelSampleRateHz: options?.number("model_sample_rate_hertz") ?? 0,
    postprocessing: options?.choice("postprocessing_mode", modes) ?? "disable",
    ...(kinds && custom !== undefined && { customOptions: customOptions(kinds, custom) }),
  };
}

/** Reads what a synthesis with a cloned voice requested, without its text. */
export function readClonedSynthesis(fields: LoggedFields): Omit<ClonedSpeechRequest, "text"> {
  return { ...speechFormat(fields), voiceId: fields.text("voice_id") ?? "" };
}

function speechFormat(fields: LoggedFields) {
  return {
    ssml: fields.text("input") === "ssml",
    language: fields.text("language_code") ?? "ru",
    coding: fields.choice("encoding", loggedCodings) ?? "pcm16",
    sampleRateHz: fields.number("sample_rate_hertz") ?? 16_000,
  };
}

/** Options whose value is not of their kind are left out: a log of another program may say anything. */
function customOptions(kinds: LoggedFields, json: string): CustomOptions {
  const values = parsed(json);
  const entries = kinds.names().flatMap((name): [string, CustomOption][] => {
    const option = optionOf(kinds.record(name)?.text("kind"), Object.hasOwn(values, name) ? values[name] : undefined);
    return option ? [[name, option]] : [];
  });
  return Object.fromEntries(entries);
}

function optionOf(kind: string | undefined, value: unknown): CustomOption | undefined {
  if (kind === "string_value" && typeof value === "string") return { kind: "string", value };
  if (kind === "int64_value" && typeof value === "string") return { kind: "int64", value };
  if (kind === "int32_value" && typeof value === "number") return { kind: "int32", value };
  if (kind === "number_value" && typeof value === "number") return { kind: "number", value };
  if (kind === "bool_value" && typeof value === "boolean") return { kind: "bool", value };
  return undefined;
}

function parsed(json: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(json)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
