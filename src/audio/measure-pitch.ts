import { PitchDetector } from "pitchy";

/** Distribution of the pitch of a voice, in Hz. */
export interface PitchRange {
  medianHz: number;
  /** 10th percentile of the voiced frames. */
  lowHz: number;
  /** 90th percentile of the voiced frames. */
  highHz: number;
}

/** Frames of 40 ms each 10 ms; a frame counts when it is loud and clearly periodic. */
const frameSeconds = 0.04;
const stepSeconds = 0.01;
const minLevel = 0.01;
/** Least clarity of a voiced frame: pitch changes within a frame, so speech is less periodic than a tone. */
const minClarity = 0.7;
const voiceHz = { min: 60, max: 500 } as const;
/** Fewest voiced frames for a result. */
const minFrames = 30;
/** Frames between two turns of the event loop. */
const turnFrames = 200;

/**
 * Measures the pitch of speech.
 *
 * @param samples mono, -1..1
 * @returns undefined when too few frames are voiced
 * @throws the signal's reason
 */
export async function measurePitch(
  samples: Float32Array,
  rateHz: number,
  signal: AbortSignal,
): Promise<PitchRange | undefined> {
  const length = Math.round(rateHz * frameSeconds);
  const step = Math.round(rateHz * stepSeconds);
  const detector = PitchDetector.forFloat32Array(length);
  const pitches: number[] = [];
  for (let start = 0, count = 1; start + length <= samples.length; start += step, count++) {
    const frame = samples.subarray(start, start + length);
    if (level(frame) >= minLevel) {
      const [hertz, clarity] = detector.findPitch(frame, rateHz);
      if (clarity >= minClarity && hertz >= voiceHz.min && hertz <= voiceHz.max) pitches.push(hertz);
    }
    if (count % turnFrames === 0) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal.throwIfAborted();
    }
  }
  if (pitches.length < minFrames) return undefined;
  pitches.sort((left, right) => left - right);
  const at = (share: number) => pitches[Math.floor(pitches.length * share)]!;
  return { medianHz: at(0.5), lowHz: at(0.1), highHz: at(0.9) };
}

function level(frame: Float32Array): number {
  return Math.sqrt(frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length);
}
