import libsamplerate from "@alexanderolsen/libsamplerate-js";

/** A streaming sample-rate converter for one channel. */
export interface Resampler {
  /** Adds samples. @returns those that are ready, with a delay of a few milliseconds */
  push(samples: Float32Array): Float32Array;
  /** Returns the rest: in all the output is exactly as long as the input. Nothing may be pushed after it. */
  end(): Float32Array;
  /** Frees the converter's memory (about 10 MB). */
  close(): void;
}

/** Samples per call of the library, which mishandles chunks above a million. */
const pieceSamples = 16_384;

/** Opens a band-limited resampler for one channel. Equal rates pass through. */
export async function openResampler(fromHz: number, toHz: number): Promise<Resampler> {
  if (fromHz === toHz) {
    return { push: (samples) => samples, end: () => new Float32Array(0), close: () => undefined };
  }
  const { create, ConverterType } = libsamplerate;
  const converter = await create(1, fromHz, toHz, { converterType: ConverterType.SRC_SINC_MEDIUM_QUALITY });
  let taken = 0;
  let given = 0;

  function convert(samples: Float32Array): Float32Array {
    const chunks: Float32Array[] = [];
    for (let offset = 0; offset < samples.length; offset += pieceSamples) {
      chunks.push(converter.full(samples.subarray(offset, offset + pieceSamples)));
    }
    const converted = joinSamples(chunks);
    given += converted.length;
    return converted;
  }

  return {
    push(samples) {
      taken += samples.length;
      return convert(samples);
    },
    end() {
      const missing = Math.round((taken * toHz) / fromHz) - given;
      const silence = new Float32Array(Math.ceil(fromHz / 50));
      let rest: Float32Array = new Float32Array(0);
      // The converter holds the last samples back; a little silence flushes them.
      while (rest.length < missing) rest = joinSamples([rest, convert(silence)]);
      return rest.subarray(0, Math.max(0, missing));
    },
    close() {
      converter.destroy();
    },
  };
}

/** Joins arrays of samples, in order. */
export function joinSamples(chunks: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
