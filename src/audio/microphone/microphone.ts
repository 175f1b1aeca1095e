import { unlessAborted } from "../../basics/abort.ts";
import { createAudioQueue } from "./audio-queue.ts";
import { createChunkWatch, type MicrophoneGap, type MicrophoneStall } from "./chunk-watch.ts";
import { MicrophoneError } from "./microphone-error.ts";
import workletUrl from "./microphone-worklet.ts?worker&url";
import type { MicrophoneChunk } from "./microphone-worklet.ts";
import { askForStream, release } from "./microphone-stream.ts";
import { appliedMicProcessing, type AppliedMicProcessing, type MicProcessing } from "./mic-processing.ts";

/** Rate of what the microphone gives, in Hz: the one that recognition models have. */
export const microphoneRateHz = 16_000;

/** Bytes of one second of it. */
export const microphoneBytesPerSecond = microphoneRateHz * Int16Array.BYTES_PER_ELEMENT;

/** Length of a chunk, in milliseconds. */
const chunkMs = 100;
const chunkBytes = (chunkMs / 1000) * microphoneBytesPerSecond;

/** Most audio that waits for the reader of a microphone, in seconds. */
const maxWaitingSeconds = 30;
/** Longest silence that stands for one gap, in seconds: the longest that a call may be silent. */
const maxSilenceSeconds = 300;

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
  /** Longest silence that stands for one gap in `chunks`, in seconds; default 300. */
  maxSilenceSeconds?: number;
  /** Called within three seconds after audio stopped coming, with the cause; and with none when it comes again. */
  onStall?: (cause: MicrophoneStall | undefined) => void;
  /** Called at the end of each time without audio, and at the end of the microphone; pauses are none. */
  onGap?: (gap: MicrophoneGap) => void;
}

/** A running microphone; must be closed. */
export interface Microphone {
  /** What the device calls itself. */
  readonly label: string;
  /** Processing that the browser reports; it need not be what was requested. */
  readonly treatment: AppliedMicProcessing;
  /**
   * Chunks of 100 ms, mono 16 bit little-endian at 16 kHz, until `stop`. They wait here while nobody takes them, up to
   * `maxWaitingSeconds`; then new ones are dropped until half of them was taken. Where the device or the browser gave nothing
   * during a stall, or for half a second, silence of that length stands, up to `maxSilenceSeconds`: times stay right behind it.
   *
   * @throws MicrophoneError `unplugged` when the device goes away
   */
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /**
   * Audio that was dropped, in seconds, pauses apart: the page was too busy to take it from the audio thread (30 seconds wait
   * there), or the reader was too slow.
   */
  readonly droppedSeconds: number;
  /** Length of all gaps so far, in seconds. */
  readonly missingSeconds: number;
  /** Resolves when the device is free again, whatever the reason. */
  readonly closed: Promise<void>;
  /** Leaves out what is recorded until `resume`; the level is still reported. */
  pause(): void;
  resume(): void;
  /** Asks the browser to run a suspended audio context again, which it always does in a gesture. Done once for each stall. */
  wake(): void;
  /** Ends `chunks` and sets the device free. */
  stop(): Promise<void>;
}

/**
 * Opens the microphone; the browser asks the person the first time.
 *
 * @param signal gives up, also while the browser still asks: what it then gives is set free
 * @throws MicrophoneError when it may not, cannot or need not; the signal's reason when it aborts
 */
export async function openMicrophone(options: MicrophoneOptions = {}, signal?: AbortSignal): Promise<Microphone> {
  const stream = await askForStream(options, signal);
  let context: AudioContext | undefined;
  try {
    context = new AudioContext({ sampleRate: microphoneRateHz });
    await unlessAborted(context.audioWorklet.addModule(workletUrl), signal);
    // Not awaited: where the browser wants a gesture first, the watch says so.
    context.resume().catch(() => undefined);
    return listen(stream, context, context.createMediaStreamSource(stream), options);
  } catch (error) {
    release(stream);
    await context?.close();
    signal?.throwIfAborted();
    throw new MicrophoneError({
      kind: "unsupported",
      message: "the browser cannot read this microphone at 16 kHz",
      cause: error,
    });
  }
}

/**
 * The microphones that the browser names, each id once; names are empty until one was opened. Firefox makes an id of the name, so
 * that two devices of one name have the same: it opens the first of them.
 */
export async function microphoneDevices(): Promise<{ deviceId: string; label: string }[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const ids = new Set<string>();
  return devices
    .filter(({ kind, deviceId }) => kind === "audioinput" && !ids.has(deviceId) && ids.add(deviceId))
    .map(({ deviceId, label }) => ({ deviceId, label }));
}

function listen(
  stream: MediaStream,
  context: AudioContext,
  source: MediaStreamAudioSourceNode,
  options: MicrophoneOptions,
): Microphone {
  const { onLevel, onStall, onGap, maxWaitingSeconds: maxSeconds = maxWaitingSeconds } = options;
  const maxSilentChunks = ((options.maxSilenceSeconds ?? maxSilenceSeconds) * 1000) / chunkMs;
  const node = new AudioWorkletNode(context, "microphone", {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: "explicit",
  });
  source.connect(node);
  const track = stream.getAudioTracks()[0];
  let isPaused = false;
  let droppedSamples = 0;
  let missingSeconds = 0;
  const queue = createAudioQueue({ maxBytes: maxSeconds * microphoneBytesPerSecond, onleave: () => stop() });
  const silence = new Uint8Array(chunkBytes);
  /** How many silent chunks stand before a chunk. */
  const silenceBefore = new WeakMap<Uint8Array, number>();
  const end = new AbortController();
  const { promise: closed, resolve: close } = Promise.withResolvers<void>();

  const watch = createChunkWatch({
    chunkMs,
    cause: () => (context.state === "running" ? (track?.muted === true ? "muted" : undefined) : "suspended"),
    onstall(cause) {
      onStall?.(cause);
      if (cause) wake();
    },
    ongap(gap) {
      missingSeconds += gap.seconds;
      onGap?.(gap);
    },
  });

  function wake(): void {
    if (context.state !== "running" && context.state !== "closed") context.resume().catch(() => undefined);
  }
  /** The browser, the system or the person changed something: audio has just stopped, or may run again. */
  function look(): void {
    if (!watch.check()) wake();
  }
  context.addEventListener("statechange", look, { signal: end.signal });
  document.addEventListener("visibilitychange", look, { signal: end.signal });
  track?.addEventListener("mute", look, { signal: end.signal });

  node.port.onmessage = ({ data }: MessageEvent<MicrophoneChunk>) => {
    node.port.postMessage(undefined);
    const silentMs = watch.chunk(data.endedAtMs, (data.droppedSamples / microphoneRateHz) * 1000);
    const silentChunks = Math.min(maxSilentChunks, Math.round(silentMs / chunkMs));
    for (let count = 0; count < silentChunks; count++) onLevel?.({ rms: 0, peak: 0 });
    onLevel?.({ rms: data.rms, peak: data.peak });
    if (isPaused) return;
    droppedSamples += data.droppedSamples;
    const chunk = new Uint8Array(data.samples.buffer);
    if (silentChunks > 0) silenceBefore.set(chunk, silentChunks);
    queue.push(chunk);
  };
  track?.addEventListener("ended", () => {
    queue.end(new MicrophoneError({ kind: "unplugged", message: "the microphone went away" }));
    void stop();
  });

  async function* withSilence(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for await (const chunk of queue.chunks) {
      for (let left = silenceBefore.get(chunk) ?? 0; left > 0; left--) yield silence;
      yield chunk;
    }
  }

  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      end.abort();
      watch.stop();
      queue.end();
      release(stream);
      close();
      source.disconnect();
      node.port.close();
      await context.close();
    })();
    return stopped;
  };
  return {
    label: track?.label ?? "",
    treatment: track ? appliedMicProcessing(track.getSettings()) : {},
    chunks: { [Symbol.asyncIterator]: withSilence },
    get droppedSeconds() {
      return droppedSamples / microphoneRateHz + queue.droppedBytes / microphoneBytesPerSecond;
    },
    get missingSeconds() {
      return missingSeconds;
    },
    closed,
    pause() {
      isPaused = true;
      watch.pause();
    },
    resume() {
      isPaused = false;
      watch.resume();
    },
    wake,
    stop,
  };
}
