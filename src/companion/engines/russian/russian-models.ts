import { readdir } from "node:fs/promises";

/** A model that can recognise Russian, as it lies in a folder. */
export interface RussianModel {
  /** Its name for onnx-asr, and in the platform's model list. */
  name: string;
  folder: string;
  /** Precision of the weights that were found: `int8`, or empty for 32-bit floats. */
  quantization: "int8" | "";
}

/** A folder that holds no model; the message names the folder and what it lacks. */
export class ModelFolderError extends Error {
  override readonly name = "ModelFolderError";
}

/** The model that is fetched: one network, so its partial results are quick, with punctuation and capitals. */
export const fetchedModel = "gigaam-v3-e2e-ctc";
/** Where it is fetched from. */
export const modelRepository = "istupakov/gigaam-v3-onnx";

/** Files of each model; networks come in two precisions, the smaller one is preferred. */
const modelFiles: Record<string, { networks: string[]; vocabulary: string }> = {
  [fetchedModel]: { networks: ["v3_e2e_ctc"], vocabulary: "v3_e2e_ctc_vocab.txt" },
  "gigaam-v3-e2e-rnnt": {
    networks: ["v3_e2e_rnnt_encoder", "v3_e2e_rnnt_decoder", "v3_e2e_rnnt_joint"],
    vocabulary: "v3_e2e_rnnt_vocab.txt",
  },
  "gigaam-v3-ctc": { networks: ["v3_ctc"], vocabulary: "v3_vocab.txt" },
  "gigaam-v3-rnnt": {
    networks: ["v3_rnnt_encoder", "v3_rnnt_decoder", "v3_rnnt_joint"],
    vocabulary: "v3_vocab.txt",
  },
};

const quantizations = ["int8", ""] as const;
/** Without it onnx-asr takes the sound for that of an older model. */
const settingsFile = "config.json";

/** Files of one model in one precision. */
function filesOf(name: string, quantization: RussianModel["quantization"]): string[] {
  const { networks, vocabulary } = modelFiles[name]!;
  const suffix = quantization === "" ? "" : `.${quantization}`;
  return [settingsFile, vocabulary, ...networks.map((network) => `${network}${suffix}.onnx`)];
}

/** Files that are fetched. */
export const fetchedFiles = filesOf(fetchedModel, "int8");

/**
 * Finds the model in a folder: the one that is whole, in the order of `modelFiles`.
 *
 * @throws ModelFolderError when the folder cannot be read, or holds none whole: then it names what the nearest one lacks
 */
export async function findRussianModel(folder: string): Promise<RussianModel> {
  let present: Set<string>;
  try {
    present = new Set(await readdir(folder));
  } catch (cause) {
    throw new ModelFolderError(`the model's folder cannot be read: ${(cause as Error).message}`, { cause });
  }
  const candidates = Object.keys(modelFiles).flatMap((name) =>
    quantizations.map((quantization) => {
      const files = filesOf(name, quantization);
      const lacks = files.filter((file) => !present.has(file));
      return { model: { name, folder, quantization }, lacks, has: files.length - lacks.length };
    }),
  );
  const whole = candidates.find(({ lacks }) => lacks.length === 0);
  if (whole) return whole.model;
  const nearest = candidates.reduce((best, each) => (each.has > best.has ? each : best));
  const names = Object.keys(modelFiles).join(", ");
  throw new ModelFolderError(
    `${folder} holds no whole model: ${nearest.model.name} lacks ${nearest.lacks.join(", ")}; models that can be used: ${names}`,
  );
}
