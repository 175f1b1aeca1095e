import libsamplerate from "@alexanderolsen/libsamplerate-js";

/** Changes the rate of one running sound. */
export interface Resampler {
  /** Takes the next samples; gives those that are ready, a few milliseconds late. */
  push(samples: Float32Array): Float32Array;
  /** Gives the rest: together exactly as long as what went in. Nothing may be pushed after it. */
  end(): Float32Array;
  /** Frees the resampler's memory (about 10 MB). */
  close(): void;
}

/** Samples handed over at once; the library mishandles pieces above a million by itself. */
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
    const pieces: Float32Array[] = [];
    for (let offset = 0; offset < samples.length; offset += pieceSamples) {
      pieces.push(converter.full(samples.subarray(offset, offset + pieceSamples)));
    }
    const converted = joinSamples(pieces);
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
      // The last samples wait inside for what follows them; a little silence pushes them out.
      while (rest.length < missing) rest = joinSamples([rest, convert(silence)]);
      return rest.subarray(0, Math.max(0, missing));
    },
    close() {
      converter.destroy();
    },
  };
}

/** One array from several. */
export function joinSamples(pieces: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
