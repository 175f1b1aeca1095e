import { readWav } from "../../audio/wav.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import type { SpeechStream, SynthesisChunk } from "./speech-stream.ts";
import type { Synthesis, SynthesisSummary } from "./synthesis-response.ts";
import type { ClonedSpeechRequest } from "./synthesize-cloned.ts";
import { defaultRateHz, type SynthesisRequest } from "./synthesize.ts";

/** What to synthesise, with a voice of the platform or with a cloned one. */
export interface SpeechOrder extends SynthesisRequest {
  /** Id of a cloned voice. It has no styles and no models, so that those of the order are not sent. */
  voiceId?: string;
}

/** The methods that synthesise in one response. */
export interface UnarySynthesisClient {
  /** One response with the whole WAV; deadline 10 minutes. */
  synthesize(request: SynthesisRequest, options?: AudioKitCallOptions): Promise<Synthesis>;
  /** A cloned voice, in one response; deadline 10 minutes. */
  synthesizeCloned(request: ClonedSpeechRequest, options?: AudioKitCallOptions): Promise<Synthesis>;
}

/** The methods that synthesise. */
export interface SynthesisClient extends UnarySynthesisClient {
  /** In chunks, the first as soon as it is ready; deadline 10 minutes. Nothing is sent before the chunks are requested. */
  synthesizeStream(request: SynthesisRequest, options?: AudioKitCallOptions): SpeechStream;
  /** A cloned voice, in chunks; deadline 10 minutes. Nothing is sent before the chunks are requested. */
  synthesizeClonedStream(request: ClonedSpeechRequest, options?: AudioKitCallOptions): SpeechStream;
}

/** Whether the platform can synthesise this in one response only: `<emphasis>` does not exist in a stream. */
export function needsUnaryCall({ text, ssml = false }: Pick<SynthesisRequest, "text" | "ssml">): boolean {
  return ssml && /<emphasis[\s/>]/.test(text);
}

/** Synthesises in one response, which is a WAV already. */
export async function synthesizeUnary(
  client: UnarySynthesisClient,
  { voiceId, ...request }: SpeechOrder,
  call: AudioKitCallOptions = {},
): Promise<Synthesis> {
  if (voiceId === undefined) return client.synthesize(request, call);
  return client.synthesizeCloned({ ...request, voiceId }, call);
}

/** Synthesises with the method that suits the order, in chunks wherever it can; a unary response is one chunk. */
export function synthesizeAny(
  client: SynthesisClient,
  order: SpeechOrder,
  call: AudioKitCallOptions = {},
): SpeechStream {
  if (needsUnaryCall(order)) return oneChunk(order, () => synthesizeUnary(client, order, call));
  const { voiceId, ...request } = order;
  if (voiceId === undefined) return client.synthesizeStream(request, call);
  return client.synthesizeClonedStream({ ...request, voiceId }, call);
}

/** A unary call as a stream: its one chunk is a view into the WAV that came. */
function oneChunk({ coding = "pcm16", sampleRateHz = defaultRateHz }: SpeechOrder, send: () => Promise<Synthesis>) {
  let response: Promise<Synthesis> | undefined;
  let summary: SynthesisSummary = {
    ...{ coding, sampleRateHz, channelCount: 1, seconds: 0, chunkCount: 0, totalMs: 0 },
    reply: { ignored: [] },
  };
  return {
    async *[Symbol.asyncIterator](): AsyncGenerator<SynthesisChunk> {
      if (response) throw new TypeError("a speech stream can be read once");
      const { wav, ...rest } = await (response = send());
      summary = rest;
      const { samples: bytes, ...format } = readWav(wav);
      yield { ...format, bytes, index: 0 };
    },
    summary: () => summary,
  };
}
