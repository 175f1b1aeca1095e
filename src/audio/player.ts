import { AudioError } from "./audio-error.ts";
import { createStreamingAudio, completeAudio, type StreamingAudio, type MonoAudio } from "./streaming-audio.ts";
import { openAudioPlayback, type AudioPlayback, type Underrun } from "./audio-playback.ts";

/** The writing end of audio that is arriving. */
export interface PlaybackStream {
  /** The samples that follow; they are copied. */
  push(samples: Int16Array): void;
  /** Nothing more will come. */
  end(): void;
}

/** Plays one recording at a time. Positions are seconds from its start. */
export interface Player {
  readonly isPlaying: boolean;
  /** It plays, and is silent because the next samples have not come. */
  readonly isWaiting: boolean;
  /** Where the loudspeaker is, or where `play` would begin. */
  readonly positionSeconds: number;
  /** Of what is there. */
  readonly durationSeconds: number;
  /** Loads other audio, stopped at its start; undefined unloads it. */
  load(sound: MonoAudio | undefined): void;
  /** Loads audio that is still arriving; it can be played at once, and starts when the jitter buffer is full. */
  receive(sampleRateHz: number): PlaybackStream;
  /**
   * Opens the device for audio of this rate that is about to come: opening it anew takes tens of milliseconds. Does nothing
   * while something plays, and nothing before the first gesture on the page. What fails here is reported by `play`.
   */
  prepare(sampleRateHz: number): void;
  /**
   * Plays from the position to the end, or one range; at the end of the audio it starts again.
   *
   * @throws AudioError `no-output` when the browser opens no device, at once or within 10 s
   */
  play(range?: { fromSeconds: number; toSeconds: number }): Promise<void>;
  /** Stops and keeps the position. */
  pause(): void;
  /** Moves the position and goes on playing if it played. */
  seek(seconds: number): void;
  /** Stops and gives the device back; `play` opens it again. */
  close(): Promise<void>;
}

/**
 * Why a `play` was never heard: the browser opened no device or let none sound (`no-output`), there was no audio (`empty`),
 * or it was paused, replaced or closed before its first sample (`stopped`).
 */
export type UnplayedReason = "no-output" | "empty" | "stopped";

/** How the player reports that it started, paused, ended or was given other audio. */
export interface PlayerOptions {
  onchange?: () => void;
  /** Called after a silence that was too long: the samples came late. */
  onunderrun?: (underrun: Underrun) => void;
  /** Called at each start, when its first sample is audible: milliseconds until then, mostly a little below zero. */
  onsound?: (inMs: number) => void;
  /** Called once for each `play` whose first sample was audible; moving the position is no new play. */
  onplayed?: (fromSeconds: number) => void;
  /** Called instead for a `play` that ended in silence. */
  onunplayed?: (reason: UnplayedReason) => void;
  /**
   * Opens the device; called at the first `play` or `prepare`, which a browser allows only after a gesture, and again for audio
   * of another rate: at the audio's own rate blocks follow each other without a seam.
   */
  openContext?: (sampleRateHz: number) => AudioContext;
}

/** A headset may need seconds to wake up. */
const openingMs = 10_000;

/** Makes a player that opens the sound device when it is first needed. */
export function createPlayer(options: PlayerOptions = {}): Player {
  const { onchange, onunderrun, onsound, onplayed, onunplayed, openContext = contextOf } = options;
  let context: AudioContext | undefined;
  let contextRateHz = 0;
  let sound: StreamingAudio | undefined;
  let playing: AudioPlayback | undefined;
  let restingSeconds = 0;
  let isStarting = false;
  /** Counts commands: a start whose device opened late gives way to later commands. */
  let command = 0;

  /** The last `play`, until it is heard or ends in silence. */
  let unheard: { fromSeconds: number } | undefined;

  function endUnheard(reason: UnplayedReason): void {
    if (!unheard) return;
    unheard = undefined;
    onunplayed?.(reason);
  }

  const durationSeconds = () => (sound ? sound.sampleCount / sound.sampleRateHz : 0);
  const positionSeconds = () => playing?.positionSeconds ?? restingSeconds;

  function halt(atSeconds: number): void {
    restingSeconds = atSeconds;
    isStarting = false;
    playing?.stop();
    playing = undefined;
  }

  async function device(rateHz: number): Promise<AudioContext> {
    let opening: AudioContext | undefined;
    try {
      if (context && contextRateHz !== rateHz) {
        void context.close();
        context = undefined;
      }
      opening = context ??= openContext(rateHz);
      contextRateHz = rateHz;
      if (opening.state !== "running") await inTime(opening.resume());
      return opening;
    } catch (cause) {
      opening?.close().catch(() => undefined);
      // Meanwhile there may be one for another rate.
      if (context === opening) context = undefined;
      throw new AudioError({ kind: "no-output", message: "the browser opened no sound device", cause });
    }
  }

  async function start(fromSeconds: number, toSeconds?: number): Promise<void> {
    if (!sound || (sound.isComplete && sound.sampleCount === 0)) {
      endUnheard("empty");
      return;
    }
    const mine = ++command;
    const wanted = sound;
    halt(fromSeconds);
    isStarting = true;
    try {
      const output = await device(wanted.sampleRateHz);
      if (mine !== command) return;
      playing = openAudioPlayback(output, wanted, {
        fromSeconds,
        ...(toSeconds !== undefined && { toSeconds }),
        onchange: () => onchange?.(),
        onended() {
          halt(toSeconds ?? durationSeconds());
          endUnheard("empty");
          onchange?.();
        },
        ...(onunderrun && { onunderrun }),
        onsound(inMs) {
          onsound?.(inMs);
          if (unheard) onplayed?.(unheard.fromSeconds);
          unheard = undefined;
        },
      });
      playing.grow();
    } catch (error) {
      // A later command may have a device.
      if (mine !== command) return;
      endUnheard("no-output");
      throw error;
    } finally {
      if (mine === command) isStarting = false;
    }
    onchange?.();
  }

  function put(next: StreamingAudio | undefined): void {
    command++;
    halt(0);
    endUnheard("stopped");
    sound = next;
    onchange?.();
  }

  return {
    get isPlaying() {
      return playing !== undefined || isStarting;
    },
    get isWaiting() {
      return playing?.isWaiting ?? false;
    },
    get positionSeconds() {
      return positionSeconds();
    },
    get durationSeconds() {
      return durationSeconds();
    },
    load: (next) => put(next && completeAudio(next)),
    receive(sampleRateHz) {
      const growing = createStreamingAudio(sampleRateHz);
      put(growing);
      const grown = () => {
        if (sound !== growing) return;
        playing?.grow();
        onchange?.();
      };
      return {
        push(samples) {
          growing.push(samples);
          grown();
        },
        end() {
          growing.isComplete = true;
          grown();
        },
      };
    },
    prepare(sampleRateHz) {
      if (playing || isStarting || !navigator.userActivation.hasBeenActive) return;
      device(sampleRateHz).catch(() => undefined);
    },
    play(range) {
      const end = durationSeconds();
      const at = range ? Math.max(0, range.fromSeconds) : positionSeconds();
      const fromSeconds = !range && sound?.isComplete === true && at >= end - 0.01 ? 0 : at;
      endUnheard("stopped");
      unheard = { fromSeconds };
      return start(fromSeconds, range && Math.min(end, range.toSeconds));
    },
    pause() {
      command++;
      halt(positionSeconds());
      endUnheard("stopped");
      onchange?.();
    },
    seek(seconds) {
      const target = Math.min(durationSeconds(), Math.max(0, seconds));
      if (playing) void start(target);
      else restingSeconds = target;
      onchange?.();
    },
    async close() {
      command++;
      halt(positionSeconds());
      endUnheard("stopped");
      const closing = context;
      context = undefined;
      if (closing && closing.state !== "closed") await closing.close();
    },
  };
}

/** What the browser responds. Firefox never does where there is no audio device. */
function inTime(opening: Promise<void>): Promise<void> {
  const late = new Error(`no sound device answered within ${String(openingMs)} ms`);
  return Promise.race([opening, new Promise<never>((_, reject) => setTimeout(reject, openingMs, late))]);
}

function contextOf(sampleRateHz: number): AudioContext {
  try {
    return new AudioContext({ sampleRate: sampleRateHz });
  } catch {
    // A rate that this browser's device layer does not take: it converts each block by itself then.
    return new AudioContext();
  }
}
