import { join } from "node:path";

/** The root of the checkout. */
export const projectFolder = join(import.meta.dirname, "../..");

/** Folder for programs that npm does not install; ignored by git, reused by later runs. */
export const toolsFolder = join(projectFolder, ".tools");
