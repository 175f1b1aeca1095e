import { createRouterTransport, type ServiceImpl } from "@connectrpc/connect";
import type { MicrophoneStall } from "../../src/audio/microphone/chunk-watch.ts";
import { MicrophoneError } from "../../src/audio/microphone/microphone-error.ts";
import type { Microphone, MicrophoneOptions } from "../../src/audio/microphone/microphone.ts";
import { pcmBytes } from "../../src/audio/wav.ts";
import { clientOver } from "../../src/audiokit/client.ts";
import { STT } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { openRecordingWriter, type RecordingSink } from "../../src/local-archive/recording-writer.ts";
import { logCalls } from "../../src/logging/log-calls.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { createLogger } from "../../src/logging/logger.ts";
import { liveLog } from "../../src/pages/recognize/live/live-log.ts";
import { LiveSession, type LiveSessionDeps } from "../../src/pages/recognize/live/live-session.svelte.ts";
import { untouchedForm } from "../../src/pages/recognize/options/recognition-form.ts";

/** A microphone that speaks when it is told to: there is none in a test. */
export function fakeMicrophone() {
  let level: MicrophoneOptions["onLevel"];
  let onStall: MicrophoneOptions["onStall"];
  let [missingSeconds, wakes] = [0, 0];
  const closed = Promise.withResolvers<void>();
  let isPaused = false;
  let controller!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  let isOver = false;
  const over = (how: () => void) => {
    if (!isOver) how();
    isOver = true;
  };
  return {
    isOpen: () => controller !== undefined && !isOver,
    /** A tenth of a second of audio, or more. */
    speak(value = 8000, seconds = 0.1) {
      level?.({ rms: value / 32_768, peak: value / 32_768 });
      if (!isPaused && !isOver) controller.enqueue(pcmBytes(new Int16Array(seconds * 16_000).fill(value)));
    },
    get wakes() {
      return wakes;
    },
    /** Stops giving audio, or gives it again after so many seconds. */
    stall(cause?: MicrophoneStall, afterSeconds = 0) {
      missingSeconds += afterSeconds;
      onStall?.(cause);
    },
    unplug: () =>
      over(() => controller.error(new MicrophoneError({ kind: "unplugged", message: "the microphone went away" }))),
    open(options: MicrophoneOptions): Promise<Microphone> {
      level = options.onLevel;
      onStall = options.onStall;
      const chunks = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (given) => void (controller = given) });
      return Promise.resolve({
        label: "Desk microphone",
        treatment: { echoCancellation: false, noiseSuppression: true },
        chunks,
        droppedSeconds: 0,
        get missingSeconds() {
          return missingSeconds;
        },
        closed: closed.promise,
        wake: () => wakes++,
        pause: () => (isPaused = true),
        resume: () => (isPaused = false),
        stop: () => Promise.resolve(over(() => (controller.close(), closed.resolve()))),
      });
    },
  };
}

/** Hears a word in every piece and settles the phrase when the sound ends. */
export const countPieces: ServiceImpl<typeof STT>["recognize"] = async function* (messages) {
  let bytes = 0;
  for await (const { streamingRequest } of messages) {
    if (streamingRequest.case !== "audio") continue;
    bytes += streamingRequest.value.length;
    yield { hypothesis: { transcript: `heard ${String(bytes)}`, startTimeMs: 100 } };
  }
  yield { hypothesis: { transcript: `heard ${String(bytes)} in all`, startTimeMs: 100 }, isFinal: true };
};

/** A session over a platform in memory and a fake microphone; `written` is the recording, `notes` what is noted of it; `write` delays or fails its writes. */
export function testLiveSession(
  platform: Partial<ServiceImpl<typeof STT>> = {},
  deps: Partial<LiveSessionDeps> = {},
  write: RecordingSink["write"] = () => Promise.resolve(),
) {
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const transport = createRouterTransport(({ service }) => void service(STT, { recognize: countPieces, ...platform }), {
    transport: { interceptors: [observeCalls(logCalls(logger))] },
  });
  const microphone = fakeMicrophone();
  const written: Uint8Array[] = [];
  const notes: Record<string, unknown>[] = [];
  const settled: unknown[] = [];
  const session = new LiveSession({
    client: clientOver(transport),
    openMicrophone: (options) => microphone.open(options),
    recordings: {
      begin: ({ sampleRateHz }, onTrouble) =>
        Promise.resolve(
          openRecordingWriter({
            id: "rec-1",
            startedAtMs: 0,
            sampleRateHz,
            write: (bytes) => write(bytes).then(() => void written.push(bytes)),
            update: (changes) => Promise.resolve(notes.push(changes)),
            release: () => Promise.resolve(),
            onTrouble,
          }),
        ),
      sound: () => Promise.resolve(new Uint8Array(64_000)),
      settle: (id, outcome) => Promise.resolve(void settled.push([id, outcome])),
    },
    log: liveLog(logger),
    nowMs: () => Date.now(),
    recognitionForm: () => ({ ...untouchedForm, language: "en" }),
    decideForm: () => Promise.resolve({ ...untouchedForm, language: "en" }),
    ...deps,
  });
  const names = () => events.map(({ event }) => event);
  const find = (name: string) => events.find(({ event }) => event === name);
  return { session, microphone, events, names, find, written, notes, settled };
}
