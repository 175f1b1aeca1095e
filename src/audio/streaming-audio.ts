/** Mono sound in memory. */
export interface Sound {
  samples: Int16Array;
  sampleRateHz: number;
}

/** A sound that may still be arriving. */
export interface StreamingAudio {
  readonly sampleRateHz: number;
  readonly sampleCount: number;
  /** Set when nothing more will come. */
  isComplete: boolean;
  /** Takes the samples that follow; they are copied. */
  push(samples: Int16Array): void;
  /** A view of a stretch, valid until the next `push`. */
  stretch(from: number, to: number): Int16Array;
}

/** Samples that a sound has room for at first; the room doubles when it is full. */
const firstRoom = 1 << 16;

/** Begins a sound without samples. */
export function createStreamingAudio(sampleRateHz: number): StreamingAudio {
  let room = new Int16Array(firstRoom);
  let sampleCount = 0;
  return {
    sampleRateHz,
    isComplete: false,
    get sampleCount() {
      return sampleCount;
    },
    push(samples) {
      if (sampleCount + samples.length > room.length) {
        const roomier = new Int16Array(Math.max(sampleCount + samples.length, room.length * 2));
        roomier.set(room.subarray(0, sampleCount));
        room = roomier;
      }
      room.set(samples, sampleCount);
      sampleCount += samples.length;
    },
    stretch: (from, to) => room.subarray(from, Math.min(to, sampleCount)),
  };
}

/** A sound that is there already; its samples are not copied. */
export function completeAudio({ samples, sampleRateHz }: Sound): StreamingAudio {
  return {
    sampleRateHz,
    sampleCount: samples.length,
    isComplete: true,
    push() {
      throw new TypeError("this sound is complete");
    },
    stretch: (from, to) => samples.subarray(from, to),
  };
}
