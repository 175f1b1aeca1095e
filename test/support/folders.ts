import { join } from "node:path";

/** The root of the checkout. */
export const projectFolder = join(import.meta.dirname, "../..");

/** Where tests put programs that npm does not bring; ignored by git, kept between runs. */
export const toolsFolder = join(projectFolder, ".tools");
