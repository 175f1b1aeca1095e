// Writes what of `deploy/` is computed, as `npm run deploy:write`: a test fails when one of the files is not up to date.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFolder } from "../support/folders.ts";
import { writtenFiles } from "./written-files.ts";

for (const [name, text] of Object.entries(writtenFiles())) {
  await writeFile(join(projectFolder, "deploy", name), text);
  console.log(`deploy/${name}`);
}
