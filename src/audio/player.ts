import { AudioError } from "./audio-error.ts";

/** Mono sound in memory. */
export interface Sound {
  samples: Int16Array;
  sampleRateHz: number;
}

/** Plays one sound at a time. Positions are seconds from its start. */
export interface Player {
  readonly isPlaying: boolean;
  /** Where the loudspeaker is, or where `play` would begin. */
  readonly positionSeconds: number;
  readonly durationSeconds: number;
  /** Puts another sound in, stopped at its start; undefined takes the sound out. */
  load(sound: Sound | undefined): void;
  /**
   * Plays from the position to the end, or one stretch; at the end of the sound it begins anew.
   *
   * @throws AudioError `no-output` when the browser opens no device
   */
  play(stretch?: { fromSeconds: number; toSeconds: number }): Promise<void>;
  /** Stops and keeps the position. */
  pause(): void;
  /** Moves the position and goes on playing if it played. */
  seek(seconds: number): void;
  /** Stops and gives the device back; `play` opens it again. */
  close(): Promise<void>;
}

/** How the player tells that it began, paused, ended or was given another sound. */
export interface PlayerOptions {
  onchange?: () => void;
  /** Opens the device; called at the first `play`, which a browser wants to be the answer to a gesture. */
  openContext?: () => AudioContext;
}

interface Run {
  source: AudioBufferSourceNode;
  /** Time of the context at which the run began. */
  contextSeconds: number;
  fromSeconds: number;
  toSeconds: number;
}

/** Makes a player that opens the sound device when it is first needed. */
export function createPlayer({ onchange, openContext = () => new AudioContext() }: PlayerOptions = {}): Player {
  let context: AudioContext | undefined;
  let sound: Sound | undefined;
  let buffer: AudioBuffer | undefined;
  let run: Run | undefined;
  let restingSeconds = 0;
  /** Counts commands: a start whose device opened late gives way to what was asked meanwhile. */
  let command = 0;

  const durationSeconds = () => (sound ? sound.samples.length / sound.sampleRateHz : 0);

  function positionSeconds(): number {
    if (!run || !context) return restingSeconds;
    const heard = context.currentTime - run.contextSeconds - context.outputLatency;
    return Math.min(run.toSeconds, run.fromSeconds + Math.max(0, heard));
  }

  function halt(atSeconds: number): void {
    restingSeconds = atSeconds;
    if (!run) return;
    run.source.onended = null;
    run.source.stop();
    run.source.disconnect();
    run = undefined;
  }

  async function device(): Promise<AudioContext> {
    try {
      context ??= openContext();
      if (context.state === "suspended") await context.resume();
      return context;
    } catch (cause) {
      throw new AudioError("no-output", "the browser opened no sound device", { cause });
    }
  }

  async function start(fromSeconds: number, toSeconds: number): Promise<void> {
    if (!sound || sound.samples.length === 0) return;
    const mine = ++command;
    const output = await device();
    if (mine !== command) return;
    halt(fromSeconds);
    buffer ??= bufferOf(output, sound);
    const source = new AudioBufferSourceNode(output, { buffer });
    source.connect(output.destination);
    source.onended = () => {
      halt(toSeconds);
      onchange?.();
    };
    run = { source, contextSeconds: output.currentTime, fromSeconds, toSeconds };
    source.start(0, fromSeconds, toSeconds - fromSeconds);
    onchange?.();
  }

  return {
    get isPlaying() {
      return run !== undefined;
    },
    get positionSeconds() {
      return positionSeconds();
    },
    get durationSeconds() {
      return durationSeconds();
    },
    load(next) {
      command++;
      halt(0);
      sound = next;
      buffer = undefined;
      onchange?.();
    },
    play(stretch) {
      const end = durationSeconds();
      if (stretch) return start(Math.max(0, stretch.fromSeconds), Math.min(end, stretch.toSeconds));
      const from = positionSeconds();
      return start(from >= end - 0.01 ? 0 : from, end);
    },
    pause() {
      command++;
      halt(positionSeconds());
      onchange?.();
    },
    seek(seconds) {
      const target = Math.min(durationSeconds(), Math.max(0, seconds));
      if (run) void start(target, durationSeconds());
      else restingSeconds = target;
      onchange?.();
    },
    async close() {
      command++;
      halt(positionSeconds());
      const closing = context;
      context = undefined;
      buffer = undefined;
      if (closing && closing.state !== "closed") await closing.close();
    },
  };
}

function bufferOf(context: AudioContext, { samples, sampleRateHz }: Sound): AudioBuffer {
  const buffer = context.createBuffer(1, samples.length, sampleRateHz);
  const channel = buffer.getChannelData(0);
  for (let index = 0; index < samples.length; index++) channel[index] = samples[index]! / 32_768;
  return buffer;
}
