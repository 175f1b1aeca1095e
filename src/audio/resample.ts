import * as exported from "@alexanderolsen/libsamplerate-js";

/** Changes the rate of a mono sound that comes in pieces, without seams between them. */
export interface Resampler {
  /** The samples that are certain after this piece; the last few wait for what follows. */
  push(samples: Int16Array): Int16Array<ArrayBuffer>;
  /** The rest; the total then fits the length of the input exactly. Nothing may be pushed after it. */
  flush(): Int16Array<ArrayBuffer>;
  /** Gives the memory back (about 25 MB). */
  close(): void;
}

// Bundlers see the names, Node's own import of this CommonJS package only its default.
const library = "default" in exported ? (exported.default as typeof exported) : exported;
const fullScale = 32768;
/** Longer than half the filter at any allowed pair of rates. */
const tailSamples = 2048;

/**
 * Makes a resampler of the quality `SRC_SINC_MEDIUM_QUALITY` (libsamplerate): tones keep a distance of more than 100 dB from
 * their noise. With equal rates samples pass through untouched.
 */
export async function createResampler(fromHz: number, toHz: number): Promise<Resampler> {
  if (fromHz === toHz) {
    return { push: (samples) => samples.slice(), flush: () => new Int16Array(0), close: () => undefined };
  }
  const converter = await library.create(1, fromHz, toHz, {
    converterType: library.ConverterType.SRC_SINC_MEDIUM_QUALITY,
  });
  let taken = 0;
  let given = 0;

  function convert(samples: Float32Array): Int16Array<ArrayBuffer> {
    const converted = Int16Array.from(converter.full(samples), (value) =>
      Math.max(-fullScale, Math.min(fullScale - 1, Math.round(value * fullScale))),
    );
    given += converted.length;
    return converted;
  }

  return {
    push(samples) {
      taken += samples.length;
      return samples.length === 0
        ? new Int16Array(0)
        : convert(Float32Array.from(samples, (value) => value / fullScale));
    },
    flush() {
      const missing = Math.round((taken * toHz) / fromHz) - given;
      return taken === 0 ? new Int16Array(0) : convert(new Float32Array(tailSamples)).slice(0, Math.max(0, missing));
    },
    close() {
      converter.destroy();
    },
  };
}
