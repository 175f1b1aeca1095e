import type { WavCoding } from "../../audio/wav.ts";
import {
  AudioEncoding,
  SynthesizeOptions_PostprocessingMode as PostprocessingMode,
  type SynthesizeOptions,
  type SynthesizeSpeechRequest,
  type VoiceCloningRequest,
} from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { codingOf } from "../audio/encode-audio.ts";
import { invalidArgument } from "../invalid-argument.ts";
import { readPlainText } from "./plain-text/read-plain-text.ts";
import { createScriptWriter } from "./script-writer.ts";
import type { Script } from "./script.ts";
import { combineManners, ownManner, type Speaker } from "./speaker.ts";
import { readSsml, type SsmlReader } from "./read-ssml.ts";
import { SsmlError } from "../../ssml/ssml-problem.ts";
import type { SynthesisEngine } from "./synthesis-engine.ts";
import { styleManner, styleNamed, type StyleName } from "./voice-style.ts";
import { isVoiceName, voiceModelType, voiceNames } from "./voices.ts";

/** A validated request: what to speak, and in which format. */
export interface SynthesisPlan {
  language: string;
  coding: WavCoding;
  sampleRateHz: number;
  script: Script;
}

/** Limits of the requested sample rate, in Hz. */
export const sampleRatesHz = { min: 8000, max: 48_000 } as const;
/** Longest text, in characters; the platform publishes no limit. */
export const maxTextCharacters = 1_000_000;

/** Common fields of the requests of synthesis and of cloned voices. */
type SpeechRequest = Pick<SynthesizeSpeechRequest, "languageCode" | "encoding" | "sampleRateHertz" | "inputSource">;

/**
 * Validates a request and decides everything but the audio.
 *
 * @param isStream whether the response is a stream
 * @throws ConnectError INVALID_ARGUMENT, its message beginning with the name of the field
 */
export function readSynthesisRequest(
  request: SynthesizeSpeechRequest,
  isStream: boolean,
  engine: Pick<SynthesisEngine, "languages" | "speeds">,
): SynthesisPlan {
  const form = formOf(request, engine.languages);
  const voice = request.voiceName;
  if (!isVoiceName(voice))
    throw invalidArgument("voice_name", `there is no voice "${voice}"; there are ${voiceNames.join(", ")}`);
  const style = styleOf(request.synthesizeOptions);
  const writer = createScriptWriter(form.language, engine.speeds);
  for (const name of ignoredOptions(request.synthesizeOptions)) writer.ignore(name);
  const script = scriptOf(request, { writer, language: form.language, isStream }, { voice, manner: ownManner }, style);
  return { ...form, script };
}

/**
 * The same for a cloned voice, which has no options.
 *
 * @throws as `readSynthesisRequest`
 */
export function readClonedSynthesisRequest(
  request: VoiceCloningRequest,
  speaker: Speaker,
  isStream: boolean,
  engine: Pick<SynthesisEngine, "languages" | "speeds">,
): SynthesisPlan {
  const form = formOf(request, engine.languages);
  const writer = createScriptWriter(form.language, engine.speeds);
  return { ...form, script: scriptOf(request, { writer, language: form.language, isStream }, speaker, "neutral") };
}

/** Language and format of the response. */
function formOf(request: SpeechRequest, languages: readonly string[]): Omit<SynthesisPlan, "script"> {
  const language = languageOf(request.languageCode, languages);
  const coding = codingOf(request.encoding);
  if (!coding) {
    const name = Object.entries(AudioEncoding).find(([, value]) => value === request.encoding)?.[0];
    throw invalidArgument(
      "encoding",
      `${name ?? String(request.encoding)} is not supported; LINEAR_PCM, MULAW and ALAW are`,
    );
  }
  const sampleRateHz = request.sampleRateHertz;
  if (sampleRateHz < sampleRatesHz.min || sampleRateHz > sampleRatesHz.max) {
    const range = `${String(sampleRatesHz.min)} to ${String(sampleRatesHz.max)}`;
    throw invalidArgument("sample_rate_hertz", `must be ${range}, got ${String(sampleRateHz)}`);
  }
  return { language, coding, sampleRateHz };
}

/** Script of the request's text or SSML. */
function scriptOf({ inputSource }: SpeechRequest, reader: SsmlReader, speaker: Speaker, style: StyleName): Script {
  const { writer } = reader;
  const { case: source, value: input = "" } = inputSource;
  if (source === undefined) throw invalidArgument("input_source", "one of text and ssml must be set");
  if (input.trim() === "") throw invalidArgument(source, "is empty");
  if (source === "text") {
    if (input.length > maxTextCharacters)
      throw invalidArgument("text", `has more than ${String(maxTextCharacters)} characters`);
    writer.say(readPlainText(input, reader.language), {
      voice: speaker.voice,
      manner: combineManners(speaker.manner, styleManner(style)),
    });
  } else {
    try {
      readSsml(input, reader, speaker, style);
    } catch (error) {
      if (error instanceof SsmlError) throw invalidArgument("ssml", error.message);
      throw error;
    }
  }
  const script = writer.script();
  if (script.items.length === 0) throw invalidArgument(source, "holds nothing to say");
  return script;
}

/** `ru`, `en`, `en-US`: the part before the hyphen decides; empty is the engine's default language. */
function languageOf(code: string, languages: readonly string[]): string {
  const language = code === "" ? languages[0] : code.split("-")[0]?.toLowerCase();
  const known = languages.find((name) => name === language);
  if (known === undefined)
    throw invalidArgument("language_code", `there is no voice for "${code}"; there are ${languages.join(", ")}`);
  return known;
}

function styleOf(options: SynthesizeOptions | undefined): StyleName {
  const style = styleNamed(options?.voiceStyle ?? 0);
  if (!style)
    throw invalidArgument("synthesize_options.voice_style", `there is no style ${String(options?.voiceStyle)}`);
  const type = options?.modelType ?? "";
  if (type !== "" && type !== voiceModelType) {
    throw invalidArgument(
      "synthesize_options.model_type",
      `there is no model of type "${type}"; there is ${voiceModelType}`,
    );
  }
  return style;
}

/** Options that the one engine behind all models does not have. */
function ignoredOptions(options: SynthesizeOptions | undefined): string[] {
  if (!options) return [];
  const names = Object.keys(options.customOptions).map((name) => `custom_options.${name}`);
  if (options.modelSampleRateHertz !== 0) names.push("model_sample_rate_hertz");
  if (options.postprocessingMode !== PostprocessingMode.POST_PROCESSING_DISABLE) names.push("postprocessing_mode");
  return names.map((name) => `synthesize_options.${name}`);
}
