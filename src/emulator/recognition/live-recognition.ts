import type { HandlerContext } from "@connectrpc/connect";
import type { RecognizeRequest, StreamRecognitionConfig } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { RecognizeResponse } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { arrivals, type Arrival } from "./arrivals.ts";
import { noteIgnored, noteMismatch } from "../call-metadata.ts";
import { interimStepMs, openChannel, type ChannelRecognition } from "./channel-recognition.ts";
import { frameBytes, openAudioReader, type AudioReader } from "../audio/decode-audio.ts";
import { invalidArgument } from "../invalid-argument.ts";
import type { RecognitionEngine, VoiceActivity } from "./recognition-engine.ts";
import { readRecognitionConfig, type RecognitionPlan } from "./recognition-options.ts";

/** What live recognition needs. */
export interface LiveOptions {
  engines: readonly RecognitionEngine[];
  vad: VoiceActivity;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/**
 * Recognises a stream while it arrives: the configuration first, then audio only; results as phrases end.
 *
 * A message is read only after all responses to the previous one were read, so an endless stream needs no more memory
 * than one phrase, and back-pressure slows down a client that sends faster than the engine works.
 *
 * @throws ConnectError INVALID_ARGUMENT when the protocol is violated or the configuration is bad
 */
export async function* recognizeLive(
  requests: AsyncIterable<RecognizeRequest>,
  context: HandlerContext,
  options: LiveOptions,
): AsyncGenerator<RecognizeResponse> {
  const { engines, vad, now } = options;
  const messages = arrivals(requests, context.signal, now);
  let reader: AudioReader | undefined;
  let recognition: ChannelRecognition | undefined;
  try {
    const first = await messages.next();
    if (first.done === true) return;
    const { config, singleUtterance, interimResults } = configOf(first.value.message);
    if (!config) throw invalidArgument("config.config", "is missing");
    const plan = readRecognitionConfig(config, "stream", engines);
    noteIgnored(context, plan.ignored);
    if (plan.mismatch !== undefined) noteMismatch(context, plan.mismatch);

    reader = await openAudioReader(plan.format, false);
    recognition = openChannel({ plan, vad, channel: 1, interim: interimResults, now, signal: context.signal });
    for await (const response of hear(messages, plan, reader, recognition)) {
      yield response;
      if (singleUtterance && response.isFinal && response.hypothesis) return;
    }
  } finally {
    reader?.close();
    recognition?.close();
    await messages.return();
  }
}

async function* hear(
  messages: AsyncIterable<Arrival<RecognizeRequest>>,
  plan: RecognitionPlan,
  reader: AudioReader,
  recognition: ChannelRecognition,
): AsyncGenerator<RecognizeResponse> {
  for await (const { message, hadToWait } of messages) {
    for (const { bytes, isLast } of slices(audioOf(message), plan)) {
      for (const sound of reader.push(bytes)) yield* recognition.push(sound, hadToWait && isLast);
    }
  }
  // The client has half-closed: finish the open phrase, and only then report what is wrong with the last bytes.
  let last: Float32Array[] = [];
  let problem: unknown;
  try {
    last = reader.end();
  } catch (error) {
    problem = error;
  }
  for (const sound of last) yield* recognition.push(sound);
  yield* recognition.end();
  if (problem !== undefined) throw problem as Error;
}

function configOf({ streamingRequest: request }: RecognizeRequest): StreamRecognitionConfig {
  if (request.case === "config") return request.value;
  throw outOfOrder("the first message must hold config, it holds", request.case);
}

function audioOf({ streamingRequest: request }: RecognizeRequest): Uint8Array {
  if (request.case === "audio") return request.value;
  throw outOfOrder("after the first message only audio may follow, got", request.case);
}

function outOfOrder(rule: string, got: string | undefined): Error {
  return invalidArgument("streaming_request", `${rule} ${got ?? "nothing"}`);
}

/** Splits a long message, so that partial results come within it too. */
function* slices(audio: Uint8Array, plan: RecognitionPlan): Generator<{ bytes: Uint8Array; isLast: boolean }> {
  const frames = Math.ceil((plan.format.sampleRateHz * interimStepMs) / 1000);
  const sliceBytes = frames * frameBytes(plan.format);
  for (let offset = 0; offset < audio.length; offset += sliceBytes) {
    yield { bytes: audio.subarray(offset, offset + sliceBytes), isLast: offset + sliceBytes >= audio.length };
  }
}
