// `npm run sbom -- [FILE]`: what is shipped, as CycloneDX JSON; default dist/sbom.cdx.json. Needs `npm run build`, which the script runs.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../support/folders.ts";
import { billOfMaterials } from "./bill-of-materials.ts";
import { bundledFolders, shippedPackages } from "./shipped-packages.ts";

const file = process.argv[2] ?? join(projectFolder, "dist/sbom.cdx.json");
const { version } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as { version: string };
const bill = billOfMaterials(shippedPackages(bundledFolders()), version, new Date());
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
console.log(`${bill.components.length} components: ${file}`);
