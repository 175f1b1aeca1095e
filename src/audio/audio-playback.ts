import type { StreamingAudio } from "./streaming-audio.ts";

/**
 * Jitter buffer: audio that must be there before playing starts, and again after an underrun, in milliseconds.
 *
 * Speech comes phrase by phrase, faster than it is spoken, so the first chunk is mostly longer than this and starts at once.
 * 250 ms bridge the jitter of a wireless network (tens of milliseconds) and a phrase that takes the engine longer; a person
 * does not notice them as a wait.
 */
export const jitterBufferMs = 250;

/** Silence because the next samples had not come in time. */
export interface Underrun {
  /** Position in the audio, in seconds from its start. */
  atSeconds: number;
  /** Length of the silence. */
  gapMs: number;
}

/** The playing of one range of audio, until its end or `stop`. */
export interface AudioPlayback {
  /** Position of the loudspeaker, in seconds from the start of the audio. */
  readonly positionSeconds: number;
  /** Silent because the jitter buffer is not full. */
  readonly isWaiting: boolean;
  /** To be called at first, which begins to play, and whenever the audio has grown or become complete. */
  grow(): void;
  stop(): void;
}

export interface AudioPlaybackOptions {
  fromSeconds: number;
  /** Default: the end of the audio, wherever it will be. */
  toSeconds?: number;
  /** Called when something other than the position has changed. */
  onchange: () => void;
  /** Called once when all was played. */
  onended: () => void;
  onunderrun?: (underrun: Underrun) => void;
  /** Called once, when the first sample is audible: milliseconds until then, mostly a little below zero. Never in silence. */
  onsound?: (inMs: number) => void;
}

/** Samples are handed to the device in blocks of this length, so that an hour of audio is not copied at once. */
const blockSeconds = 10;
/** How often at most it is looked whether the first sample is audible, in milliseconds. */
const minSoundWaitMs = 25;
/** So much is handed over ahead of the loudspeaker. */
const aheadSeconds = 20;
/**
 * How far ahead a start is on time: two quanta, the one that may be in the making and one until a new source is seen.
 *
 * Firefox names one quantum as its base latency, whatever the device does, and its clock stands still within a task, so that
 * reading it again shows nothing: 10 ms more are left there.
 */
function leadSeconds(context: AudioContext): number {
  const quantumSeconds = 128 / context.sampleRate;
  return 2 * quantumSeconds + (context.baseLatency > quantumSeconds ? 0 : 0.01);
}

/**
 * Plays audio on a running device. Blocks are put one behind the other on the device's clock, so that a page which is busy
 * for a moment is not audible.
 */
export function openAudioPlayback(
  context: AudioContext,
  sound: StreamingAudio,
  options: AudioPlaybackOptions,
): AudioPlayback {
  const { onchange, onended, onunderrun, onsound } = options;
  const rate = sound.sampleRateHz;
  const firstSample = Math.round(options.fromSeconds * rate);
  const lastSample = options.toSeconds === undefined ? Infinity : Math.round(options.toSeconds * rate);
  const sources = new Set<AudioBufferSourceNode>();
  /** Blocks on the device's clock, oldest first. */
  let blocks: { atSeconds: number; from: number; to: number }[] = [];
  let next = firstSample;
  let filledToSeconds: number | undefined;
  let isStopped = false;
  let firstAtSeconds = Infinity;
  let soundTimer: ReturnType<typeof setTimeout> | undefined;
  let isAudible = false;

  const isDry = () => filledToSeconds === undefined || filledToSeconds < context.currentTime;
  const isWhole = () => sound.isComplete || sound.sampleCount >= lastSample;
  const limit = () => Math.min(sound.sampleCount, lastSample);

  const earliestSeconds = () => context.currentTime + leadSeconds(context);

  /**
   * Starts a buffer at a time, or as soon as the device can. A late start would be heard together with the next block, so
   * the clock is looked at again: when the page was held up in between, or the device computed several quanta just then, the
   * start is taken back and made anew.
   *
   * @returns when it begins, on the device's clock
   */
  function start(buffer: AudioBuffer, wantedSeconds: number): number {
    for (;;) {
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(context.destination);
      const atSeconds = Math.max(wantedSeconds, earliestSeconds());
      source.start(atSeconds);
      if (atSeconds < earliestSeconds()) {
        source.stop();
        source.disconnect();
        continue;
      }
      source.onended = () => {
        sources.delete(source);
        if (!isStopped) fill();
      };
      sources.add(source);
      return atSeconds;
    }
  }

  /** Schedules a range behind the last one. */
  function hand(from: number, to: number): void {
    const samples = sound.range(from, to);
    const buffer = context.createBuffer(1, samples.length, rate);
    const channel = buffer.getChannelData(0);
    for (let index = 0; index < samples.length; index++) channel[index] = samples[index]! / 32_768;
    const atSeconds = start(buffer, filledToSeconds ?? 0);
    if (filledToSeconds === undefined) {
      firstAtSeconds = atSeconds;
      awaitSound();
    } else if (atSeconds > filledToSeconds) {
      onunderrun?.({ atSeconds: from / rate, gapMs: (atSeconds - filledToSeconds) * 1000 });
    }
    blocks.push({ atSeconds, from, to });
    filledToSeconds = atSeconds + samples.length / rate;
  }

  const untilSoundMs = () => (firstAtSeconds - context.currentTime + context.outputLatency) * 1000;

  /**
   * Tells of the first sample when it is audible: a device that does not run, or is stopped before, plays none.
   *
   * @param isPlayedOut the device has taken everything, and the loudspeaker follows
   */
  function noteSound(isPlayedOut = false): void {
    if (isAudible || (isPlayedOut ? firstAtSeconds === Infinity : untilSoundMs() > 0)) return;
    isAudible = true;
    onsound?.(untilSoundMs());
  }
  function awaitSound(): void {
    noteSound();
    if (!isAudible) soundTimer = setTimeout(awaitSound, Math.max(minSoundWaitMs, untilSoundMs()));
  }

  /** Hands over what there is, as far ahead as is good. */
  function fill(): void {
    if (isDry() && !isWhole() && limit() - next < (jitterBufferMs / 1000) * rate) {
      if (sources.size === 0) onchange();
      return;
    }
    while (next < limit()) {
      if ((filledToSeconds ?? 0) > context.currentTime + aheadSeconds) return;
      const to = Math.min(limit(), next + blockSeconds * rate);
      hand(next, to);
      next = to;
    }
    if (isWhole() && sources.size === 0) {
      isStopped = true;
      clearTimeout(soundTimer);
      noteSound(true);
      onended();
    }
  }

  function heardSample(): number {
    const nowSeconds = context.currentTime - context.outputLatency;
    while (blocks.length > 1 && blocks[1]!.atSeconds <= nowSeconds) blocks.shift();
    const block = blocks[0];
    if (!block) return firstSample;
    const played = block.from + Math.max(0, nowSeconds - block.atSeconds) * rate;
    return Math.min(block.to, played);
  }

  return {
    get positionSeconds() {
      return heardSample() / rate;
    },
    get isWaiting() {
      return !isStopped && sources.size === 0;
    },
    grow() {
      if (!isStopped) fill();
    },
    stop() {
      isStopped = true;
      clearTimeout(soundTimer);
      noteSound();
      for (const source of sources) {
        source.onended = null;
        source.stop();
        source.disconnect();
      }
      sources.clear();
      blocks = [];
    },
  };
}
