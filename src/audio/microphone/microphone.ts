import { createAudioQueue } from "./audio-queue.ts";
import { MicrophoneError } from "./microphone-error.ts";
import workletUrl from "./microphone-worklet.ts?worker&url";
import type { MicrophoneChunk } from "./microphone-worklet.ts";
import {
  appliedMicProcessing,
  micConstraints,
  type AppliedMicProcessing,
  type MicProcessing,
} from "./mic-processing.ts";

/** Rate of what the microphone gives, in Hz: the one that recognition models have. */
export const microphoneRateHz = 16_000;

/** Bytes of one second of it. */
export const microphoneBytesPerSecond = microphoneRateHz * Int16Array.BYTES_PER_ELEMENT;

/** Most audio that waits for the reader of a microphone, in seconds. */
const maxWaitingSeconds = 30;

/** Loudness of the last chunk, 0..1. */
export interface MicrophoneLevel {
  rms: number;
  peak: number;
}

export interface MicrophoneOptions {
  /** From `microphoneDevices`; default: the system's choice. */
  deviceId?: string;
  /** Processing that the browser shall apply; default: none, because recognisers and clones need the voice as it is. */
  treatments?: readonly MicProcessing[];
  /** Called ten times a second, paused or not. */
  onLevel?: (level: MicrophoneLevel) => void;
  /** Most audio that waits for the reader, in seconds; default 30. */
  maxWaitingSeconds?: number;
}

/** A running microphone; must be closed. */
export interface Microphone {
  /** What the device calls itself. */
  readonly label: string;
  /** Processing that the browser reports; it need not be what was requested. */
  readonly treatment: AppliedMicProcessing;
  /**
   * Chunks of 100 ms, mono 16 bit little-endian at 16 kHz, until `stop`. They wait here while nobody takes them, up to
   * `maxWaitingSeconds`; then new ones are dropped until half of them was taken.
   *
   * @throws MicrophoneError `unplugged` when the device goes away
   */
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /**
   * Audio that was dropped, in seconds, pauses apart: the page was too busy to take it from the audio thread (30 seconds wait
   * there), or the reader was too slow.
   */
  readonly droppedSeconds: number;
  /** Leaves out what is recorded until `resume`; the level is still reported. */
  pause(): void;
  resume(): void;
  /** Ends `chunks` and sets the device free. */
  stop(): Promise<void>;
}

/**
 * Opens the microphone; the browser asks the person the first time.
 *
 * @throws MicrophoneError when it may not, cannot or need not
 */
export async function openMicrophone(options: MicrophoneOptions = {}): Promise<Microphone> {
  const stream = await askForStream(options);
  const context = new AudioContext({ sampleRate: microphoneRateHz });
  try {
    await context.audioWorklet.addModule(workletUrl);
    await context.resume();
    const source = context.createMediaStreamSource(stream);
    return listen(stream, context, source, options);
  } catch (error) {
    stream.getTracks().forEach((track) => track.stop());
    await context.close();
    throw new MicrophoneError({
      kind: "unsupported",
      message: "the browser cannot read this microphone at 16 kHz",
      cause: error,
    });
  }
}

/** The microphones that the browser names; names are empty until one was opened. */
export async function microphoneDevices(): Promise<{ deviceId: string; label: string }[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.filter(({ kind }) => kind === "audioinput").map(({ deviceId, label }) => ({ deviceId, label }));
}

async function askForStream({ deviceId, treatments = [] }: MicrophoneOptions): Promise<MediaStream> {
  // Absent on pages that are neither https nor on this machine.
  if (navigator.mediaDevices === undefined) {
    throw new MicrophoneError({
      kind: "insecure",
      message: "the browser gives the microphone only to https pages and to localhost",
    });
  }
  const device = deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
  const audio = { channelCount: 1, ...micConstraints(treatments), ...device };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (error) {
    throw MicrophoneError.from(error);
  }
}

function listen(
  stream: MediaStream,
  context: AudioContext,
  source: MediaStreamAudioSourceNode,
  { onLevel, maxWaitingSeconds: maxSeconds = maxWaitingSeconds }: MicrophoneOptions,
): Microphone {
  const node = new AudioWorkletNode(context, "microphone", {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: "explicit",
  });
  source.connect(node);
  const track = stream.getAudioTracks()[0];
  let isPaused = false;
  let droppedSamples = 0;
  const queue = createAudioQueue({ maxBytes: maxSeconds * microphoneBytesPerSecond, onleave: () => stop() });
  node.port.onmessage = ({ data }: MessageEvent<MicrophoneChunk>) => {
    node.port.postMessage(undefined);
    onLevel?.({ rms: data.rms, peak: data.peak });
    if (isPaused) return;
    droppedSamples += data.droppedSamples;
    queue.push(new Uint8Array(data.samples.buffer));
  };
  track?.addEventListener("ended", () => {
    queue.end(new MicrophoneError({ kind: "unplugged", message: "the microphone went away" }));
    void stop();
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      queue.end();
      stream.getTracks().forEach((one) => one.stop());
      source.disconnect();
      node.port.close();
      await context.close();
    })();
    return stopped;
  };
  return {
    label: track?.label ?? "",
    treatment: track ? appliedMicProcessing(track.getSettings()) : {},
    chunks: queue.chunks,
    get droppedSeconds() {
      return droppedSamples / microphoneRateHz + queue.droppedBytes / microphoneBytesPerSecond;
    },
    pause: () => (isPaused = true),
    resume: () => (isPaused = false),
    stop,
  };
}
