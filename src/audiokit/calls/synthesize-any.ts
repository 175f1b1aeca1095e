import { readWav } from "../../audio/wav.ts";
import type { AudioKitCallOptions } from "../call-options.ts";
import type { AudioKitClient } from "../client.ts";
import type { Synthesis, SynthesisOptions } from "./synthesis-response.ts";
import type { SynthesisRequest } from "./synthesize.ts";

/** What is to be said, by a voice of the platform or by a cloned one. */
export interface SpeechOrder extends SynthesisRequest {
  /** Id of a cloned voice. It has no styles and no models, so that those of the order are not sent. */
  voiceId?: string;
}

/** The methods that speak in one answer. */
export type UnarySynthesisClient = Pick<AudioKitClient, "synthesize" | "synthesizeCloned">;
/** The methods that speak. */
export type SynthesisClient = UnarySynthesisClient &
  Pick<AudioKitClient, "synthesizeStream" | "synthesizeClonedStream">;

/** Whether the platform can speak this in one answer only: `<emphasis>` does not exist in a stream. */
export function needsUnaryCall({ text, ssml = false }: Pick<SynthesisRequest, "text" | "ssml">): boolean {
  return ssml && /<emphasis[\s/>]/.test(text);
}

/** Speaks in one answer, which is a WAV already. */
export async function synthesizeUnary(
  client: UnarySynthesisClient,
  { voiceId, ...request }: SpeechOrder,
  call: AudioKitCallOptions = {},
): Promise<Synthesis> {
  if (voiceId === undefined) return client.synthesize(request, call);
  return client.synthesizeCloned({ ...request, voiceId }, call);
}

/**
 * Speaks with the method that suits the order, in pieces wherever it can.
 *
 * `onChunk` sees headerless samples either way; an answer that comes whole is one piece.
 */
export async function speak(
  client: SynthesisClient,
  order: SpeechOrder,
  options: SynthesisOptions = {},
): Promise<Synthesis> {
  if (!needsUnaryCall(order)) {
    const { voiceId, ...request } = order;
    if (voiceId === undefined) return client.synthesizeStream(request, options);
    return client.synthesizeClonedStream({ ...request, voiceId }, options);
  }
  const { onChunk, ...call } = options;
  const whole = await synthesizeUnary(client, order, call);
  const { samples: bytes, ...format } = readWav(whole.wav);
  onChunk?.({ ...format, bytes, index: 0 });
  return whole;
}
