import * as ort from "onnxruntime-web/wasm";
import { attentionOutput } from "./moonshine-attention.ts";

/** Layers of Moonshine tiny's decoder. */
export const layerCount = 6;
const headCount = 8;
const headSize = 36;
const beginToken = 1;
const endToken = 2;

/** Upstream's rule against endless output: speech has fewer tokens a second than this. */
const tokensPerSecond = 6;
const sampleRateHz = 16_000;

/** The two networks, loaded. */
export interface MoonshineModel {
  encoder: ort.InferenceSession;
  /** With its cross-attention exposed. */
  decoder: ort.InferenceSession;
}

/** What the decoder said before it stopped. */
export interface Decoded {
  tokens: { id: number; probability: number }[];
  /** For each token, how much it looked at each encoder frame (24 ms), summed over layers and heads. */
  attention: Float32Array[];
  /** `limit`: more tokens than speech has; `loop`: it began to repeat itself, the repeats are left out. */
  stopped: "end" | "limit" | "loop" | "cancelled";
}

/**
 * Hears one stretch of speech: encodes it, then picks the likeliest token until the model says that it is done.
 *
 * @param samples mono, 16 kHz, -1..1, 0.1 to 25 seconds
 * @param isCancelled asked before every token, after the event loop has turned
 */
export async function decodeSpeech(
  model: MoonshineModel,
  samples: Float32Array,
  isCancelled: () => boolean,
): Promise<Decoded> {
  const heard: Decoded = { tokens: [], attention: [], stopped: "limit" };
  const limit = Math.ceil((samples.length / sampleRateHz) * tokensPerSecond);
  const { last_hidden_state: sound } = await model.encoder.run({
    input_values: new ort.Tensor("float32", samples, [1, samples.length]),
  });
  const cache = emptyCache();
  let last = beginToken;
  for (let step = 0; step < limit; step++) {
    await new Promise(setImmediate);
    if (isCancelled()) return { ...heard, stopped: "cancelled" };
    const outputs = await model.decoder.run({
      input_ids: new ort.Tensor("int64", BigInt64Array.of(BigInt(last)), [1, 1]),
      encoder_hidden_states: sound!,
      use_cache_branch: new ort.Tensor("bool", Uint8Array.of(step === 0 ? 0 : 1), [1]),
      ...cache,
    });
    const { id, probability } = likeliest(outputs["logits"]!);
    if (id === endToken) return { ...heard, stopped: "end" };
    heard.tokens.push({ id, probability });
    heard.attention.push(newestAttention(outputs));
    keepCache(cache, outputs, step === 0);
    const repeated = repeatedTail(heard.tokens);
    if (repeated > 0) {
      heard.tokens.length -= repeated;
      heard.attention.length -= repeated;
      return { ...heard, stopped: "loop" };
    }
    last = id;
  }
  return heard;
}

type Cache = Record<string, ort.Tensor>;

function emptyCache(): Cache {
  const cache: Cache = {};
  for (let layer = 0; layer < layerCount; layer++) {
    for (const side of ["decoder", "encoder"]) {
      for (const part of ["key", "value"]) {
        const name = `past_key_values.${String(layer)}.${side}.${part}`;
        cache[name] = new ort.Tensor("float32", new Float32Array(0), [0, headCount, 1, headSize]);
      }
    }
  }
  return cache;
}

/** The encoder's part of the cache is computed with the first token and stays. */
function keepCache(cache: Cache, outputs: ort.InferenceSession.ReturnType, isFirst: boolean): void {
  for (const name of Object.keys(cache)) {
    if (isFirst || name.includes(".decoder.")) cache[name] = outputs[name.replace("past_key_values", "present")]!;
  }
}

/** The best token of the newest position and its softmax probability. Token 0 is "unknown" and never chosen. */
function likeliest(logits: ort.Tensor): { id: number; probability: number } {
  const size = logits.dims.at(-1)!;
  const scores = (logits.data as Float32Array).subarray(-size);
  let id = 1;
  for (let each = 2; each < size; each++) if (scores[each]! > scores[id]!) id = each;
  const best = scores[id]!;
  const total = scores.reduce((sum, score) => sum + Math.exp(score - best), 0);
  return { id, probability: 1 / total };
}

function newestAttention(outputs: ort.InferenceSession.ReturnType): Float32Array {
  const first = outputs[attentionOutput(0)]!;
  const frames = first.dims.at(-1)!;
  const sum = new Float32Array(frames);
  for (let layer = 0; layer < layerCount; layer++) {
    const weights = outputs[attentionOutput(layer)]!.data as Float32Array;
    for (let index = 0; index < weights.length; index++) sum[index % frames]! += weights[index]!;
  }
  return sum;
}

const longestLoop = 8;

/**
 * How many tokens at the end only repeat what stands before them: a block of 1 to 8 tokens said at least four times and
 * filling at least eight tokens is a decoder going round in circles, not speech.
 */
export function repeatedTail(tokens: readonly { id: number }[]): number {
  const at = (back: number) => tokens[tokens.length - 1 - back]?.id;
  for (let block = 1; block <= longestLoop; block++) {
    const repeats = block * (Math.max(4, Math.ceil(8 / block)) - 1);
    if (tokens.length < repeats + block) continue;
    let back = 0;
    while (back < repeats && at(back) === at(back + block)) back++;
    if (back === repeats) return repeats;
  }
  return 0;
}
