import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findRussianModel } from "./russian-models.ts";

async function folderWith(...files: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "model-"));
  for (const file of files) await writeFile(join(folder, file), "");
  return folder;
}

describe("findRussianModel", () => {
  it("finds the model by its files, and prefers the smaller precision", async () => {
    const folder = await folderWith("config.json", "v3_e2e_ctc_vocab.txt", "v3_e2e_ctc.onnx", "v3_e2e_ctc.int8.onnx");
    expect(await findRussianModel(folder)).toEqual({ name: "gigaam-v3-e2e-ctc", folder, quantization: "int8" });
  });

  it("takes a model of three networks in full precision", async () => {
    const networks = ["encoder", "decoder", "joint"].map((part) => `v3_rnnt_${part}.onnx`);
    const folder = await folderWith("config.json", "v3_vocab.txt", ...networks);
    expect(await findRussianModel(folder)).toEqual({ name: "gigaam-v3-rnnt", folder, quantization: "" });
  });

  it("names the files that the nearest model lacks, and the models that can be used", async () => {
    const folder = await folderWith("v3_e2e_rnnt_encoder.int8.onnx", "v3_e2e_rnnt_joint.int8.onnx");
    await expect(findRussianModel(folder)).rejects.toThrow(
      `${folder} holds no whole model: gigaam-v3-e2e-rnnt lacks config.json, v3_e2e_rnnt_vocab.txt, v3_e2e_rnnt_decoder.int8.onnx`,
    );
  });

  it("says that a folder cannot be read", async () => {
    await expect(findRussianModel("/no/such/folder")).rejects.toThrow("cannot be read: ENOENT");
  });
});
