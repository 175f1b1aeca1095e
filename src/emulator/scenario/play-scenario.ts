import type { Code } from "@connectrpc/connect";
import {
  ConnectError,
  type Interceptor,
  type StreamRequest,
  type StreamResponse,
  type UnaryRequest,
  type UnaryResponse,
} from "@connectrpc/connect";
import type { WavCoding } from "../../audio/wav.ts";
import { AudioEncoding, type StreamingSynthesizeSpeechResponse } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { RecognizeResponse } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import type { Scenario, ScenarioCall } from "../../wire/scenario.ts";
import { codingOf } from "../audio/encode-audio.ts";
import { handlerContextKey, noteMismatch } from "../call-metadata.ts";
import { cutWav, shareOf } from "./cut-sound.ts";

/** The time of the machine, or of a test. */
export interface ScenarioClock {
  /** It never jumps, in milliseconds. */
  nowMs(): number;
  /** Waits so many milliseconds; rejects when the call ends before. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * Interceptor that plays recorded calls again: each call of a method in the scenario takes the next recorded one of it, and after the
 * last the first again. Status, words, headers and times are the recorded ones; sound and words are made as for any call, sound cut
 * or filled up with silence to the recorded size. Calls of other methods are served as always.
 *
 * It belongs outermost, because it decides when the headers are sent. Each answer says in `x-audiokit-note` that it is played.
 */
export function playScenario({ calls }: Scenario, clock: ScenarioClock): Interceptor {
  const counts = new Map<string, number>();
  return (next) => (request) => {
    const method = `${request.service.typeName}/${request.method.name}`;
    const recorded = calls.filter((call) => call.method === method);
    const count = counts.get(method) ?? 0;
    const call = recorded[count % Math.max(1, recorded.length)];
    if (!call) return next(request);
    counts.set(method, count + 1);
    announce(call, (count % recorded.length) + 1, recorded.length, request.contextValues.get(handlerContextKey));
    const startMs = clock.nowMs();
    const until = (atMs: number) => clock.wait(Math.max(0, startMs + atMs - clock.nowMs()), request.signal);
    const { request: readRequest, coding } = requestOf(request);
    return play(call, () => next(readRequest), until, coding);
  };
}

type Until = (atMs: number) => Promise<void>;

/** The request, and the coding of the sound that it wants as soon as it has been read; PCM where it names none. */
function requestOf(request: UnaryRequest | StreamRequest) {
  let coding: WavCoding = "pcm16";
  async function* read<T>(messages: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const message of messages) {
      coding = codingOf((message as { encoding?: AudioEncoding }).encoding ?? AudioEncoding.LINEAR_PCM) ?? coding;
      yield message;
    }
  }
  return { request: request.stream ? { ...request, message: read(request.message) } : request, coding: () => coding };
}

async function play(
  call: ScenarioCall,
  proceed: () => Promise<UnaryResponse | StreamResponse>,
  until: Until,
  coding: () => WavCoding,
): Promise<UnaryResponse | StreamResponse> {
  const hasMessages = [call.chunksAtMs, call.partialsAtMs, call.finalsAtMs].some((times) => times && times.length > 0);
  if (call.status !== 0 && !hasMessages) {
    await until(call.endAtMs);
    throw failureOf(call);
  }
  if (call.headersAtMs !== undefined) await until(call.headersAtMs);
  const response = await proceed();
  if (!response.stream) {
    const { message } = response;
    if (isSound(message)) message.audio = cutWav(message.audio, call.audioBytes ?? message.audio.length);
    await until(call.endAtMs);
    return response;
  }
  const messages = response.message as AsyncIterable<unknown>;
  if (call.chunksAtMs) {
    const chunks = soundAt(messages, call, call.chunksAtMs, until, coding);
    return { ...response, message: endAt(chunks, call, until) } as StreamResponse;
  }
  const results = resultsAt(messages, call, until);
  const ended = call.status === 0 ? endAt(results, call, until) : failAt(results, call, until);
  return { ...response, message: ended } as StreamResponse;
}

/** Chunks of audio at their times, of equal sizes, from the sound of the answer. */
async function* soundAt(
  messages: AsyncIterable<unknown>,
  call: ScenarioCall,
  times: number[],
  until: Until,
  coding: () => WavCoding,
) {
  const sound = shareOf(messages as AsyncIterable<StreamingSynthesizeSpeechResponse>, coding);
  try {
    const totalBytes = call.audioBytes ?? 0;
    for (const [at, atMs] of times.entries()) {
      // Whole samples of any coding.
      const end = (index: number) => Math.floor(((totalBytes / times.length) * index) / 2) * 2;
      const message = await sound.next(at === times.length - 1 ? totalBytes - end(at) : end(at + 1) - end(at));
      await until(atMs);
      yield message;
    }
  } finally {
    await sound.close();
  }
}

/** Results as they are recognised, none before the time at which one of its kind came. */
async function* resultsAt(messages: AsyncIterable<unknown>, call: ScenarioCall, until: Until) {
  const left = { partials: [...(call.partialsAtMs ?? [])], finals: [...(call.finalsAtMs ?? [])] };
  for await (const message of messages) {
    const { hypothesis, isFinal } = message as RecognizeResponse;
    const atMs = hypothesis ? left[isFinal ? "finals" : "partials"].shift() : undefined;
    if (atMs !== undefined) await until(atMs);
    yield message;
  }
}

/** Ends a call no sooner than it ended, with all that came before. */
async function* endAt(messages: AsyncIterable<unknown>, call: ScenarioCall, until: Until) {
  yield* messages;
  await until(call.endAtMs);
  if (call.status !== 0) throw failureOf(call);
}

/** Ends a failed call when it failed, whatever is still to come: a live call may go on for as long as somebody speaks. */
async function* failAt(messages: AsyncIterable<unknown>, call: ScenarioCall, until: Until) {
  const over = until(call.endAtMs);
  // Whoever leaves before hears nothing of it any more.
  over.catch(() => undefined);
  const iterator = messages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), over]);
      if (!step || step.done === true) break;
      yield step.value;
    }
    await over;
    throw failureOf(call);
  } finally {
    // Not awaited: it may still wait for sound that nobody sends.
    iterator.return?.().catch(() => undefined);
  }
}

function failureOf({ status, message = "" }: ScenarioCall): ConnectError {
  return new ConnectError(message, status as Code);
}

function isSound(message: unknown): message is { audio: Uint8Array<ArrayBuffer> } {
  return (message as { audio?: unknown }).audio instanceof Uint8Array;
}

function announce(
  call: ScenarioCall,
  index: number,
  count: number,
  context: Parameters<typeof noteMismatch>[0] | undefined,
) {
  if (!context) return;
  for (const [name, value] of Object.entries(call.headers ?? {})) context.responseHeader.set(name, value);
  const invented = ["sound and words", ...call.invented.map((part) => part.replace("-", " "))].join(", ");
  noteMismatch(
    context,
    `A scenario plays recorded call ${String(index)} of ${String(count)}: status and times as recorded; invented: ${invented}.`,
  );
}
