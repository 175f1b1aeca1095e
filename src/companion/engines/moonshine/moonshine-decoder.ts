import * as ort from "onnxruntime-web/wasm";
import { attentionOutput } from "./moonshine-attention.ts";

/** Layers of Moonshine tiny's decoder. */
export const layerCount = 6;
const headCount = 8;
const headSize = 36;
const beginToken = 1;
const endToken = 2;

/** Upstream's limit against endless output, in tokens per second of audio. */
const tokensPerSecond = 6;
const sampleRateHz = 16_000;

/** The two networks, loaded. */
export interface MoonshineModel {
  encoder: ort.InferenceSession;
  /** With its cross-attention exposed. */
  decoder: ort.InferenceSession;
}

/** Output of the decoder. */
export interface Decoded {
  tokens: { id: number; probability: number }[];
  /** For each token, its attention to each encoder frame (24 ms), summed over layers and heads. */
  attention: Float32Array[];
  /** `limit`: more tokens than speech has; `loop`: it began to repeat itself, the repeats are left out. */
  stopped: "end" | "limit" | "loop" | "cancelled";
}

/**
 * Decodes one phrase greedily: encodes it, then picks the most probable token until the end token.
 *
 * @param samples mono, 16 kHz, -1..1, 0.1 to 25 seconds
 * @param isCancelled called before every token, after a turn of the event loop
 */
export async function decodeSpeech(
  model: MoonshineModel,
  samples: Float32Array,
  isCancelled: () => boolean,
): Promise<Decoded> {
  const decoded: Decoded = { tokens: [], attention: [], stopped: "limit" };
  const limit = Math.ceil((samples.length / sampleRateHz) * tokensPerSecond);
  const { last_hidden_state: sound } = await model.encoder.run({
    input_values: new ort.Tensor("float32", samples, [1, samples.length]),
  });
  const cache = emptyCache();
  let last = beginToken;
  for (let step = 0; step < limit; step++) {
    await new Promise(setImmediate);
    if (isCancelled()) return { ...decoded, stopped: "cancelled" };
    const outputs = await model.decoder.run({
      input_ids: new ort.Tensor("int64", BigInt64Array.of(BigInt(last)), [1, 1]),
      encoder_hidden_states: sound!,
      use_cache_branch: new ort.Tensor("bool", Uint8Array.of(step === 0 ? 0 : 1), [1]),
      ...cache,
    });
    const { id, probability } = likeliest(outputs["logits"]!);
    if (id === endToken) return { ...decoded, stopped: "end" };
    decoded.tokens.push({ id, probability });
    decoded.attention.push(newestAttention(outputs));
    keepCache(cache, outputs, step === 0);
    const repeated = repeatedTail(decoded.tokens);
    if (repeated > 0) {
      decoded.tokens.length -= repeated;
      decoded.attention.length -= repeated;
      return { ...decoded, stopped: "loop" };
    }
    last = id;
  }
  return decoded;
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
 * How many tokens at the end only repeat those before them: a sequence of 1 to 8 tokens, at least four times and
 * at least eight tokens in all, is a decoder loop and not speech.
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
