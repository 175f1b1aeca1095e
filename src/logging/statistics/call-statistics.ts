import type { Message } from "@bufbuild/protobuf";
import { messageSizeBytes } from "../../wire/message-size.ts";
import { callContextKey } from "../call-context.ts";
import type { Initiator } from "../log-event.ts";
import type { ObserveCall } from "../observe-calls.ts";
import { openAudioMeter } from "./audio-meter.ts";

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
  /** Counts a call; for `observeCalls`. */
  observe: ObserveCall;
  /** A copy of the numbers as they are now; without `initiator` of all calls. */
  statistics(initiator?: Initiator): CallStatistics;
}

const nothing = (): ServiceStatistics => {
  return { calls: 0, failures: 0, cancelled: 0, sentBytes: 0, receivedBytes: 0, audioSeconds: 0 };
};

/** Makes a counter that starts at zero. */
export function countCalls(): CallCounter {
  const counted = { user: new Map<string, ServiceStatistics>(), console: new Map<string, ServiceStatistics>() };

  const observe: ObserveCall = ({ method, contextValues }) => {
    const ofInitiator = counted[contextValues.get(callContextKey).initiator ?? "user"];
    const counts = ofInitiator.get(method.parent.name) ?? nothing();
    ofInitiator.set(method.parent.name, counts);
    counts.calls++;
    const meter = openAudioMeter();
    return {
      sent(message) {
        counts.sentBytes += messageSizeBytes(method.input, message as Message);
        meter.sent(message as Message);
      },
      received(message) {
        counts.receivedBytes += messageSizeBytes(method.output, message as Message);
        meter.received(message as Message);
      },
      end({ outcome }) {
        counts.audioSeconds += meter.seconds();
        if (outcome === "cancelled") counts.cancelled++;
        else if (outcome !== "success") counts.failures++;
      },
    };
  };
  return {
    observe,
    statistics: (initiator) => sumByService(initiator ? [counted[initiator]] : [counted.user, counted.console]),
  };
}

function sumByService(parts: Map<string, ServiceStatistics>[]): CallStatistics {
  const sums: CallStatistics = {};
  for (const [service, counts] of parts.flatMap((part) => [...part])) {
    const sum = (sums[service] ??= nothing());
    for (const figure of Object.keys(counts) as (keyof ServiceStatistics)[]) sum[figure] += counts[figure];
  }
  return sums;
}
