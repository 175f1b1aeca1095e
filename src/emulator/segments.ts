import type { VadMode, VoiceActivity } from "./recognition-engine.ts";
import { joinSamples } from "./resample.ts";

/** Where phrases begin and end. */
export interface SegmentRules {
  /** How phrases are told apart; without it the sound is one stretch of speech from end to end. */
  voiceActivity?: {
    mode: VadMode;
    /** Silence that closes a phrase, in milliseconds. */
    minSilenceMs: number;
    /** Speech without which a phrase is taken for a noise and dropped, in milliseconds. */
    minSpeechMs: number;
    /** Sound kept on both sides of the speech, in milliseconds; negative cuts into it. */
    padMs: number;
    /** Nothing is dropped: the pauses belong to the phrases. */
    keepPauses: boolean;
  };
  /** Longest phrase, in milliseconds; a longer one is cut at its quietest point. */
  maxPhraseMs: number;
}

/** A stretch of sound for the engine. All times count from the start of the audio, in milliseconds. */
export interface Phrase {
  /** Mono, 16 kHz, -1..1. */
  samples: Float32Array;
  /** Where `samples` begin. */
  startMs: number;
  /** Where speech begins and ends within it. */
  speechStartMs: number;
  speechEndMs: number;
  /** It begins with speech after silence; false for the rest of a phrase that was cut. */
  isBegun: boolean;
  /** It ends with silence or the end of the audio; false when it was cut. */
  isEnded: boolean;
}

/** What a segmenter found, in order. */
export type SegmentEvent = { kind: "begin"; atMs: number } | { kind: "phrase"; phrase: Phrase };

/** Cuts one running sound into phrases. Holds no more of it than one phrase. */
export interface Segmenter {
  /** @param samples mono, 16 kHz, -1..1 */
  push(samples: Float32Array): SegmentEvent[];
  /** Closes the last phrase. Nothing may be pushed after it. */
  end(): SegmentEvent[];
  /** The phrase that is being said, as far as it was heard; undefined in silence. */
  current(): Phrase | undefined;
  close(): void;
}

const frameSamples = 480;
const frameMs = 30;
const samplesPerMs = 16;

/** Opens a segmenter for one channel of one call. */
export function openSegmenter(rules: SegmentRules, vad: VoiceActivity): Segmenter {
  const { voiceActivity } = rules;
  const detector = voiceActivity && vad.open(voiceActivity.mode);
  const keepPauses = voiceActivity?.keepPauses ?? true;
  const maxFrames = Math.floor(rules.maxPhraseMs / frameMs);
  const minSilence = toFrames(voiceActivity?.minSilenceMs ?? Infinity);
  const minSpeech = toFrames(voiceActivity?.minSpeechMs ?? 0);
  const pad = Math.round((voiceActivity?.padMs ?? 0) / frameMs);

  /** Sound that may still be needed; the first of it is frame number `first`. */
  let frames: Float32Array[] = [];
  let first = 0;
  /** Frames that earlier phrases have used up end here. */
  let floor = 0;
  let speech: { start: number; spoken: number; quiet: number; isKnown: boolean; isBegun: boolean } | undefined;
  let rest: Float32Array = new Float32Array(0);
  let heardMs = 0;

  const next = () => first + frames.length;
  const audioStart = () => (speech && !keepPauses ? clamp(speech.start - pad, floor, next() - 1) : floor);

  function phrase(from: number, to: number, speechStart: number, speechEnd: number, isEnded: boolean): Phrase {
    const samples = joinSamples(frames.slice(from - first, to - first));
    const atMs = (frame: number) => Math.min(frame * frameMs, Math.floor(heardMs));
    const [speechStartMs, speechEndMs] = [atMs(speechStart), atMs(speechEnd)];
    return { samples, startMs: atMs(from), speechStartMs, speechEndMs, isBegun: speech?.isBegun ?? false, isEnded };
  }

  function forget(before: number): void {
    if (before <= first) return;
    frames = frames.slice(before - first);
    first = before;
  }

  /** The phrase is over: speech ended before frame `speechEnd`. */
  function finish(speechEnd: number): SegmentEvent[] {
    const { start, isKnown } = speech!;
    const from = audioStart();
    const to = keepPauses ? next() : clamp(speechEnd + pad, from + 1, next());
    const found = isKnown ? [phraseEvent(phrase(from, to, start, speechEnd, true))] : [];
    if (isKnown || !keepPauses) floor = keepPauses ? to : Math.min(speechEnd, to);
    speech = undefined;
    return found;
  }

  /** The phrase is as long as it may be. */
  function cut(): SegmentEvent[] {
    const from = audioStart();
    const at = quietest(from + Math.floor((maxFrames * 2) / 3), next());
    const { start, quiet, isKnown } = speech!;
    const speechEnd = next() - quiet;
    if (!isKnown || speechEnd <= at) return finish(speechEnd);
    if (at <= start) return cutPause(at);
    const found = phrase(from, at, start, at, false);
    speech = { ...speech!, start: at, isBegun: false };
    floor = at;
    return [phraseEvent(found)];
  }

  /** What was kept before frame `to` is nothing but a pause. */
  function cutPause(to: number): SegmentEvent[] {
    const found = { ...phrase(floor, to, floor, to, false), isBegun: false };
    floor = to;
    return [phraseEvent(found)];
  }

  function quietest(from: number, to: number): number {
    const energies = frames.slice(from - first, to - first).map(energy);
    return from + energies.indexOf(Math.min(...energies));
  }

  function step(frame: Float32Array): SegmentEvent[] {
    const isSpeech = detector?.isSpeech(frame) ?? true;
    if (isSpeech) {
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
    else if (speech && next() - audioStart() >= maxFrames) found.push(...cut());
    if (!speech && keepPauses && next() - floor >= maxFrames) found.push(...cutPause(next()));
    forget(speech || keepPauses ? audioStart() : Math.max(floor, next() - Math.max(0, pad)));
    return found;
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
      if (speech) found.push(...finish(next() - speech.quiet));
      if (keepPauses && next() > floor) found.push(...cutPause(next()));
      return found;
    },
    current() {
      if (!speech?.isKnown) return undefined;
      return phrase(audioStart(), next(), speech.start, next() - speech.quiet, false);
    },
    close() {
      detector?.close();
    },
  };
}

function phraseEvent(phrase: Phrase): SegmentEvent {
  return { kind: "phrase", phrase };
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
