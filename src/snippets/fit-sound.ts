import { createSampleDecoder } from "../audio/decode-samples.ts";
import { encodeALaw, encodeMuLaw } from "../audio/g711.ts";
import { pcmBytes, readWav, writeWav, type WavCoding, type WavFormat } from "../audio/wav.ts";
import type { LoggedCall } from "./logged-call.ts";
import { fieldsOf } from "./logged-fields.ts";
import { formatJson } from "./recognition-config.ts";

/** A kept sound as the snippets of its call read it. */
export interface FittedSound {
  /** The call whose snippets read it: it states the rate and the channels of the sound. */
  call: LoggedCall;
  /** In the coding of the call, with the header that the snippets expect. */
  wav: Uint8Array<ArrayBuffer>;
  /** What the call sent and the sound is not: the sound was kept at another rate, or with other channels. */
  differs: boolean;
}

/**
 * Makes of a kept sound the file that the snippets of its call read.
 *
 * @param wav as it is kept
 * @throws WavError when it is no WAV that `readWav` reads
 */
export function fitSound(call: LoggedCall, wav: Uint8Array): FittedSound {
  const { samples, ...kept } = readWav(wav);
  const sent = call.sound?.format ?? kept;
  const format = { ...kept, coding: sent.coding };
  const differs = kept.sampleRateHz !== sent.sampleRateHz || kept.channelCount !== sent.channelCount;
  return {
    call: differs ? withFormat(call, format) : call,
    wav: writeWav(recoded(samples, kept.coding, sent.coding), format),
    differs,
  };
}

function recoded(samples: Uint8Array, from: WavCoding, to: WavCoding): Uint8Array {
  if (from === to) return samples;
  const linear = createSampleDecoder(from)(samples);
  return to === "pcm16" ? pcmBytes(linear) : to === "alaw" ? encodeALaw(linear) : encodeMuLaw(linear);
}

/** The same call with a sound of another rate or of other channels. */
function withFormat(call: LoggedCall, format: WavFormat): LoggedCall {
  const { request, sound, method } = call;
  if (!sound) return call;
  const stated = formatJson(format);
  const config = fieldsOf(request["config"]);
  const changed =
    sound.field === "signal"
      ? { audio_format: stated }
      : method.methodKind === "unary"
        ? { config: { ...config, ...stated } }
        : { config: { ...config, config: { ...fieldsOf(config["config"]), ...stated } } };
  return { ...call, request: { ...request, ...(changed as LoggedCall["request"]) }, sound: { ...sound, format } };
}
