import type { Message } from "@bufbuild/protobuf";
import { messageSizeBytes } from "../../wire/message-size.ts";
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
  /** A copy of the numbers as they are now. */
  statistics(): CallStatistics;
}

const nothing = (): ServiceStatistics => {
  return { calls: 0, failures: 0, cancelled: 0, sentBytes: 0, receivedBytes: 0, audioSeconds: 0 };
};

/** Makes a counter that starts at zero. */
export function countCalls(): CallCounter {
  const counted = new Map<string, ServiceStatistics>();

  const observe: ObserveCall = ({ method }) => {
    const counts = counted.get(method.parent.name) ?? nothing();
    counted.set(method.parent.name, counts);
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
    statistics: () => Object.fromEntries([...counted].map(([service, counts]) => [service, { ...counts }])),
  };
}
