import { bytesPerSample, type WavFormat } from "../../audio/wav.ts";
import type { SoundMessage } from "../../local-archive/call-input-database.ts";
import type { ReplayParameters, ReplayRequest, SentSound } from "./replay-request.ts";

/** What is changed of a call before it is sent again; one thing at a time, so that a difference has one reason. */
export type ReplayVariant =
  | { is: "same" }
  | { is: "rate"; sampleRateHz: number }
  | { is: "voice"; voice: string }
  | { is: "model"; model: string };

/** The same sound at another rate: see `resampleSamples`. */
export type Resample = (samples: Uint8Array, format: WavFormat, toRateHz: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Rates that are offered, in Hz. */
export const replayRatesHz = [8_000, 16_000, 48_000] as const;

/** Names a variant among those of one call. */
export function variantKey(variant: ReplayVariant): string {
  if (variant.is === "same") return "same";
  return `${variant.is} ${variant.is === "rate" ? String(variant.sampleRateHz) : variant.is === "voice" ? variant.voice : variant.model}`;
}

/** The variant that a key names; undefined for any other text. */
export function readVariant(key: string): ReplayVariant | undefined {
  if (key === "same") return { is: "same" };
  const [, is, value = ""] = /^(rate|voice|model) (.*)$/s.exec(key) ?? [];
  if (is === "voice") return { is, voice: value };
  if (is === "model") return { is, model: value };
  const sampleRateHz = Number(value);
  return is === "rate" && sampleRateHz > 0 ? { is, sampleRateHz } : undefined;
}

/** Whether a call can be changed so. */
export function canVary({ kind }: ReplayParameters, is: ReplayVariant["is"]): boolean {
  if (is === "same") return true;
  if (is === "rate") return ["synthesis", "cloned", "file", "live"].includes(kind);
  return is === "voice" ? kind === "synthesis" : ["synthesis", "file", "live"].includes(kind);
}

/** Whether a variant would send exactly what was sent. */
export function isUnchanged({ kind, ...rest }: ReplayParameters, variant: ReplayVariant): boolean {
  if (variant.is === "same") return true;
  const request = "request" in rest ? (rest.request as Record<string, unknown>) : {};
  if (variant.is === "rate") return request["sampleRateHz"] === variant.sampleRateHz;
  if (variant.is === "voice") return request["voice"] === variant.voice;
  return (request[kind === "synthesis" ? "modelType" : "model"] ?? "") === variant.model;
}

/**
 * The call with one thing changed. A synthesis is asked for another rate; a recognition gets its sound resampled, and the rate that
 * goes with it.
 */
export async function applyVariant(
  replay: ReplayRequest,
  variant: ReplayVariant,
  resample: Resample,
): Promise<ReplayRequest> {
  const { parameters } = replay;
  if (variant.is === "same") return replay;
  if (variant.is !== "rate") return { ...replay, parameters: renamed(parameters, variant) };
  const { sampleRateHz } = variant;
  if (parameters.kind === "synthesis" || parameters.kind === "cloned") {
    return { ...replay, parameters: withRequest(parameters, { sampleRateHz }) };
  }
  if (parameters.kind !== "file" && parameters.kind !== "live") return replay;
  if (replay.sound === undefined || isUnchanged(parameters, variant)) return replay;
  const { request } = parameters;
  const bytes = await resample(replay.sound.bytes, request, sampleRateHz);
  const format: WavFormat = { coding: "pcm16", sampleRateHz, channelCount: request.channelCount };
  const sound = { bytes, messages: recut(replay.sound, request, bytes.length, format) };
  return { ...replay, parameters: withRequest(parameters, { sampleRateHz, coding: "pcm16" }), sound };
}

function renamed(parameters: ReplayParameters, variant: ReplayVariant): ReplayParameters {
  if (variant.is === "voice") return withRequest(parameters, { voice: variant.voice });
  if (variant.is !== "model") return parameters;
  return withRequest(
    parameters,
    parameters.kind === "synthesis" ? { modelType: variant.model } : { model: variant.model },
  );
}

function withRequest<Parameters extends ReplayParameters>(parameters: Parameters, changes: object): Parameters {
  return "request" in parameters ? { ...parameters, request: { ...parameters.request, ...changes } } : parameters;
}

const frameBytesOf = ({ coding, channelCount }: WavFormat) => bytesPerSample(coding) * channelCount;

/** The same times of the sound in each message, at another rate; none longer than it was. */
function recut({ messages }: SentSound, from: WavFormat, sizeBytes: number, to: WavFormat): SoundMessage[] {
  const factor = (to.sampleRateHz / from.sampleRateHz) * (frameBytesOf(to) / frameBytesOf(from));
  const cuts: SoundMessage[] = [];
  let [old, start] = [0, 0];
  for (const [index, message] of messages.entries()) {
    old += message.sizeBytes;
    const exact = Math.min(sizeBytes, old * factor);
    const end = index === messages.length - 1 ? sizeBytes : exact - (exact % frameBytesOf(to));
    if (end > start) cuts.push({ sizeBytes: end - start, atMs: message.atMs });
    start = Math.max(start, end);
  }
  return cuts;
}
