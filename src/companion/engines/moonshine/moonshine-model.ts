import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as ort from "onnxruntime-web/wasm";
import { exposeCrossAttention } from "./moonshine-attention.ts";
import { layerCount, type MoonshineModel } from "./moonshine-decoder.ts";

/** The files inside @moonshine-ai/moonshine-js 0.1.29, and what they must hash to (SHA-256). */
const files = {
  encoder: { name: "encoder_model.onnx", sha256: "c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a" },
  decoder: {
    name: "decoder_model_merged.onnx",
    sha256: "eed87831c3a6103534aae7d47a5d485025c659a1323901513961c39fe8a1a367",
  },
};

/**
 * Loads both networks on one thread.
 *
 * @param folder ends in a slash
 * @throws Error when a file is missing or is not the very model this code was written for
 */
export async function loadModel(folder: URL): Promise<MoonshineModel> {
  ort.env.wasm.numThreads = 1;
  const [encoder, decoder] = await Promise.all([readModel(folder, files.encoder), readModel(folder, files.decoder)]);
  const options: ort.InferenceSession.SessionOptions = { executionProviders: ["wasm"], graphOptimizationLevel: "all" };
  return {
    encoder: await ort.InferenceSession.create(encoder, options),
    decoder: await ort.InferenceSession.create(exposeCrossAttention(decoder, layerCount), options),
  };
}

async function readModel(folder: URL, file: { name: string; sha256: string }): Promise<Uint8Array> {
  const url = new URL(file.name, folder);
  const bytes = await readFile(url);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== file.sha256) {
    throw new Error(`${url.pathname} is not Moonshine tiny: SHA-256 is ${sha256}, expected ${file.sha256}`);
  }
  return bytes;
}
