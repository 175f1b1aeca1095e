import type { AudioKitClient } from "../../audiokit/client.ts";
import { collectSpeech } from "../../audiokit/calls/speech-stream.ts";
import { voicesOf } from "../../audiokit/calls/listed-voices.ts";
import type { AudioKitCallOptions } from "../../audiokit/contract/call-options.ts";
import type { TrialChange } from "../../diagnosis/trials.ts";
import type { LogEvent } from "../../logging/log-event.ts";

/** What trials are made with. */
export type TrialClient = Pick<AudioKitClient, "synthesizeStream" | "recognizeFile" | "ttsModels">;

/** Rate of a call that states none, in Hz. */
const defaultRateHz = 16_000;

/**
 * Repeats a failed call with a change, as a real call with as little in it as possible: a word to speak, or a second of a tone.
 *
 * @param request `request_data` of the failed call
 * @param listing options for the list of voices, which the change of the voice takes another one from
 * @returns false when the platform has no other voice
 * @throws AudioKitError of the call
 */
export async function makeTrial(
  client: TrialClient,
  change: TrialChange,
  { service, request_data: request = {} }: Pick<LogEvent, "service" | "request_data">,
  options: AudioKitCallOptions,
  listing: AudioKitCallOptions,
): Promise<boolean> {
  if (service === "ASR") {
    await client.recognizeFile({ ...toneOf(request), ...(change !== "model" && modelOf(request)) }, options);
    return true;
  }
  const language = text(request["language_code"]) ?? "ru";
  const named = text(request["voice_name"]) ?? "";
  const voice = change === "voice" ? await otherVoice(client, named, language, listing) : named;
  if (voice === undefined) return false;
  const word = language.startsWith("ru") ? "Раз." : "One.";
  const sampleRateHz = figure(request["sample_rate_hertz"]) ?? defaultRateHz;
  const order = { text: word, voice, language, sampleRateHz, ...(change !== "model" && voiceModelOf(request)) };
  await collectSpeech(client.synthesizeStream(order, options));
  return true;
}

async function otherVoice(client: TrialClient, named: string, language: string, options: AudioKitCallOptions) {
  const voices = voicesOf((await client.ttsModels(options)).models).filter(({ name }) => name !== named);
  const speaks = ({ languages }: { languages: string[] }) =>
    languages.length === 0 || languages.some((one) => one.split("-")[0] === language.split("-")[0]);
  return voices.find(speaks)?.name;
}

/** A second of a tone in the format of the failed call, but uncompressed and mono. */
function toneOf(request: Record<string, unknown>) {
  const sampleRateHz = figure(request["sample_rate"]) ?? defaultRateHz;
  const samples = Int16Array.from({ length: sampleRateHz }, (_, i) => 2000 * Math.sin((2 * Math.PI * 440 * i) / sampleRateHz)); // prettier-ignore
  const language = text(request["language"]);
  const format = {
    coding: "pcm16",
    sampleRateHz,
    channelCount: 1,
    ...(language !== undefined && { language }),
  } as const;
  return { audio: new Uint8Array(samples.buffer), ...format };
}

function modelOf({ model }: Record<string, unknown>) {
  return typeof model === "string" && model !== "default" ? { model } : {};
}

function voiceModelOf({ synthesize_options: given }: Record<string, unknown>) {
  const { model_type, model_sample_rate_hertz: rate } = (given ?? {}) as Record<string, unknown>;
  const modelType = text(model_type);
  const modelSampleRateHz = figure(rate);
  return {
    ...(modelType !== undefined && { modelType }),
    ...(modelSampleRateHz !== undefined && { modelSampleRateHz }),
  };
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const figure = (value: unknown) => (typeof value === "number" && value > 0 ? value : undefined);
