import { homedir } from "node:os";
import { join } from "node:path";

/** The root of the checkout. */
export const projectFolder = join(import.meta.dirname, "../..");

/** Folder for programs that npm does not install; ignored by git, reused by later runs. */
export const toolsFolder = join(projectFolder, ".tools");

/** Folder of the user for what takes minutes to make, such as a program built from sources; all checkouts share it. */
export const cacheFolder = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "audiokit-console");
