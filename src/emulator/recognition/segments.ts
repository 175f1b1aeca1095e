import type { VadMode, VoiceActivity } from "./recognition-engine.ts";
import { joinSamples } from "../audio/resample.ts";

/** How audio is divided into phrases. */
export interface SegmentRules {
  mode: VadMode;
  /** Silence that ends a phrase, in milliseconds. */
  minSilenceMs: number;
  /** Shortest speech of a phrase, in milliseconds; less is dropped as noise. */
  minSpeechMs: number;
  /** Padding on both sides of the speech, in milliseconds; a negative value trims it. */
  padMs: number;
  /** Longest phrase, in milliseconds; a longer one is cut at its quietest point. */
  maxPhraseMs: number;
}

/** Audio of one phrase, for the engine. All times count from the start of the audio, in milliseconds. */
export interface Phrase {
  /** Mono, 16 kHz, -1..1. */
  samples: Float32Array;
  /** Start of `samples`. */
  startMs: number;
  /** Start and end of the speech within it. */
  speechStartMs: number;
  speechEndMs: number;
  /** Whether it begins with speech after silence; false for the rest of a phrase that was cut. */
  isBegun: boolean;
  /** Whether it ends with silence or the end of the audio; false when it was cut. */
  isEnded: boolean;
}

/** Output of a segmenter, in order. */
export type SegmentEvent = { kind: "begin"; atMs: number } | { kind: "phrase"; phrase: Phrase };

/** Divides a stream of audio into phrases. Buffers at most one phrase. */
export interface Segmenter {
  /** @param samples mono, 16 kHz, -1..1 */
  push(samples: Float32Array): SegmentEvent[];
  /** Ends the last phrase. Nothing may be pushed after it. */
  end(): SegmentEvent[];
  /** The current phrase so far; undefined in silence. */
  current(): Phrase | undefined;
  close(): void;
}

const frameSamples = 480;
const frameMs = 30;
const samplesPerMs = 16;

/** Creates a segmenter for one channel of one call. */
export function openSegmenter(rules: SegmentRules, vad: VoiceActivity): Segmenter {
  const detector = vad.open(rules.mode);
  const maxFrames = Math.floor(rules.maxPhraseMs / frameMs);
  const minSilence = toFrames(rules.minSilenceMs);
  const minSpeech = toFrames(rules.minSpeechMs);
  const pad = Math.round(rules.padMs / frameMs);

  /** Buffered audio; it starts at frame number `first`. */
  let frames: Float32Array[] = [];
  let first = 0;
  /** Frames before this one belong to earlier phrases. */
  let floor = 0;
  let speech: { start: number; spoken: number; quiet: number; isKnown: boolean; isBegun: boolean } | undefined;
  let rest: Float32Array = new Float32Array(0);
  let heardMs = 0;

  const next = () => first + frames.length;
  const audioStart = (start: number) => clamp(start - pad, floor, next() - 1);

  function phrase(from: number, to: number, speechEnd: number, isEnded: boolean): Phrase {
    const { start, isBegun } = speech!;
    const atMs = (frame: number) => Math.min(frame * frameMs, Math.floor(heardMs));
    return {
      samples: joinSamples(frames.slice(from - first, to - first)),
      startMs: atMs(from),
      speechStartMs: atMs(start),
      speechEndMs: atMs(speechEnd),
      isBegun,
      isEnded,
    };
  }

  /** The current phrase, if its speech ends before frame `speechEnd`. */
  function padded(speechEnd: number, isEnded: boolean): Phrase {
    const from = audioStart(speech!.start);
    return phrase(from, clamp(speechEnd + pad, from + 1, next()), speechEnd, isEnded);
  }

  function finish(speechEnd: number): SegmentEvent[] {
    const found: SegmentEvent[] = speech!.isKnown ? [{ kind: "phrase", phrase: padded(speechEnd, true) }] : [];
    floor = speechEnd;
    speech = undefined;
    return found;
  }

  /** Ends a phrase of the greatest length. */
  function cut(): SegmentEvent[] {
    const { start, quiet, isKnown } = speech!;
    const from = audioStart(start);
    const at = quietest(from + Math.floor((maxFrames * 2) / 3), next());
    const speechEnd = next() - quiet;
    if (!isKnown || speechEnd <= at) return finish(speechEnd);
    const found = phrase(from, at, at, false);
    speech = { ...speech!, start: at, isBegun: false };
    floor = at;
    return [{ kind: "phrase", phrase: found }];
  }

  function quietest(from: number, to: number): number {
    const energies = frames.slice(from - first, to - first).map(energy);
    return from + energies.indexOf(Math.min(...energies));
  }

  function step(frame: Float32Array): SegmentEvent[] {
    if (detector.isSpeech(frame)) {
      speech ??= { start: next(), spoken: 0, quiet: 0, isKnown: false, isBegun: true };
      speech.spoken++;
      speech.quiet = 0;
    } else if (speech) speech.quiet++;
    frames.push(frame);

    const found: SegmentEvent[] = [];
    if (speech && !speech.isKnown && speech.spoken >= minSpeech) {
      speech.isKnown = true;
      found.push({ kind: "begin", atMs: speech.start * frameMs });
    }
    if (speech && speech.quiet >= minSilence) found.push(...finish(next() - speech.quiet));
    else if (speech && next() - audioStart(speech.start) >= maxFrames) found.push(...cut());
    forget(speech ? audioStart(speech.start) : Math.max(floor, next() - Math.max(0, pad)));
    return found;
  }

  function forget(before: number): void {
    if (before <= first) return;
    frames = frames.slice(before - first);
    first = before;
  }

  return {
    push(samples) {
      heardMs += samples.length / samplesPerMs;
      const sound = joinSamples([rest, samples]);
      const whole = sound.length - (sound.length % frameSamples);
      rest = sound.subarray(whole);
      const found: SegmentEvent[] = [];
      for (let offset = 0; offset < whole; offset += frameSamples) {
        found.push(...step(sound.subarray(offset, offset + frameSamples)));
      }
      return found;
    },
    end() {
      const last = new Float32Array(frameSamples);
      last.set(rest);
      const found = rest.length > 0 ? step(last) : [];
      return speech ? [...found, ...finish(next() - speech.quiet)] : found;
    },
    current() {
      return speech?.isKnown ? padded(next() - speech.quiet, false) : undefined;
    },
    close() {
      detector.close();
    },
  };
}

function toFrames(ms: number): number {
  return Math.max(1, Math.ceil(ms / frameMs));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function energy(frame: Float32Array): number {
  return frame.reduce((sum, sample) => sum + sample * sample, 0);
}
