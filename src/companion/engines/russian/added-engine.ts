import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { findRussianModel, ModelFolderError, type RussianModel } from "./russian-models.ts";

/** Where things of the added engine lie. */
export interface AddedEngineFolders {
  python: string;
  /** The model that is fetched; one of `--model` stays where it is. */
  model: string;
  /** Says that the engine is added, and with what. */
  record: string;
}

/** Folders of the added engine, in `.tools/`, which Git ignores. */
export function addedEngineFolders(projectFolder: string): AddedEngineFolders {
  const home = join(projectFolder, ".tools/engines/russian");
  return { python: join(home, "python"), model: join(home, "model"), record: join(home, "engine.json") };
}

const recordSchema = v.object({ python: v.string(), modelFolder: v.string() });

/** What was added: a Python, and a folder with a model. */
export type AddedEngineRecord = v.InferOutput<typeof recordSchema>;

/** Notes that the engine is added. */
export async function writeAddedEngine(projectFolder: string, added: AddedEngineRecord): Promise<void> {
  const { record } = addedEngineFolders(projectFolder);
  await mkdir(join(record, ".."), { recursive: true });
  await writeFile(`${record}.new`, `${JSON.stringify(added, undefined, 2)}\n`);
  await rename(`${record}.new`, record);
}

/**
 * Finds the engine that `npm run add-engine` has added.
 *
 * @param warn called with one line when it was added and cannot run any more
 * @returns undefined without one
 */
export async function findAddedEngine(
  projectFolder: string,
  warn: (line: string) => void,
): Promise<{ python: string; model: RussianModel } | undefined> {
  const { record } = addedEngineFolders(projectFolder);
  if (!existsSync(record)) return undefined;
  try {
    const { python, modelFolder } = v.parse(recordSchema, JSON.parse(await readFile(record, "utf8")));
    if (!existsSync(python)) throw new ModelFolderError(`there is no ${python}`);
    return { python, model: await findRussianModel(modelFolder) };
  } catch (error) {
    warn(
      `The added Russian engine is left out: ${(error as Error).message}. \`npm run add-engine -- russian\` adds it again.`,
    );
    return undefined;
  }
}
