import type { Interceptor, StreamResponse, UnaryResponse } from "@connectrpc/connect";
import { classifyFailure } from "../../wire/classify-failure.ts";
import { messageSizeBytes } from "../../wire/message-size.ts";
import { openAudioMeter, type AudioMeter } from "./audio-meter.ts";

/** What a client did with one service since it was made. */
export interface ServiceStatistics {
  calls: number;
  /** Cancelled ones are none. */
  failures: number;
  cancelled: number;
  /** Bytes of the messages' wire form. */
  sentBytes: number;
  receivedBytes: number;
  /** Seconds of sound sent for recognition and cloning, and made by synthesis. */
  audioSeconds: number;
}

/** By service: `TTS`, `STT`, `VoiceCloning`, ... */
export type CallStatistics = Record<string, ServiceStatistics>;

/** Counts calls. */
export interface CallCounter {
  /** Belongs outermost, beside the one that logs. */
  interceptor: Interceptor;
  /** A copy of the numbers as they are now. */
  statistics(): CallStatistics;
}

const nothing = (): ServiceStatistics => {
  return { calls: 0, failures: 0, cancelled: 0, sentBytes: 0, receivedBytes: 0, audioSeconds: 0 };
};

/** Makes a counter that starts at zero. */
export function countCalls(): CallCounter {
  const counted = new Map<string, ServiceStatistics>();

  const interceptor: Interceptor = (next) => async (request) => {
    const { method, signal } = request;
    const counts = counted.get(method.parent.name) ?? nothing();
    counted.set(method.parent.name, counts);
    counts.calls++;
    const sound = openAudioMeter();
    const end = endOnce(counts, sound, signal);
    // A reader that leaves is known by the signal only: Connect does not tell the stream.
    signal.addEventListener("abort", () => end(signal.reason), { once: true });
    const sent = (message: Parameters<AudioMeter["sent"]>[0]) => {
      counts.sentBytes += messageSizeBytes(method.input, message);
      sound.sent(message);
    };
    const received = (message: Parameters<AudioMeter["received"]>[0]) => {
      counts.receivedBytes += messageSizeBytes(method.output, message);
      sound.received(message);
    };
    try {
      if (!request.stream) sent(request.message);
      const response = await next(request.stream ? { ...request, message: tap(request.message, sent) } : request);
      if (response.stream) return { ...response, message: tap(response.message, received, end) } as StreamResponse;
      received(response.message);
      end();
      return response as UnaryResponse;
    } catch (thrown) {
      end(thrown);
      throw thrown;
    }
  };
  return {
    interceptor,
    statistics: () => Object.fromEntries([...counted].map(([service, counts]) => [service, { ...counts }])),
  };
}

/** Counts the outcome of a call once, whoever tells of it first: its end, its failure, its signal or its reader. */
function endOnce(counts: ServiceStatistics, sound: AudioMeter, signal: AbortSignal): (failure?: unknown) => void {
  let ended = false;
  return (failure) => {
    if (ended) return;
    ended = true;
    counts.audioSeconds += sound.seconds();
    if (failure === undefined) return;
    if (failure === left || classifyFailure(failure, signal) === "cancelled") counts.cancelled++;
    else counts.failures++;
  };
}

const left = Symbol("the reader left");

async function* tap<T>(messages: AsyncIterable<T>, see: (message: T) => void, end?: (failure?: unknown) => void) {
  try {
    for await (const message of messages) {
      see(message);
      yield message;
    }
    end?.();
  } catch (thrown) {
    end?.(thrown);
    throw thrown;
  } finally {
    end?.(left);
  }
}
