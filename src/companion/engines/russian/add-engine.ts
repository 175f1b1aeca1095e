// Adds an engine that is not in npm: `npm run add-engine -- russian [--model FOLDER]`.
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { typedFolder } from "../../config/typed-folder.ts";
import { addedEngineFolders, writeAddedEngine } from "./added-engine.ts";
import { InstallError, makePythonEnvironment, runShown } from "./python-environment.ts";
import { createRussianEngine } from "./russian-engine.ts";
import { fetchedFiles, fetchedModel, findRussianModel, ModelFolderError, modelRepository } from "./russian-models.ts";

const usage = `npm run add-engine -- russian [--model FOLDER]

Adds Russian recognition to the embedded platform: onnx-asr in a Python environment of its own in .tools/, and the model
${fetchedModel} (about 230 MB) from its hub, or a model of yours from FOLDER. Run it again after an interruption.`;

const projectFolder = join(import.meta.dirname, "../../../..");
const folders = addedEngineFolders(projectFolder);
/** The hub, as its own program finds it. */
const hub = process.env["HF_ENDPOINT"] ?? "https://huggingface.co";
const print = (line: string) => console.log(line);

/** The whole installation; each step leaves what an earlier run has done. */
async function addRussian(ownModel: string | undefined): Promise<void> {
  // Before minutes of installing.
  if (ownModel !== undefined) await findRussianModel(ownModel);
  const python = await makePythonEnvironment(folders.python, print);
  if (ownModel === undefined) await fetchModel(python);
  const modelFolder = ownModel ?? folders.model;
  const model = await findRussianModel(modelFolder);
  print(`Trying ${model.name} ...`);
  const engine = createRussianEngine({ python, model });
  const startedAtMs = performance.now();
  await engine.transcribe(new Float32Array(16_000), new AbortController().signal).finally(() => engine.close());
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  await writeAddedEngine(projectFolder, { python, modelFolder });
  print(`Added: ${model.name} recognises Russian (it started in ${seconds} s). Start the console again to use it.`);
}

async function fetchModel(python: string): Promise<void> {
  print(`Fetching ${fetchedModel} from ${hub}/${modelRepository} ...`);
  const program = join(import.meta.dirname, "fetch-model.py");
  const advice =
    `Without a way to it, fetch ${fetchedFiles.join(", ")} of ${modelRepository} elsewhere, and name their folder:\n` +
    "npm run add-engine -- russian --model FOLDER";
  const args = ["-I", program, modelRepository, folders.model, ...fetchedFiles];
  await runShown(python, args, `The model could not be fetched from ${hub}`, advice);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { model: { type: "string" } }, allowPositionals: true });
  if (positionals.length !== 1 || positionals[0] !== "russian") throw new TypeError(usage);
  const ownModel = values.model === undefined ? undefined : resolve(typedFolder(projectFolder), values.model);
  if (ownModel !== undefined && !(await stat(ownModel).catch(() => undefined))?.isDirectory()) {
    throw new ModelFolderError(`--model names no folder: ${ownModel}`);
  }
  await addRussian(ownModel);
}

// Its programs end with the same Ctrl-C.
process.once("SIGINT", () => {
  console.error("\nInterrupted. Run it again to go on.");
  process.exit(130);
});

try {
  await main();
} catch (error) {
  const isExpected = error instanceof InstallError || error instanceof ModelFolderError || error instanceof TypeError;
  console.error(isExpected ? error.message : `The engine could not be added: ${String(error)}`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
}
