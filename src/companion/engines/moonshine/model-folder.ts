import { existsSync } from "node:fs";

/** Folder of the model beside the program, in the console's own npm package. */
export const modelBesideProgram = "model/";

/**
 * Folder of Moonshine tiny: beside this program in the console's npm package, else in the package that it comes from, whose
 * JavaScript is never loaded: it is for browsers and downloads files.
 */
export function packagedModel(): URL {
  const beside = new URL(modelBesideProgram, import.meta.url);
  if (existsSync(beside)) return beside;
  return new URL("./model/tiny/quantized/", import.meta.resolve("@moonshine-ai/moonshine-js"));
}
