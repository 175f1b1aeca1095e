// `node test/supply-chain/check-release.ts v0.1.0`: fails when a tag, package.json and CHANGELOG.md do not name the same version.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../support/folders.ts";
import { releaseProblems } from "./release.ts";

const read = (file: string) => readFileSync(join(projectFolder, file), "utf8");
const { version } = JSON.parse(read("package.json")) as { version: string };
const problems = releaseProblems(read("CHANGELOG.md"), version, process.argv[2] ?? "");
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
