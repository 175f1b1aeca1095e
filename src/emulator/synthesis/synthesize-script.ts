import { phrasesOf } from "./script-phrases.ts";
import { openResampler } from "../audio/resample.ts";
import type { SynthesisEngine } from "./synthesis-engine.ts";
import type { SynthesisPlan } from "./synthesis-plan.ts";

/** Length of a chunk of silence, so that a long pause needs no memory. */
const silenceMs = 500;
const fullScale = 32_768;

/**
 * Synthesizes a plan: mono 16-bit samples at the requested rate, in chunks, the first before the last is computed.
 *
 * The next phrase starts when the reader requests it; aborting or leaving the loop stops the engine.
 *
 * @throws what the engine throws
 */
export async function* synthesizeScript(
  engine: SynthesisEngine,
  plan: SynthesisPlan,
  signal: AbortSignal,
): AsyncGenerator<Int16Array<ArrayBuffer>> {
  if (plan.sampleRateHz === engine.sampleRateHz) {
    for await (const samples of engineAudio(engine, plan, signal)) yield samples.slice();
    return;
  }
  const resampler = await openResampler(engine.sampleRateHz, plan.sampleRateHz);
  try {
    for await (const samples of engineAudio(engine, plan, signal)) {
      const resampled = resampler.push(Float32Array.from(samples, (sample) => sample / fullScale));
      if (resampled.length > 0) yield asInt16(resampled);
    }
    const rest = resampler.end();
    if (rest.length > 0) yield asInt16(rest);
  } finally {
    resampler.close();
  }
}

async function* engineAudio(
  engine: SynthesisEngine,
  { script, language }: SynthesisPlan,
  signal: AbortSignal,
): AsyncGenerator<Int16Array> {
  let restMs = 0;
  for (const part of phrasesOf(script.items, language)) {
    if (part.kind === "silence") {
      yield* silence(part.durationMs, engine.sampleRateHz, signal);
      restMs = 0;
    } else {
      yield* silence(restMs, engine.sampleRateHz, signal);
      yield* engine.speak({ language, voice: part.voice, spans: part.spans }, signal);
      ({ restMs } = part);
    }
  }
}

function* silence(durationMs: number, rateHz: number, signal: AbortSignal): Generator<Int16Array> {
  const longest = Math.round((silenceMs / 1000) * rateHz);
  for (let left = Math.round((durationMs / 1000) * rateHz); left > 0; left -= longest) {
    signal.throwIfAborted();
    yield new Int16Array(Math.min(left, longest));
  }
}

function asInt16(samples: Float32Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(samples, (sample) =>
    Math.max(-fullScale, Math.min(fullScale - 1, Math.round(sample * fullScale))),
  );
}
