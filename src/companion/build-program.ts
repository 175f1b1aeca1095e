// `npm run build:program`: writes the companion as JavaScript to lib/, for the npm package: Node runs no TypeScript below node_modules.
import { execFileSync } from "node:child_process";
import { cpSync, globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { modelBesideProgram, packagedModel } from "./engines/moonshine/model-folder.ts";

const projectFolder = join(import.meta.dirname, "../..");
const program = join(projectFolder, "lib");
/** What programs read beside themselves: filters of Envoy, and the Python of the added engine. */
const readFiles = "companion/**/*.{lua,py}";

rmSync(program, { recursive: true, force: true });
const tsc = join(projectFolder, "node_modules/typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "-p", join(import.meta.dirname, "tsconfig.package.json")], { stdio: "inherit" });
const sources = join(projectFolder, "src");
for (const file of globSync(readFiles, { cwd: sources })) cpSync(join(sources, file), join(program, file));
// Its package cannot be a dependency of a published one: it names others that are not needed, and one that exists nowhere.
const modelHome = join(program, "companion/engines/moonshine", modelBesideProgram);
cpSync(fileURLToPath(packagedModel()), modelHome, { recursive: true });
